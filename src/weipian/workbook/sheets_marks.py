"""Marks on the rows of 台账 that follow its cells: a sign besides the colour, so that they read in grey print too."""

from __future__ import annotations

from datetime import date
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from weipian.terms.words import Conclusion, Determination, Outcome
from weipian.workbook.sheets_columns import place_of
from weipian.workbook.sheets_live import quoted

LATE, OVER, DOUBT = "▲", "◆", "？"
RATIO = "问责比例"
ABOVE = "达到比例线"
LATE_LOOK = {"bold": True, "font_color": "#9C0006", "bg_color": "#F4B9B9", "num_format": f'"{LATE}"yyyy-mm-dd'}
OVER_LOOK = {"bold": True, "font_color": "#7A3E00", "bg_color": "#F8D9A8", "num_format": f'"{OVER}"@'}
DOUBT_LOOK = {"italic": True, "font_color": "#5B4A00", "bg_color": "#FFF2B3", "num_format": f'"{DOUBT}"@'}


def write_marks(book: xlsxwriter.Workbook, sheet: Any, rows: tuple[int, int], as_of: date, ratios: int) -> None:
    """Overdue and not put right; in doubt or not determined; a township over the line."""
    first, last = rows
    n = first + 1
    due, outcome, township = (_cell(key, n) for key in ("due", "outcome", "township"))
    settled = ",".join(f"{outcome}={quoted(word.label)}" for word in Outcome if word.is_settled)
    day = f"DATE({as_of.year},{as_of.month},{as_of.day})"
    over = f"COUNTIFS({RATIO}!$A$4:$A${3 + ratios},{township},{RATIO}!$L$4:$L${3 + ratios},{quoted(ABOVE)})>0"
    undetermined = f"{_cell('determination', n)}={quoted(Determination.UNDETERMINED.label)}"
    doubt = f"LEFT({_cell('proposal', n)},{len(Conclusion.IN_DOUBT.label)})={quoted(Conclusion.IN_DOUBT.label)}"
    wanted = (
        ("due", f"AND(ISNUMBER({due}),{due}<{day},NOT(OR({settled})))", LATE_LOOK),
        ("township", over, OVER_LOOK),
        ("determination", undetermined, DOUBT_LOOK),
        ("proposal", doubt, DOUBT_LOOK),
    )
    for key, formula, look in wanted:
        place = place_of(key)
        rule = {"type": "formula", "criteria": f"={formula}", "format": book.add_format(look)}
        sheet.conditional_format(first, place, last, place, rule)


def _cell(key: str, row: int) -> str:
    return f"{xl_col_to_name(place_of(key), col_abs=True)}{row}"
