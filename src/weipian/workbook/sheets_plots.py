"""Sheet 台账: one row a plot; row 1 headers, row 2 the hidden keys that an import goes by."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import xlsxwriter

from weipian.workbook.sheets_cells import Pen, landscape
from weipian.workbook.sheets_columns import COLUMNS, Column, Value
from weipian.workbook.sheets_rows import LedgerBook

NAME = "台账"
FIRST = 2
"""The first row of plots, from 0."""
SPARE = 200
"""Rows below the last that have the drop-down lists too."""


def write_plots(book: xlsxwriter.Workbook, pen: Pen, ledger: LedgerBook) -> None:
    sheet = book.add_worksheet(NAME)
    last = FIRST + len(ledger.rows) - 1
    for number, column in enumerate(COLUMNS):
        _head(sheet, pen, number, column)
        if column.choices:
            _choices(sheet, number, column, last)
    for row, plot in enumerate(ledger.rows, FIRST):
        for number, column in enumerate(COLUMNS):
            _cell(sheet, pen, row, number, column.kind, column.value(plot))
    sheet.set_row(0, 44)
    sheet.set_row(1, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST, 1)
    sheet.autofilter(0, 0, max(last, FIRST), len(COLUMNS) - 1)
    landscape(sheet, f"{ledger.title}台账（截至{ledger.as_of}）", ledger.notices, 0)
    sheet.print_area(0, 0, max(last, FIRST), sum(column.printed for column in COLUMNS) - 1)


def _head(sheet: Any, pen: Pen, number: int, column: Column) -> None:
    pen.text(sheet, 0, number, column.header, "head")
    pen.text(sheet, 1, number, column.key, "key")
    sheet.set_column(number, number, column.width)


def _choices(sheet: Any, number: int, column: Column, last: int) -> None:
    """A drop-down list of Chinese words; other words are refused with a hint."""
    rule = {
        "validate": "list",
        "source": list(column.choices),
        "ignore_blank": True,
        "error_title": "请从列表中选择",
        "error_message": f"「{column.header}」只能填下拉列表中的词，不知道就留空。",
    }
    sheet.data_validation(FIRST, number, max(last, FIRST) + SPARE, number, rule)


def _cell(sheet: Any, pen: Pen, row: int, number: int, kind: str, value: Value) -> None:
    match value:
        case str():
            pen.text(sheet, row, number, value, kind)
        case date():
            pen.day(sheet, row, number, value, kind)
        case Fraction() | None:
            pen.number(sheet, row, number, value, kind)
