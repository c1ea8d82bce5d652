"""The ratio bars out of the books."""

from __future__ import annotations

from datetime import date

from weipian.figures.ratio_bars import RatioBar, draw_ratio_bars
from weipian.office.figures.titles import notice_of, title_of
from weipian.office.ledger.book import scope
from weipian.office.ledger.counting import counting
from weipian.office.ratio_sheet import ratio_sheet
from weipian.office.summary.bars import bars_of
from weipian.store.acting import Desk
from weipian.store.queries.ledger import lines
from weipian.store.seeing import summed


def ratio_bars(desk: Desk, today: date) -> str:
    """An SVG: every township and the county against both conditions; who belongs to a township sees its own."""
    words = f"{title_of(desk)}　问责比例　截至 {today.isoformat()}　{notice_of(desk)}"
    return draw_ratio_bars(bars_at(desk), words.strip())


def bars_at(desk: Desk) -> list[RatioBar]:
    """The bars that this person may see."""
    sight, policy = summed(desk), desk.policy
    return bars_of(ratio_sheet(counting(lines(sight)), policy, *scope(policy, sight.one_township)))
