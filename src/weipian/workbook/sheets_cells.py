"""Cells of the ledger: formats, and text that can never become a formula."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

import xlsxwriter

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
FONT = "宋体"
NAVY, PALE, LINE = "#1F3A5F", "#EEF2F7", "#B7C0CC"
OWN, OWN_HEAD = "#EDEDED", "#C9CED6"
"""Grounds of what the system fills: darker than paper in grey print too."""
LONGEST = 32_000

BASE: Mapping[str, object] = {
    "font_name": FONT,
    "font_size": 10,
    "valign": "vcenter",
    "border": 1,
    "border_color": LINE,
}
KINDS: Mapping[str, Mapping[str, object]] = {
    "text": {},
    "risky": {"quote_prefix": True},
    "wrapped": {"text_wrap": True},
    "wrapped_risky": {"text_wrap": True, "quote_prefix": True},
    "centre": {"align": "center"},
    "mu": {"num_format": "#,##0.0000"},
    "mu_filed": {"num_format": "#,##0.00##"},
    "m2": {"num_format": "#,##0.00", "font_color": "#444444"},
    "metres": {"num_format": "0.0##"},
    "days": {"num_format": '0;"逾期 "0;0', "align": "center"},
    "ratio": {"num_format": "0.00%"},
    "date": {"num_format": "yyyy-mm-dd", "align": "center"},
    "count": {"num_format": "0", "align": "center"},
    "head": {"bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "text_wrap": True, "align": "center"},
    "left_head": {"bold": True, "font_color": "#FFFFFF", "bg_color": NAVY},
    "own_head": {"bold": True, "font_color": "#222222", "bg_color": OWN_HEAD, "text_wrap": True, "align": "center"},
    "key": {"font_color": "#888888", "font_size": 8},
    "total": {"bold": True, "bg_color": PALE, "align": "center"},
    "total_mu": {"bold": True, "bg_color": PALE, "num_format": "#,##0.0000"},
    "total_ratio": {"bold": True, "bg_color": PALE, "num_format": "0.00%"},
    "plain": {"border": 0},
    "notice": {"border": 0, "bold": True, "font_color": "#C62828"},
    "title": {"border": 0, "bold": True, "font_size": 16, "font_color": NAVY},
    "asked": {"num_format": "yyyy-mm-dd", "align": "center", "bold": True, "locked": False, "border": 2},
}
GROUNDED = ("text", "risky", "wrapped", "wrapped_risky", "centre", "mu", "mu_filed", "m2", "metres", "date", "count")
"""Kinds of which the system's own columns have a grey variant, `own_…`."""


RISKY_KINDS = {
    "wrapped": "wrapped_risky",
    "own_wrapped": "own_wrapped_risky",
    "own_text": "own_risky",
    "own_centre": "own_risky",
}


class Pen:
    """Writes values with the workbook's formats."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        own = {f"own_{kind}": {**KINDS[kind], "bg_color": OWN} for kind in GROUNDED}
        self.formats: dict[str, Any] = {
            kind: book.add_format({**BASE, **more}) for kind, more in {**KINDS, **own}.items()
        }

    def text(self, sheet: Any, row: int, column: int, words: str, kind: str = "text") -> None:
        """Always a string; what could be taken for a formula elsewhere is marked as text."""
        if words.startswith(RISKY):
            kind = RISKY_KINDS.get(kind, "risky")
        sheet.write_string(row, column, words[:LONGEST], self.formats[kind])

    def number(self, sheet: Any, row: int, column: int, value: Fraction | int | None, kind: str) -> None:
        """Unrounded underneath; what is not known stays empty."""
        if value is None:
            sheet.write_blank(row, column, None, self.formats[kind])
        else:
            sheet.write_number(row, column, float(value), self.formats[kind])

    def day(self, sheet: Any, row: int, column: int, value: date | None, kind: str = "date") -> None:
        if value is None:
            sheet.write_blank(row, column, None, self.formats[kind])
        else:
            sheet.write_datetime(row, column, datetime.combine(value, time()), self.formats[kind])

    def value(self, sheet: Any, row: int, column: int, value: str | Fraction | date | None, kind: str) -> None:
        """Whatever it is; an empty text stays empty."""
        match value:
            case "" | None:
                sheet.write_blank(row, column, None, self.formats[kind])
            case str():
                self.text(sheet, row, column, value, kind)
            case date():
                self.day(sheet, row, column, value, kind)
            case Fraction():
                self.number(sheet, row, column, value, kind)

    def formula(self, sheet: Any, row: int, column: int, formula: str, value: object, kind: str) -> None:
        """A live formula with the exactly computed value as its cached result."""
        sheet.write_formula(row, column, formula, self.formats[kind], value)


def lines_of(words: str, width: float) -> int:
    """How many lines text takes in a column: a Chinese character is two wide. Not every program fits rows itself."""
    wide = sum(2 if ord(sign) > 0x2E7F else 1 for sign in words)
    return max(1, -(-wide // max(int(width) - 1, 1)))


def landscape(sheet: Any, title: str, notices: tuple[str, ...], last_head_row: int) -> None:
    """A4 across, header repeated, page numbers; the notices on every page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, last_head_row)
    escaped = title.replace("&", "&&")
    told = "　".join(notices).replace("&", "&&")
    sheet.set_header(f'&L&"{FONT},常规"&9{escaped}&R&"{FONT},加粗"&9{told}'[:250])
    sheet.set_footer(f'&L&"{FONT},常规"&9&A&R&"{FONT},常规"&9第 &P 页 共 &N 页')


def heading(sheet: Any, pen: Pen, title: str, notices: tuple[str, ...], told: str) -> None:
    """The first two rows of a sheet that has no keys: its title, the notices and what to know."""
    pen.text(sheet, 0, 0, title, "title")
    pen.text(sheet, 1, 0, "　".join((*notices, told)), "notice")
    sheet.set_row(0, 27)
    sheet.set_row(1, 18)


def view_only(sheet: Any) -> None:
    """A sheet that only shows: locked without a password; filters, widths and heights stay free."""
    free = ("autofilter", "sort", "format_cells", "format_columns", "format_rows")
    sheet.protect("", dict.fromkeys(free, True))
