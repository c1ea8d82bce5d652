"""A printed list under a title that shows rows of 台账: some cells as they were written, some following 台账 live."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from weipian.workbook.sheets_cells import Pen, heading, landscape, view_only
from weipian.workbook.sheets_columns import Value, column_of
from weipian.workbook.sheets_live import FIRST, Live
from weipian.workbook.sheets_rows import LedgerBook, LedgerRow


class LiveSheet(Worksheet):  # type: ignore[misc]
    """A sheet of many formulas: none of ours is newer than Excel 2007, so that none need be searched for such."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


TOP = 3
"""The header of the list, from 0; below it the rows."""
EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zone
Numbered = tuple[int, LedgerRow]
"""A row and its number on 台账, from 0."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a list. `live`: follows this column of 台账; `formula`: of the row's number on the sheet, from 1."""

    header: str
    width: float
    kind: str
    value: Callable[[LedgerRow], Value]
    live: Callable[[LedgerRow], str] | None = None
    formula: Callable[[int], str] | None = None


def copied(key: str, width: float = 0, live: bool = False) -> Cell:
    """A column as it stands on 台账."""
    column = column_of(key)
    return Cell(column.header, width or column.width, column.kind, column.value, (lambda _: key) if live else None)


@dataclass(frozen=True, slots=True)
class Listing:
    """The list, where its rows stand (from 1) and where the hidden column with the row of 台账 is."""

    sheet: Any
    pen: Pen
    live: Live
    cells: Sequence[Cell]
    rows: Sequence[Numbered] = field(default=())

    @property
    def last(self) -> int:
        """The last row of the list, from 0; one is kept free where there are no plots."""
        return TOP + max(len(self.rows), 1)

    def range(self, place: int) -> str:
        """A column of the list, absolute."""
        return _letters(place, TOP + 2, self.last + 1)

    def write(self, ledger: LedgerBook, title: str, told: str, plot: int) -> None:
        """Title, notices, header and rows; the last column, hidden, says where each plot stands on 台账."""
        sheet, pen = self.sheet, self.pen
        heading(sheet, pen, title, ledger.notices, told)
        hidden = len(self.cells)
        for number, cell in enumerate(self.cells):
            pen.text(sheet, TOP, number, cell.header, "own_head")
            sheet.set_column(number, number, cell.width)
        sheet.set_column(hidden, hidden, 6, None, {"hidden": True})
        for row, one in enumerate(self.rows, TOP + 1):
            self._row(row, one, plot)
        sheet.set_row(TOP, 32)
        sheet.autofilter(TOP, 0, self.last, hidden - 1)
        landscape(sheet, title, ledger.notices, TOP)
        sheet.repeat_rows(TOP, TOP)
        view_only(sheet)

    def _row(self, row: int, one: Numbered, plot: int) -> None:
        number, values = one
        hidden = len(self.cells)
        find = self.live.find(f"${_letter(plot)}{row + 1}", number)
        self.sheet.write_formula(row, hidden, find, None, number + 1)
        for place, cell in enumerate(self.cells):
            self._cell(row, place, cell, values, f"${_letter(hidden)}{row + 1}")

    def _cell(self, row: int, place: int, cell: Cell, values: LedgerRow, where: str) -> None:
        value, key = cell.value(values), cell.live(values) if cell.live else ""
        if cell.formula or key:
            formula = cell.formula(row + 1) if cell.formula else self.live.cell(key, where)
            self.pen.formula(self.sheet, row, place, formula, shown(value), cell.kind)
        else:
            self.pen.value(self.sheet, row, place, value, cell.kind)


def shown(value: Value) -> str | float:
    """A value as a formula's result: days are counted from 1899-12-30."""
    match value:
        case None:
            return ""
        case date():
            return float((datetime.combine(value, time()) - EPOCH).days)
        case Fraction():
            return float(value)
        case str():
            return value


def numbered(rows: Sequence[LedgerRow]) -> list[Numbered]:
    return list(enumerate(rows, FIRST))


def _letter(place: int) -> str:
    return str(xl_col_to_name(place))


def _letters(place: int, first: int, last: int) -> str:
    return f"${_letter(place)}${first}:${_letter(place)}${last}"
