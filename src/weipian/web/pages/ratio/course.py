"""The ratio day by day: drawn, and the days on which it changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from weipian.figures.ratio_course import draw_ratio_course
from weipian.office.account.by_day import Days, course
from weipian.office.figures.course import panels_of
from weipian.office.figures.titles import notice_of, title_of
from weipian.programme.account.candidates import deadline
from weipian.programme.account.history import Point
from weipian.terms.account import By
from weipian.web.frame.here import here
from weipian.web.pages.amounts import mu, page_of, percent


def days(request: Any) -> HttpResponse:
    """Of every scope at once as a figure; of one as a table, the last day first."""
    desk, asked = request.desk, request.GET
    by = By.read(asked["by"]) if asked.get("by") else By.DAY
    found = course(desk, Days(None, min(here().today(), deadline(desk.policy)), by))
    title = f"{title_of(desk)}　问责比例逐日（{by.label}）　{found.span.since} 至 {found.span.until}"
    drawn = draw_ratio_course(panels_of(found), found.span.since, found.span.until, title, notice_of(desk))
    names = list(found.points)
    scope = asked.get("scope") if asked.get("scope") in names else next(iter(names), "")
    rows, pager = page_of(request, _rows(found.points.get(scope, [])))
    told = {
        "span": found.span,
        "by": by,
        "ways": list(By),
        "names": names,
        "scope": scope,
        "drawn": mark_safe(drawn),  # noqa: S308  our own figure; every word in it is escaped there
        "rows": rows,
        **pager,
    }
    return render(request, "ratio/days.html", told)


def _rows(points: Sequence[Point]) -> list[dict[str, Any]]:
    return [
        {
            "day": one.day,
            "before": percent(one.account.before.ratio),
            "numerator": mu(one.account.after.numerator),
            "denominator": mu(one.account.after.denominator),
            "after": percent(one.account.after.ratio),
            "in_scope": one.account.in_scope,
            "nothing": one.account.after.ratio is None,
            "undetermined": mu(one.account.undetermined),
            "left": one.not_final,
        }
        for one in reversed(points)
    ]
