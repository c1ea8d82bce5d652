"""The ratio day by day out of the books."""

from __future__ import annotations

from datetime import date

from weipian.figures.ratio_course import Panel, Reading, draw_ratio_course
from weipian.office.account.by_day import Course, Days, course
from weipian.office.figures.titles import notice_of, title_of
from weipian.programme.account.candidates import deadline
from weipian.programme.account.history import Point
from weipian.store.acting import Desk


def ratio_course(desk: Desk, today: date) -> str:
    """An SVG up to today, at most to the assessment date; who belongs to a township sees its own."""
    found = course(desk, Days(None, min(today, deadline(desk.policy))))
    words = f"{title_of(desk)}　问责比例逐日（{found.by.label}）　{found.span.since} 至 {found.span.until}"
    return draw_ratio_course(panels_of(found), found.span.since, found.span.until, words, notice_of(desk))


def panels_of(found: Course) -> list[Panel]:
    """Scopes that ever had something to count; the county first."""
    return [
        Panel(name, [_reading(one) for one in points], points[0].account.line.ratio)
        for name, points in found.points.items()
        if any(one.account.before.denominator for one in points)
    ]


def _reading(one: Point) -> Reading:
    return Reading(one.day, one.account.before.ratio, one.account.after.ratio, one.account.in_scope)
