"""Sheet 期限: what is due, whose it is, until when."""

from __future__ import annotations

from typing import Any

import xlsxwriter

from weipian.workbook.sheets_cells import Pen, heading, landscape, lines_of, view_only
from weipian.workbook.sheets_marks import LATE
from weipian.workbook.sheets_rows import DutyRow, LedgerBook

NAME = "期限"
HEADERS = (
    ("事项", 24), ("对象", 38), ("责任单位", 16), ("协助单位", 14), ("期限", 12), ("有效期限", 12),
    ("之前最后一个工作日", 18), ("状态", 27), ("依据", 12), ("备注", 56),
)  # fmt: skip
TOP, STATE = 2, 7
TOLD = "「有效期限」是本事项、季度、年度三者最早之日；遇休息日不顺延。▲ 为逾期。"
LINE_HEIGHT = 14.5
UNPUBLISHED = "节假日安排未公布"


def write_duties(book: xlsxwriter.Workbook, pen: Pen, ledger: LedgerBook) -> None:
    """In order of the effective due date."""
    sheet = book.add_worksheet(NAME)
    title = f"{ledger.title}期限（截至{ledger.as_of}）"
    heading(sheet, pen, title, ledger.notices, TOLD)
    for number, (header, width) in enumerate(HEADERS):
        pen.text(sheet, TOP, number, header, "own_head")
        sheet.set_column(number, number, width)
    rows = sorted(ledger.duties, key=lambda duty: (duty.effective_due, duty.duty, duty.subject))
    for row, duty in enumerate(rows, TOP + 1):
        _duty(sheet, pen, row, duty)
    last = TOP + max(len(rows), 1)
    late = {"bold": True, "font_color": "#9C0006", "bg_color": "#F4B9B9"}
    rule = {"type": "text", "criteria": "begins with", "value": LATE, "format": book.add_format(late)}
    sheet.conditional_format(TOP + 1, STATE, last, STATE, rule)
    sheet.set_row(TOP, 32)
    sheet.freeze_panes(TOP + 1, 2)
    sheet.autofilter(TOP, 0, last, len(HEADERS) - 1)
    landscape(sheet, title, ledger.notices, TOP)
    sheet.print_area(0, 0, last, len(HEADERS) - 1)
    view_only(sheet)


def _duty(sheet: Any, pen: Pen, row: int, duty: DutyRow) -> None:
    for number, words in enumerate((duty.duty, duty.subject, duty.who, duty.assists)):
        pen.text(sheet, row, number, words, "wrapped")
    pen.day(sheet, row, 4, duty.due)
    pen.day(sheet, row, 5, duty.effective_due)
    if duty.last_working_day is None:
        pen.text(sheet, row, 6, UNPUBLISHED)
    else:
        pen.day(sheet, row, 6, duty.last_working_day)
    pen.text(sheet, row, 7, f"{LATE}{duty.state}" if duty.overdue else duty.state, "centre")
    pen.text(sheet, row, 8, duty.clause)
    pen.text(sheet, row, 9, duty.note, "wrapped")
    lines = max(lines_of(duty.note, HEADERS[9][1]), lines_of(duty.subject, HEADERS[1][1]))
    sheet.set_row(row, LINE_HEIGHT * lines)
