"""The ratio bars out of the books."""

from __future__ import annotations

from datetime import date

from weipian.figures.ratio_bars import RatioBar, draw_ratio_bars
from weipian.office.figures.titles import notice_of, title_of
from weipian.office.ledger.book import scope
from weipian.office.ledger.counting import counting
from weipian.office.ratio_sheet import ratio_sheet
from weipian.store.acting import Desk
from weipian.store.queries.ledger import lines

WHOLE = "全县"


def ratio_bars(desk: Desk, today: date) -> str:
    """An SVG: every township and the county against both conditions; who belongs to a township sees its own."""
    words = f"{title_of(desk)}　问责比例　截至 {today.isoformat()}　{notice_of(desk)}"
    return draw_ratio_bars(bars_of(desk), words.strip())


def bars_of(desk: Desk) -> list[RatioBar]:
    """The bars' values."""
    only, policy = desk.actor.only_township, desk.policy
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
        for row in ratio_sheet(counting(lines(only)), policy, *scope(policy, only))
    ]
