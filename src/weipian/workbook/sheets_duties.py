"""Sheet 期限: what is due, whose it is, until when."""

from __future__ import annotations

from typing import Any

import xlsxwriter

from weipian.workbook.sheets_cells import Pen, landscape, lines_of
from weipian.workbook.sheets_rows import DutyRow, LedgerBook

HEADERS = (
    ("事项", 22), ("对象", 36), ("责任单位", 16), ("协助单位", 14), ("期限", 12), ("有效期限", 12),
    ("之前最后一个工作日", 14), ("状态", 26), ("依据", 12), ("备注", 56),
)  # fmt: skip
LINE_HEIGHT = 14.5
UNPUBLISHED = "节假日安排未公布"


def write_duties(book: xlsxwriter.Workbook, pen: Pen, ledger: LedgerBook) -> None:
    """In order of the effective due date."""
    sheet = book.add_worksheet("期限")
    for number, (header, width) in enumerate(HEADERS):
        pen.text(sheet, 0, number, header, "head")
        sheet.set_column(number, number, width)
    rows = sorted(ledger.duties, key=lambda duty: (duty.effective_due, duty.duty, duty.subject))
    for row, duty in enumerate(rows, 1):
        _duty(sheet, pen, row, duty)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(rows), 1), len(HEADERS) - 1)
    landscape(sheet, f"{ledger.title}期限（截至{ledger.as_of}）", ledger.notices, 0)


def _duty(sheet: Any, pen: Pen, row: int, duty: DutyRow) -> None:
    for number, words in enumerate((duty.duty, duty.subject, duty.who, duty.assists)):
        pen.text(sheet, row, number, words)
    pen.day(sheet, row, 4, duty.due)
    pen.day(sheet, row, 5, duty.effective_due)
    if duty.last_working_day is None:
        pen.text(sheet, row, 6, UNPUBLISHED)
    else:
        pen.day(sheet, row, 6, duty.last_working_day)
    pen.text(sheet, row, 7, f"▲{duty.state}" if duty.overdue else duty.state, "centre")
    pen.text(sheet, row, 8, duty.clause)
    pen.text(sheet, row, 9, duty.note, "wrapped")
    sheet.set_row(row, LINE_HEIGHT * lines_of(duty.note, HEADERS[9][1]))
