"""The bars of the ratio out of the ratio sheet."""

from __future__ import annotations

from collections.abc import Iterable

from weipian.figures.ratio_bars import RatioBar, draw_ratio_bars
from weipian.workbook.sheets_rows import LedgerBook, RatioRow

WHOLE = "全县"


def ratio_bars(book: LedgerBook) -> str:
    """An SVG: every township and the county against both conditions of the line."""
    notices = "　".join(book.notices)
    return draw_ratio_bars(bars_of(book.ratios), f"{book.title}　问责比例　截至{book.as_of}　{notices}".strip())


def bars_of(rows: Iterable[RatioRow]) -> list[RatioBar]:
    """The bars' values."""
    return [
        RatioBar(
            name=WHOLE if row.whole_county else row.name,
            before=row.before.ratio,
            after=row.after.ratio,
            unlawful_mu=row.after.numerator,
            area_line_mu=row.area_line_mu,
            ratio_line=row.ratio_line,
            in_scope=row.in_scope,
        )
        for row in rows
    ]
