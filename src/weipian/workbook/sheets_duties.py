"""Sheet 期限: what is due, whose it is, until when."""

from __future__ import annotations

from typing import Any

import xlsxwriter

from weipian.workbook.sheets_cells import Pen, landscape
from weipian.workbook.sheets_rows import DutyRow, LedgerBook

HEADERS = (
    ("事项", 24), ("对象", 26), ("责任单位", 18), ("协助单位", 18), ("期限", 12), ("有效期限", 12),
    ("之前最后一个工作日", 14), ("状态", 12), ("依据", 18), ("备注", 32),
)  # fmt: skip
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
    early = "期限早于本方案印发，是否另有上级期限待核；仍须完成" if duty.before_policy else ""
    pen.text(sheet, row, 9, "；".join(filter(None, (early, duty.note))))
