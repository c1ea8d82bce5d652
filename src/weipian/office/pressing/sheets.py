"""Receipts and replies of letters as a table both ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from weipian.fence.field import Field, Kind
from weipian.fence.table import Cells, Table, rows_of
from weipian.office.inspecting.tables import write_table
from weipian.programme.intake.tables import cells_of
from weipian.programme.report.pressing.acts.bulk import Answered, Done, take_answers
from weipian.programme.report.pressing.acts.letters import cannot
from weipian.programme.report.pressing.seeing import sees_letter
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.store.queries.letters import LetterHere, letters
from weipian.store.seeing import seen
from weipian.terms.acting import STAMP, Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError, Refusal
from weipian.terms.pressing import LetterMove

FIELDS: tuple[Field, ...] = (
    Field("letter", "记录编号", required=True, filled=True, unique=True),
    Field("number", "函号", ("文号",)),
    Field("to", "收函单位", ("主送",)),
    Field("due", "回复期限", kind=Kind.DATE),
    Field("received_on", "签收日期", ("收到日期",), Kind.DATE),
    Field("receiver", "签收人"),
    Field("replied_on", "回复日期", kind=Kind.DATE),
    Field("reply", "回复内容", ("回复", "整改情况")),
)


def export_answers(desk: Desk, target: Path) -> int:
    """Letters that wait for a receipt or a reply, to be filled in; how many. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LETTER_REPLIED)
    seen(desk)
    found = [one for one in letters() if sees_letter(desk, one) and _waits(desk, one)]

    def note(partial: Path) -> None:
        with acting(desk, Act.LETTER_REPLIED, "copy") as act:
            note_copy(act, CopyKind.LETTER, target.name, hash_of_file(partial))

    header, keys = [one.label for one in FIELDS], [one.key for one in FIELDS]
    write_table(target, "签收回复", header, [_cells(one) for one in found], note, keys=keys, foot=STAMP)
    return len(found)


def _waits(desk: Desk, one: LetterHere) -> bool:
    return any(cannot(desk, move, one) is None for move in (LetterMove.RECEIVE, LetterMove.REPLY))


def _cells(one: LetterHere) -> tuple[str, ...]:
    days = [str(day or "") for day in (one.due, one.received_on)]
    return (str(one.letter), one.number or "", one.addressee, *days, one.receiver or "", "", "")


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a table."""

    table: Table
    done: Done


def take_in(
    desk: Desk,
    path: Path,
    day: date,
    *,
    mapping: Mapping[str, str],
    encoding: str | None,
    dry_run: bool,
    begin: Callable[[int], Callable[[], object]] = lambda _rows: int,
) -> Taken:
    """Good rows go on, in one act that can be undone; a rehearsal writes nothing. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.LETTER_REPLIED)
    table = rows_of(_without_keys(cells_of(path, None, encoding)), FIELDS, mapping, path.name)
    given, refused, places = [], list(table.refused), {}
    for row, number in zip(table.rows, table.numbers, strict=True):
        text = str(row["letter"]).strip()
        if not text.isdecimal():
            refused.append(Refusal.of(number, "记录编号", text, InputError("letter_unknown", where=text)))
            continue
        places[int(text)] = number
        given.append(_answered(int(text), row))
    done = take_answers(desk, given, day, dry_run=dry_run, step=begin(len(given)))
    refused += [Refusal.of(places[letter], "整行", str(letter), error) for letter, error in done.refused]
    return Taken(replace(table, refused=sorted(refused, key=lambda one: one.row)), done)


def _answered(letter: int, row: Mapping[str, object]) -> Answered:
    received, replied = row.get("received_on"), row.get("replied_on")
    return Answered(
        letter,
        received if isinstance(received, date) else None,
        str(row.get("receiver") or "").strip(),
        replied if isinstance(replied, date) else None,
        str(row.get("reply") or "").strip(),
    )


def _without_keys(cells: Cells) -> Cells:
    """The hidden row of keys that an exported table carries is no row of it."""
    keys = {one.key for one in FIELDS}
    kept = {number: row for number, row in cells.rows.items() if not (row and set(filter(None, row)) <= keys)}
    return replace(cells, rows=kept)
