"""Sheet 整改: every plot that is to be put right, how it stands, and the sums per township; follows 台账 live."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import xlsxwriter

from weipian.terms.words import Category, Conclusion, Measure, Outcome
from weipian.workbook.sheets_cells import Pen
from weipian.workbook.sheets_columns import Value
from weipian.workbook.sheets_listing import TOP, Cell, Listing, LiveSheet, copied, numbered
from weipian.workbook.sheets_live import Live, quoted
from weipian.workbook.sheets_right_sums import write_sums
from weipian.workbook.sheets_right_words import DONE, IDLE, LATE, NOT_ORDERED, OPEN, UNLAWFUL, WAITS
from weipian.workbook.sheets_rows import LedgerBook, LedgerRow

NAME = "整改"
AS_OF = "$O$3"
TOLD = "列入导出时判定违法或者已有整改的地块；新判定违法的、改了通知日期的，导入后重新导出才列入、才推算期限。"


def write_right(book: xlsxwriter.Workbook, pen: Pen, ledger: LedgerBook) -> None:
    rows = [one for one in numbered(ledger.rows) if listed(one[1])]
    sheet = book.add_worksheet(NAME, LiveSheet)
    listing = Listing(sheet, pen, Live(len(ledger.rows)), _cells(ledger.as_of), rows)
    listing.write(ledger, f"{ledger.title}整改（截至{ledger.as_of}）", TOLD, 0)
    pen.text(sheet, TOP - 1, 13, "截至日（可改）", "plain")
    pen.day(sheet, TOP - 1, 14, ledger.as_of, "asked")
    if not rows:
        pen.text(sheet, listing.last, 0, "没有需要整改的地块", "plain")
    _marks(book, listing)
    sheet.freeze_panes(TOP + 1, 1)
    last = write_sums(listing, ledger)
    sheet.print_area(0, 0, last, len(listing.cells) - 1)


def listed(row: LedgerRow) -> bool:
    """Determined unlawful, or something was done to put it right."""
    unlawful = row.determination in UNLAWFUL or row.conclusion is Conclusion.UNLAWFUL
    begun = row.measure is not Measure.NONE or row.ordered is not None or row.outcome is not Outcome.NONE
    return unlawful or begun


def _determined(row: LedgerRow) -> Value:
    if row.category is Category.MINING:
        return row.conclusion.label if row.conclusion else ""
    return row.determination.label if row.determination else ""


def standing(row: LedgerRow, as_of: date) -> str:
    """How the putting right stands; the same as the formula says."""
    if not (row.determination in UNLAWFUL or row.conclusion is Conclusion.UNLAWFUL):
        return IDLE
    if row.outcome.is_settled:
        return DONE
    if row.outcome is Outcome.RECULTIVATED_UNACCEPTED:
        return WAITS
    if row.ordered is None:
        return NOT_ORDERED
    return LATE if row.right_due is not None and row.right_due < as_of else OPEN


def _standing(n: int) -> str:
    words = [*(word.label for word in UNLAWFUL), Conclusion.UNLAWFUL.label]
    wrong = ",".join(f"$E{n}={quoted(one)}" for one in words)
    done = ",".join(f"$L{n}={quoted(word.label)}" for word in Outcome if word.is_settled)
    waits = f"$L{n}={quoted(Outcome.RECULTIVATED_UNACCEPTED.label)}"
    late = f"AND(ISNUMBER($K{n}),$K{n}<{AS_OF})"
    return (
        f"=IF(NOT(OR({wrong})),{quoted(IDLE)},IF(OR({done}),{quoted(DONE)},IF({waits},{quoted(WAITS)},"
        f'IF($J{n}="",{quoted(NOT_ORDERED)},IF({late},{quoted(LATE)},{quoted(OPEN)})))))'
    )


def _left(n: int) -> str:
    return f'=IF(AND(ISNUMBER($K{n}),OR($N{n}={quoted(OPEN)},$N{n}={quoted(LATE)})),$K{n}-{AS_OF},"")'


def _days_left(row: LedgerRow, as_of: date) -> Value:
    if row.right_due is None or standing(row, as_of) not in (OPEN, LATE):
        return None
    return Fraction((row.right_due - as_of).days)


def _cells(as_of: date) -> Sequence[Cell]:
    determination = Cell("判定", 16, "centre", _determined, _key_of_determination)
    return (
        copied("plot"),
        copied("township", 10),
        copied("category", 15),
        copied("project", 34, live=True),
        determination,
        copied("cultivated_mu", 11),
        copied("farmland_mu", 12),
        copied("measure", 13, live=True),
        Cell("责任单位", 12, "centre", lambda row: row.responsible),
        copied("ordered", 12, live=True),
        Cell("整改期限", 12, "date", lambda row: row.right_due),
        copied("outcome", 16, live=True),
        copied("outcome_on", 12, live=True),
        Cell("整改状态", 14, "centre", lambda row: standing(row, as_of), formula=_standing),
        Cell("剩余天数", 12, "days", lambda row: _days_left(row, as_of), formula=_left),
    )


def _key_of_determination(row: LedgerRow) -> str:
    return "mining_determination" if row.category is Category.MINING else "determination"


def _marks(book: xlsxwriter.Workbook, listing: Listing) -> None:
    """Overdue and not ordered: a sign besides the colour; what is done turns pale."""
    n = TOP + 2
    looks: tuple[tuple[str, dict[str, Any]], ...] = (
        (LATE, {"bold": True, "font_color": "#9C0006", "bg_color": "#F4B9B9", "num_format": '"▲"@'}),
        (NOT_ORDERED, {"italic": True, "font_color": "#5B4A00", "bg_color": "#FFF2B3", "num_format": '"？"@'}),
        (DONE, {"font_color": "#555555", "num_format": '"✓"@'}),
    )
    for words, look in looks:
        rule = {"type": "formula", "criteria": f"=$N{n}={quoted(words)}", "format": book.add_format(look)}
        listing.sheet.conditional_format(TOP + 1, 13, listing.last, 13, rule)
