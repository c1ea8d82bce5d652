"""Orders as a table, both ways: out to be filled, in again as one act that can be undone (F3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from weipian.fence.field import Field, Kind, folded_name
from weipian.fence.table import Cells, Table, rows_of
from weipian.office.inspecting.tables import write_table
from weipian.office.ledger.following import follow
from weipian.office.righting.listing import to_right
from weipian.programme.intake.tables import cells_of
from weipian.programme.rectification.acts.ordering import Books, Ordering, order
from weipian.programme.rectification.acts.ordering import Table as Source
from weipian.programme.rectification.plots import cultivated_mu
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.terms.acting import STAMP, Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError, Refusal
from weipian.terms.words import Category, Conclusion, Determination, Measure

Step = Callable[[], object]
FIELDS: tuple[Field, ...] = (
    Field("plot", "地块编号", ("地块号", "图斑编号", "JCBH"), required=True, filled=True, unique=True),
    Field("township", "乡镇"),
    Field("determination", "判定"),
    Field("cultivated", "耕地面积(亩)"),
    Field("measure", "整改措施", ("措施",), Kind.WORD, required=True, word=Measure),
    Field("also", "并采取", ("另采取",)),
    Field("number", "整改通知文号", ("文号", "通知文号"), required=True),
    Field("day", "整改通知日期", ("通知日期",), Kind.DATE, required=True),
    Field("person", "责任人", required=True),
    Field("due", "期限", ("整改期限",), Kind.DATE),
    Field("note", "说明"),
)
SHOWN = frozenset({"determination", "cultivated"})
"""Columns that only show."""


def export_orders(desk: Desk, target: Path) -> int:
    """Plots in sight that were determined unlawful and have no order; how many. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    require_may(desk.policy, desk.actor, Act.RECTIFICATION_ORDERED)
    rows = []
    for plot in to_right(desk):
        if plot.records.order is not None or plot.outcome.is_settled:
            continue
        word = Conclusion.UNLAWFUL if plot.line.category is Category.MINING else Determination(plot.nature)
        area = cultivated_mu(plot.line)
        shown = (plot.line.plot, plot.line.township, word.label, "" if area is None else f"{float(area):.4f}")
        rows.append((*shown, plot.measure.label if plot.measure else "", *[""] * (len(FIELDS) - 5)))

    def note(partial: Path) -> None:
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))

    header, keys = [one.label for one in FIELDS], [one.key for one in FIELDS]
    write_table(target, "整改通知", header, rows, note, keys=keys, foot=STAMP)
    return len(rows)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a table: plots that were ordered, those that said nothing new, the number of the table."""

    table: Table
    done: list[str]
    same: list[str]
    number: int | None


def take_orders(
    desk: Desk,
    path: Path,
    *,
    mapping: Mapping[str, str],
    encoding: str | None,
    dry_run: bool,
    begin: Callable[[int], Step] = lambda _rows: int,
) -> Taken:
    """Good rows go on, in one act that can be undone; a rehearsal writes nothing. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.RECTIFICATION_ORDERED)
    table = rows_of(_without_keys(cells_of(path, None, encoding)), FIELDS, mapping, path.name)
    step, books = begin(len(table.rows)), Books(desk)
    good: list[Ordering] = []
    same: list[str] = []
    refused = list(table.refused)
    for row, number in _filled(table, refused):
        step()
        try:
            wanted = _ordering(row)
            ready = books.ready(wanted)
        except InputError as error:
            refused.append(Refusal.of(number, _column(table, "plot"), str(row["plot"]), error))
            continue
        (good.append(wanted) if ready is not None else same.append(wanted.plot))
    table = replace(table, refused=sorted(refused, key=lambda one: one.row))
    if dry_run or not good:
        return Taken(table, [one.plot for one in good], same, None)
    done = order(desk, good, follow, Source(path.name, hash_of_file(path)))
    return Taken(table, [one.plot for one in good], same, done.sheet)


def _without_keys(cells: Cells) -> Cells:
    """The hidden row of keys that an exported table carries is no row of it."""
    keys = {one.key for one in FIELDS}
    kept = {number: row for number, row in cells.rows.items() if not (row and set(filter(None, row)) <= keys)}
    return replace(cells, rows=kept)


def _filled(table: Table, refused: list[Refusal]) -> list[tuple[Mapping[str, object], int]]:
    """Rows in which somebody wrote something of an order; a plot that stands twice is refused in both."""
    times: dict[object, int] = {}
    for row in table.rows:
        times[row["plot"]] = times.get(row["plot"], 0) + 1
    found: list[tuple[Mapping[str, object], int]] = []
    for row, number in zip(table.rows, table.numbers, strict=True):
        if times[row["plot"]] > 1:
            refused.append(Refusal.of(number, _column(table, "plot"), str(row["plot"]), InputError("right_twice")))
        elif any(row.get(key) for key in ("number", "day", "person")):
            found.append((row, number))
    return found


def _ordering(row: Mapping[str, object]) -> Ordering:
    """Raises InputError."""
    day, due, measure = row.get("day"), row.get("due"), row.get("measure")
    plot, number, person, note = (str(row.get(key) or "").strip() for key in ("plot", "number", "person", "note"))
    if not isinstance(day, date):
        raise InputError("inspection_needs", where="整改通知日期", name="整改通知日期")
    if not isinstance(measure, Measure) or measure is Measure.NONE:
        raise InputError("inspection_needs", where="整改措施", name="整改措施")
    also = tuple(Measure.read(word) for word in _words(str(row.get("also") or "")))
    township = str(row.get("township") or "").strip()
    return Ordering(plot, measure, number, day, person, township, due if isinstance(due, date) else None, also, note)


def _words(text: str) -> Sequence[str]:
    for sign in "，,；;":
        text = text.replace(sign, "、")
    return [word.strip() for word in text.split("、") if word.strip()]


def _column(table: Table, key: str) -> str:
    """The table's own name of a column."""
    field = next(one for one in FIELDS if one.key == key)
    return next((name for name in table.header if folded_name(name) in field.names()), field.label)
