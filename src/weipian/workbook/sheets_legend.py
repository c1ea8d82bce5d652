"""Sheet 图例: what the colours, signs, columns and words mean, who fills what, under which clause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from weipian.workbook.sheets_cells import BASE, Pen, heading, landscape, lines_of, view_only
from weipian.workbook.sheets_columns import COLUMNS, Column
from weipian.workbook.sheets_legend_texts import NOT_THIS, READING, SIGNS
from weipian.workbook.sheets_legend_words import told_of
from weipian.workbook.sheets_marks import DOUBT, DOUBT_LOOK, LATE, LATE_LOOK, OVER, OVER_LOOK
from weipian.workbook.sheets_rows import LedgerBook

NAME = "图例"
WIDTHS = (26, 8, 30, 66, 34, 16)
COLUMN_HEADS = ("台账的列", "列", "填什么", "说明", "谁来填", "依据（县方案）")
UNITS = {
    "mu": "亩，四位小数",
    "mu_filed": "亩，照填报数",
    "m2": "㎡，两位小数",
    "metres": "米",
    "count": "整数",
    "date": "日期",
}
TOLD = "条款号指县方案；各条全文见 weipian policy show。"
LINE_HEIGHT = 14.5


def write_legend(book: xlsxwriter.Workbook, pen: Pen, ledger: LedgerBook) -> None:
    sheet = book.add_worksheet(NAME)
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width)
    heading(sheet, pen, f"{ledger.title}台账　图例", ledger.notices, TOLD)
    row = _lines(sheet, pen, 2, "基本情况", _about(ledger))
    row = _signs(book, sheet, pen, row)
    row = _lines(sheet, pen, row, "怎样读、怎样填", READING)
    row = _lines(sheet, pen, row, "不是什么", [(str(number), words) for number, words in enumerate(NOT_THIS, 1)])
    if ledger.sources:
        row = _lines(sheet, pen, row, "采用的图层", ledger.sources)
    last = _columns(sheet, pen, row)
    landscape(sheet, f"{ledger.title}台账图例（截至{ledger.as_of}）", ledger.notices, 0)
    sheet.print_area(0, 0, last, len(WIDTHS) - 1)
    view_only(sheet)


def _about(ledger: LedgerBook) -> Sequence[tuple[str, str]]:
    return (
        ("截止日期", ledger.as_of.isoformat()),
        ("政策", f"{ledger.policy_title}（{ledger.policy}）"),
        ("比例依据", ledger.terms.clause),
        ("软件", ledger.software),
    )


def _lines(sheet: Any, pen: Pen, row: int, heading: str, lines: Iterable[tuple[str, str]]) -> int:
    """A heading and its lines, each across the page; the next free row."""
    _heading(sheet, pen, row, heading)
    found = list(lines)
    for at, (name, words) in enumerate(found, row + 1):
        pen.text(sheet, at, 0, name, "wrapped")
        _across(sheet, pen, at, words, lines_of(name, WIDTHS[0]))
    return row + len(found) + 2


def _across(sheet: Any, pen: Pen, row: int, words: str, least: int = 1) -> None:
    """Words over all columns but the first, in as many lines as they take."""
    sheet.merge_range(row, 1, row, len(WIDTHS) - 1, "", pen.formats["wrapped"])
    pen.text(sheet, row, 1, words, "wrapped")
    sheet.set_row(row, LINE_HEIGHT * max(lines_of(words, sum(WIDTHS[1:])), least))


def _heading(sheet: Any, pen: Pen, row: int, words: str) -> None:
    sheet.merge_range(row, 0, row, len(WIDTHS) - 1, "", pen.formats["left_head"])
    pen.text(sheet, row, 0, words, "left_head")


def _signs(book: xlsxwriter.Workbook, sheet: Any, pen: Pen, row: int) -> int:
    """Each sign as it looks in the sheets, and what it says."""
    _heading(sheet, pen, row, "颜色和记号（记号在黑白打印时也看得见）")
    looks = {LATE: LATE_LOOK, OVER: OVER_LOOK, DOUBT: DOUBT_LOOK}
    for at, (sample, sign, words) in enumerate(SIGNS, row + 1):
        look = {name: value for name, value in looks.get(sign, {}).items() if name != "num_format"}
        form = book.add_format({**BASE, **look, "align": "center"}) if look else pen.formats[sign]
        sheet.write_string(at, 0, sample, form)
        _across(sheet, pen, at, words)
    return row + len(SIGNS) + 2


def _columns(sheet: Any, pen: Pen, row: int) -> int:
    """Every column of 台账; the last row."""
    for number, words in enumerate(COLUMN_HEADS):
        pen.text(sheet, row, number, words, "head")
    for place, column in enumerate(COLUMNS):
        _column(sheet, pen, row + 1 + place, place, column)
    return row + len(COLUMNS)


def _column(sheet: Any, pen: Pen, row: int, place: int, column: Column) -> None:
    told = told_of(column.key)
    who = told.who or "系统生成，不用填"
    cells = (column.header, xl_col_to_name(place), _taken(column), told.tip or "左列换算。", who, told.clause)
    for number, words in enumerate(cells):
        pen.text(sheet, row, number, words, "wrapped" if column.filled else "own_wrapped")
    sheet.set_row(row, LINE_HEIGHT * max(map(lines_of, cells, WIDTHS)))


def _taken(column: Column) -> str:
    """What stands in a column: its words, its unit."""
    return "、".join(column.choices) if column.choices else UNITS.get(column.kind, "文字")
