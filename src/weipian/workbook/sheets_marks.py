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


Rows = tuple[int, int]


def write_marks(book: xlsxwriter.Workbook, sheet: Any, rows: Rows, as_of: date, ratios: int) -> None:
    """On 台账: overdue and not put right; not determined or in doubt; a township over the line."""
    mark_late(book, sheet, rows, (place_of("due"), place_of("outcome")), as_of)
    mark_undetermined(book, sheet, rows, place_of("determination"))
    proposal, township = place_of("proposal"), place_of("township")
    doubt = Conclusion.IN_DOUBT.label
    _mark(book, sheet, rows, proposal, f"LEFT({_cell(proposal, rows)},{len(doubt)})={quoted(doubt)}", DOUBT_LOOK)
    named, found = (f"{RATIO}!${letter}$4:${letter}${3 + ratios}" for letter in "AL")
    over = f"COUNTIFS({named},{_cell(township, rows)},{found},{quoted(ABOVE)})>0"
    _mark(book, sheet, rows, township, over, OVER_LOOK)


def mark_late(book: xlsxwriter.Workbook, sheet: Any, rows: Rows, places: tuple[int, int], as_of: date) -> None:
    """A due date that is past, where the outcome beside it is not settled."""
    due, outcome = (_cell(place, rows) for place in places)
    settled = ",".join(f"{outcome}={quoted(word.label)}" for word in Outcome if word.is_settled)
    day = f"DATE({as_of.year},{as_of.month},{as_of.day})"
    _mark(book, sheet, rows, places[0], f"AND(ISNUMBER({due}),{due}<{day},NOT(OR({settled})))", LATE_LOOK)


def mark_undetermined(book: xlsxwriter.Workbook, sheet: Any, rows: Rows, place: int) -> None:
    _mark(book, sheet, rows, place, f"{_cell(place, rows)}={quoted(Determination.UNDETERMINED.label)}", DOUBT_LOOK)


def _mark(book: xlsxwriter.Workbook, sheet: Any, rows: Rows, place: int, formula: str, look: dict[str, Any]) -> None:
    rule = {"type": "formula", "criteria": f"={formula}", "format": book.add_format(look)}
    sheet.conditional_format(rows[0], place, rows[1], place, rule)


def _cell(place: int, rows: Rows) -> str:
    """The first of some rows, its column fixed."""
    return f"{xl_col_to_name(place, col_abs=True)}{rows[0] + 1}"
