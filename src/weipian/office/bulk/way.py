"""One way for tables of many rows: out as a form, in again as one act that can be undone (requirement F3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from weipian.fence.field import Field
from weipian.fence.table import Table
from weipian.office.bulk.evidence import EVIDENCE, with_evidence
from weipian.office.given_rows import Row, column_of, table_given
from weipian.office.inspecting.tables import write_table
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.bulk import Source
from weipian.store.copies import hash_of_file, note_copy
from weipian.terms.acting import STAMP, Act
from weipian.terms.bulk import BulkTable
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError, Refusal

One = TypeVar("One")
Step = Callable[[], object]
IsNew = Callable[[One], bool]


@dataclass(frozen=True, slots=True)
class Way(Generic[One]):
    """A table. `keys`: columns that name a row, which stands once; `asks`: columns of which one is filled where a row
    asks something; `form`: cells of a template by column; `books`: checks rows against the books, read once."""

    kind: BulkTable
    act: Act
    fields: tuple[Field, ...]
    keys: tuple[str, ...]
    asks: tuple[str, ...]
    form: Callable[[Desk, date], Sequence[Mapping[str, str]]]
    read: Callable[[Row], One]
    books: Callable[[Desk, Sequence[One]], IsNew[One]]
    write: Callable[[Desk, Sequence[One], Source], int]
    name: Callable[[One], str]
    day: Callable[[One], date]
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a table: rows that were taken, by name, those that said nothing new, the number to undo it by."""

    table: Table
    done: list[str]
    same: list[str]
    number: int | None


def number_in(done: tuple[list[int], int | None]) -> int:
    """The table's number among what an act gives."""
    number = done[1]
    assert number is not None
    return number


def write_form(desk: Desk, way: Way[One], target: Path, today: date) -> int:
    """How many rows. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    require_may(desk.policy, desk.actor, way.act)
    keys = [one.key for one in way.fields]
    rows = [tuple(row.get(key, "") for key in keys) for row in way.form(desk, today)]

    def note(partial: Path) -> None:
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))

    write_table(target, way.kind.label, [one.label for one in way.fields], rows, note, keys=keys, foot=STAMP)
    return len(rows)


def take_table(
    desk: Desk,
    way: Way[One],
    path: Path,
    today: date,
    *,
    mapping: Mapping[str, str],
    encoding: str | None,
    dry_run: bool,
    begin: Callable[[int], Step] = lambda _rows: int,
) -> Taken:
    """Good rows go on, in one act that can be undone; a rehearsal writes nothing. Raises InputError."""
    require_may(desk.policy, desk.actor, way.act)
    table = table_given(path, way.fields, mapping, encoding)
    step, refused = begin(len(table.rows)), list(table.refused)
    said = list(_read(desk, way, table, today, refused, step))
    is_new = way.books(desk, [one for one, _ in said])
    good: list[One] = []
    same: list[str] = []
    for one, number in said:
        step()
        try:
            (good.append(one) if is_new(one) else same.append(way.name(one)))
        except InputError as error:
            refused.append(Refusal.of(number, column_of(table, way.fields, way.keys[0]), way.name(one), error))
    table = replace(table, refused=sorted(refused, key=lambda one: one.row))
    wanted = not dry_run and bool(good)
    key = way.write(desk, good, Source(path.name, hash_of_file(path))) if wanted else None
    return Taken(table, [way.name(one) for one in good], same, key)


def _read(
    desk: Desk, way: Way[One], table: Table, today: date, refused: list[Refusal], step: Step
) -> Iterator[tuple[One, int]]:
    """Rows that ask something, as values with their numbers; what can't be one is put among the refused."""
    rows = [(row, at) for row, at in zip(table.rows, table.numbers, strict=True) if any(row.get(k) for k in way.asks)]
    for _ in range(len(table.rows) - len(rows)):
        step()
    times: dict[tuple[object, ...], int] = {}
    for row, _ in rows:
        own = tuple(row.get(key) for key in way.keys)
        times[own] = times.get(own, 0) + 1
    proofs = with_evidence(desk, [str(row.get(EVIDENCE) or "") for row, _ in rows])
    for row, number in rows:
        try:
            if times[tuple(row.get(key) for key in way.keys)] > 1:
                raise InputError("sheet_patch_twice", where=way.keys[0])
            one = way.read({**row, EVIDENCE: proofs(str(row.get(EVIDENCE) or ""))})
            if way.day(one) > today:
                raise InputError("day_ahead", where=way.keys[0], day=way.day(one), today=today)
        except InputError as error:
            step()
            name = str(row.get(way.keys[0]) or "")
            refused.append(Refusal.of(number, column_of(table, way.fields, error.where), name, error))
            continue
        yield one, number
