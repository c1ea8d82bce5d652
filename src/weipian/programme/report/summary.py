"""The leader's page: one screen, one A4 sheet. Values in, HTML out; nothing is computed from the law here.

Words: 达到/未达比例线, never that something is safe (requirement E2). Every number is a link to the rows behind it:
a list's name is the page's key for whose number it is and which.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from urllib.parse import quote

from markupsafe import Markup

from weipian.programme.report.listing import FOLDER
from weipian.programme.report.shown import template


@dataclass(frozen=True, slots=True)
class Standing:
    """A township or the county against both lines; areas in 亩, exact; `after` None where nothing counts.

    `key`: how its lists are named.
    """

    key: str
    name: str
    before: Fraction | None
    after: Fraction | None
    unlawful_before_mu: Fraction
    unlawful_mu: Fraction
    denominator_mu: Fraction
    area_line_mu: Fraction
    ratio_line: Fraction
    in_scope: bool
    undetermined_mu: Fraction = Fraction(0)
    undetermined_count: int = 0
    ratio_if_all_unlawful: Fraction | None = None

    @property
    def area_reached(self) -> bool:
        return self.unlawful_mu >= self.area_line_mu

    @property
    def ratio_reached(self) -> bool:
        return self.after is not None and self.after >= self.ratio_line

    @property
    def would_reach(self) -> bool:
        """Not in scope now, but if all that is undetermined were unlawful."""
        most = self.ratio_if_all_unlawful
        reached = most is not None and most >= self.ratio_line
        return not self.in_scope and reached and self.unlawful_mu + self.undetermined_mu >= self.area_line_mu

    @property
    def words(self) -> str:
        return "达到比例线" if self.in_scope else "未达比例线"


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something to be done; `days_left` below 0 is overdue. `key`: its list."""

    key: str
    what: str
    who: str
    due: date
    days_left: int
    clause: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class StateCount:
    key: str
    label: str
    count: int
    mu: Fraction | None = None


@dataclass(frozen=True, slots=True)
class GateCount:
    """A gate, whom it asks, and how many patches still wait there."""

    key: str
    gate: str
    who: str
    outstanding: int
    clause: str


@dataclass(frozen=True, slots=True)
class SummaryView:
    """All that the page shows, of the county or of one township: `whole`. `margin_mu`: what its unlawful area lies
    under (+) or over (−) the line.

    `log_mark`: where the log stood, as papers show it; "" where there is no log. `map_svg`: an SVG of our own figures,
    taken as it is; everything else is escaped. `figures`: name and file of every figure that lies beside the page.
    """

    title: str
    as_of: date
    notices: tuple[str, ...]
    whole: Standing
    margin_mu: Fraction
    townships: tuple[Standing, ...]
    due: tuple[DueItem, ...]
    overdue: tuple[DueItem, ...]
    states: tuple[StateCount, ...]
    gates: tuple[GateCount, ...]
    not_final_count: int
    map_svg: str
    policy_title: str
    clauses: tuple[str, ...]
    software: str
    log_mark: str = ""
    horizon_days: int = 10
    figures: tuple[tuple[str, str], ...] = ()


ROWS = 4
"""How many due and overdue lines the page has room for; the rest is counted."""
STYLE = "一页纸.css"


def summary_html(view: SummaryView) -> str:
    """The page as an HTML document: no script, one style file beside it, nothing loaded from elsewhere."""
    ordered = by_urgency(view)
    drawn = Markup(view.map_svg)  # noqa: S704  our own figure, not anyone's text
    return template("summary.html").render(
        view=view, ordered=ordered, map_svg=drawn, scale=_scale(view), rows=ROWS, to=to, style=quote(STYLE), quote=quote
    )


def to(key: str) -> str:
    """The address of a list from the page."""
    return quote(f"{FOLDER}/{key}.html")


def by_urgency(view: SummaryView) -> list[Standing]:
    """The townships as the page ranks them."""
    return sorted(view.townships, key=_urgency)


def _urgency(standing: Standing) -> tuple[bool, Fraction, str]:
    """Those over the line first, then by ratio."""
    ratio = standing.after if standing.after is not None else Fraction(-1)
    return (not standing.in_scope, -ratio, standing.name)


def _scale(view: SummaryView) -> Callable[[Fraction | None], str]:
    """A ratio in thousandths of the bar's width; bars end at 1.25 times the largest or at 30 %."""
    largest = max([standing.after or Fraction(0) for standing in view.townships], default=Fraction(0))
    most = max(largest * Fraction(5, 4), view.whole.ratio_line * 2)

    def width(ratio: Fraction | None) -> str:
        return "0" if ratio is None else str(round(min(ratio / most, Fraction(1)) * 1000))

    return width
