"""Sheet 台账: one row a plot; row 1 headers, row 2 the hidden keys that an import goes by."""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

import xlsxwriter

from weipian.workbook.sheets_cells import LONGEST, RISKY, Pen, landscape
from weipian.workbook.sheets_checks import write_checks
from weipian.workbook.sheets_columns import COLUMNS, Column
from weipian.workbook.sheets_legend_words import told_of
from weipian.workbook.sheets_live import FIRST, LEDGER, SPARE
from weipian.workbook.sheets_marks import write_marks
from weipian.workbook.sheets_rows import LedgerBook

PLACES = {"mu": 4, "mu_filed": 4, "m2": 2, "metres": 3}
"""Decimals that a cell shows at most."""


def write_plots(book: xlsxwriter.Workbook, pen: Pen, ledger: LedgerBook) -> None:
    sheet = book.add_worksheet(LEDGER)
    last = FIRST + max(len(ledger.rows), 1) - 1
    for number, column in enumerate(COLUMNS):
        widest = _cells(sheet, pen, number, column, ledger)
        _head(sheet, pen, number, column, max(column.width, widest))
    write_checks(sheet, FIRST, last + SPARE)
    write_marks(book, sheet, (FIRST, last + SPARE), ledger.as_of, len(ledger.ratios))
    sheet.set_row(0, 44)
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST, 1)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    landscape(sheet, f"{ledger.title}台账（截至{ledger.as_of}）", ledger.notices, 0)
    sheet.print_area(0, 0, last, sum(column.printed for column in COLUMNS) - 1)


def kind_of(column: Column) -> str:
    """The cell format: what the system fills stands on grey."""
    return column.kind if column.filled else f"own_{column.kind}"


def _head(sheet: Any, pen: Pen, number: int, column: Column, width: float) -> None:
    """Header, hidden key, and a comment where there is something to say."""
    pen.text(sheet, 0, number, column.header, "head" if column.filled else "own_head")
    pen.text(sheet, 1, number, column.key, "key")
    sheet.set_column(number, number, width, pen.formats[kind_of(column)])
    told = told_of(column.key)
    if told.tip:
        source = f"（依据 {told.clause}）" if told.clause else ""
        who = f"\n填写：{told.who}" if told.who else "\n系统生成，不用填"
        box = {"author": "weipian", "x_scale": 1.9, "y_scale": 1.3, "font_size": 9}
        sheet.write_comment(0, number, f"{told.tip}{source}{who}", box)


def _cells(sheet: Any, pen: Pen, number: int, column: Column, ledger: LedgerBook) -> float:
    """A column's cells, and the width that its numbers take. Unknown cells are left to the format of the column."""
    kind = kind_of(column)
    plain, widest = pen.formats[kind], 0.0
    for row, plot in enumerate(ledger.rows, FIRST):
        match column.value(plot):
            case "" | None:
                continue
            case str() as words if words.startswith(RISKY):
                pen.text(sheet, row, number, words, kind)
            case str() as words:
                sheet.write_string(row, number, words[:LONGEST], plain)
            case Fraction() as exact:
                value = float(exact)
                widest = max(widest, value)
                sheet.write_number(row, number, value, plain)
            case date() as day:
                sheet.write_datetime(row, number, datetime.combine(day, time()), plain)
    return len(f"{widest:,.{PLACES.get(column.kind, 0)}f}") + 2
