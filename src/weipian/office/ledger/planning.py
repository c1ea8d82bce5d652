"""What an import would do, before anything is written: every edit, conflict and refused row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from weipian.office.ledger.now import now_of
from weipian.office.ledger.reviewed import Reviewed, against_orders, against_reviews
from weipian.office.ledger.source import Source
from weipian.programme.submission.deciding import transcribed
from weipian.programme.submission.fields import ENTRIES, Kept
from weipian.programme.submission.given import GivenRow
from weipian.programme.submission.rules import Asked, Conflict, Edit, Fault, asked_by, untouched
from weipian.programme.submission.values import shown
from weipian.store.queries.ledger import Line
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import sentence
from weipian.terms.words import Determination
from weipian.workbook.sheets_memory import remembered

UNLAWFUL = Determination.UNLAWFUL_NEW.value
Barred = Mapping[str, InputError]
"""Plot → why nothing of it may be changed now."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`edits` are what would be written; a row with a fault or a conflict is refused whole."""

    edits: tuple[Edit, ...]
    conflicts: tuple[Conflict, ...]
    refused: list[Refusal]
    said: tuple[str, ...]
    rows: int

    @property
    def determines(self) -> bool:
        return any(edit.entry.kept is Kept.DETERMINATION for edit in self.edits)


def plan_import(
    source: Source,
    lines: Iterable[Line],
    review: str,
    barred: Barred = MappingProxyType({}),
    known: Reviewed | None = None,
    step: Callable[[], object] = int,
) -> Plan:
    """The ledger against the books; a `barred` plot is refused where its row was edited."""
    planner = _Planner(source, {line.plot: line for line in lines}, review, barred, known or Reviewed())
    for row in source.table.rows:
        planner.take(row)
        step()
    return planner.plan()


class _Planner:
    """Goes through the rows; remembers which plot stood where."""

    def __init__(self, source: Source, lines: Mapping[str, Line], review: str, barred: Barred, known: Reviewed) -> None:
        self.source, self.lines, self.review, self.barred, self.known = source, lines, review, barred, known
        self.seen: dict[str, int] = {}
        self.parts: dict[str, list[str]] = {}
        for line in lines.values():
            self.parts.setdefault(line.patch, []).append(line.plot)
        self.whole = Asked()

    def take(self, row: GivenRow) -> None:
        try:
            line = self._line(row)
        except InputError as error:
            if self._untouched(row):
                return
            key = "plot" if "plot" in row.cells else "patch"
            self.whole.faults.append(Fault(row.number, key, row.cells.get(key, ""), error))
            return
        now = now_of(line)
        memory = self.source.memory.cells.get(line.plot) if self.source.memory else None
        asked = transcribed(asked_by(row, now, memory, remembered), now, row.number, self.review)
        asked = against_reviews(asked, line, now.values, self.known, row.number)
        asked = against_orders(asked, line, self.known, row.number)
        self.whole.faults += asked.faults
        self.whole.conflicts += asked.conflicts
        if not asked.faults and not asked.conflicts:
            self.whole.edits += asked.edits

    def _untouched(self, row: GivenRow) -> bool:
        """A plot that is no more asks for nothing where nobody edited its row."""
        memory = self.source.memory.cells.get(row.cells.get("plot", "")) if self.source.memory else None
        return memory is not None and untouched(row, memory, remembered)

    def _line(self, row: GivenRow) -> Line:
        """The plot that a row is about: named itself, or by its patch where that is whole."""
        plot, patch = row.cells.get("plot", ""), row.cells.get("patch", "")
        name = plot or patch
        if not name:
            raise InputError("empty_cell")
        if name not in self.lines:
            parts = self.parts.get(name, [])
            if parts:
                raise InputError("ledger_plot_split", plot=name, parts="、".join(parts))
            raise InputError("ledger_plot_unknown", plot=name)
        if name in self.barred:
            raise self.barred[name]
        first = self.seen.setdefault(name, row.number)
        if first != row.number:
            raise InputError("ledger_plot_twice", plot=name, first=first)
        return self.lines[name]

    def plan(self) -> Plan:
        table = self.source.table
        refused = [Refusal.of(f.row, table.header_of(f.key), f.value, f.error) for f in self.whole.faults]
        refused += [refusal_of(conflict, table.header_of(conflict.key)) for conflict in self.whole.conflicts]
        refused.sort(key=lambda refusal: refusal.row)
        return Plan(tuple(self.whole.edits), tuple(self.whole.conflicts), refused, tuple(self._said()), len(table.rows))

    def _said(self) -> Iterable[str]:
        yield from self.source.said
        determined = {edit.plot: edit.new for edit in self.whole.edits if edit.key == "determination"}
        outcomes = [edit.plot for edit in self.whole.edits if edit.key == "outcome" and edit.new]
        idle = [plot for plot in outcomes if (determined.get(plot) or self._now(plot, "determination")) != UNLAWFUL]
        final = [plot for plot in determined if self._now(plot, "final") == "1"]
        for code, plots in (("said_outcome_idle", idle), ("said_final_changed", final)):
            if plots:
                yield sentence(code, {"plots": named(plots)})

    def _now(self, plot: str, key: str) -> str:
        return now_of(self.lines[plot]).values[key]


def named(plots: list[str], most: int = 10) -> str:
    more = f" 等 {len(plots)} 个" if len(plots) > most else ""
    return "、".join(plots[:most]) + more


def refusal_of(conflict: Conflict, header: str) -> Refusal:
    """A conflict as a refused cell, with all three values."""
    field = ENTRIES[conflict.key].field
    exported = "（长文字）" if conflict.exported.startswith("#") else conflict.exported or "空"
    error = InputError(
        "ledger_conflict", old=shown(field, conflict.old), exported=exported, new=shown(field, conflict.new)
    )
    return Refusal.of(conflict.row, header, shown(field, conflict.new), error)


def edit_json(edit: Edit) -> dict[str, object]:
    entry = ENTRIES[edit.key]
    return {
        "plot": edit.plot,
        "row": edit.row,
        "field": edit.key,
        "label": entry.label,
        "old": edit.old,
        "new": edit.new,
    }


def conflict_json(conflict: Conflict) -> dict[str, object]:
    entry = ENTRIES[conflict.key]
    return {
        "plot": conflict.plot,
        "row": conflict.row,
        "field": conflict.key,
        "label": entry.label,
        "exported": conflict.exported,
        "old": conflict.old,
        "new": conflict.new,
    }


def kept_json(said: dict[str, object]) -> dict[str, object]:
    """As it is booked: without the row, which would tell how many plots stood before it."""
    return {name: value for name, value in said.items() if name != "row"}


def edit_text(edit: Edit) -> str:
    """One edit for people."""
    field = ENTRIES[edit.key].field
    return f"{edit.plot}　{field.label}：{shown(field, edit.old)} → {shown(field, edit.new)}"
