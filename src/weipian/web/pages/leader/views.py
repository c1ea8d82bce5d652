"""领导一页: what the leader's sheet says, on one screen; every number opens to its plots."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.summary.desk import seen_book
from weipian.office.summary.lists import listings
from weipian.office.summary.view import Drawings, summary_view
from weipian.programme.report.listing import Listing
from weipian.programme.report.summary import DueItem, Standing, by_urgency
from weipian.terms.errors import InputError
from weipian.web.aside.alike import Aside
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.amounts import bars_end, line_percent, mu, page_of, percent, thousandths
from weipian.workbook.sheets_rows import LedgerBook

ROWS = 4
"""Lines of each kind that the screen has room for; the rest is counted."""
DATES = 5


def leader(request: Any) -> HttpResponse:
    """The page."""
    book = seen_book(request.desk, here().today())
    view = summary_view(book, request.desk.policy, Drawings(""))
    ordered = by_urgency(view)
    most = bars_end([one.after for one in (*ordered, view.whole)], view.whole.ratio_line)
    told = {
        "view": view,
        "whole": _standing(view.whole, most),
        "townships": [_standing(one, most) for one in ordered],
        "margin": mu(abs(view.margin_mu)),
        "overdue": [_due(one) for one in view.overdue[:ROWS]],
        "coming": [_due(one) for one in view.due[:ROWS]],
        "more": max(len(view.overdue) - ROWS, 0) + max(len(view.due) - ROWS, 0),
        "late": sum(one.count for one in view.overdue),
        "soon": sum(one.count for one in view.due),
        "dates": list(_dates(book, view.as_of))[:DATES],
        "clauses": list(dict.fromkeys(view.clauses)),
        "states": [(one, "" if one.mu is None else mu(one.mu)) for one in view.states],
    }
    return render(request, "leader/leader.html", told)


def _standing(one: Standing, most: Fraction) -> dict[str, Any]:
    light, words = _light(one)
    return {
        "key": one.key,
        "name": one.name,
        "light": light,
        "words": words,
        "in_scope": one.in_scope,
        "nothing": one.after is None,
        "after": percent(one.after),
        "before": percent(one.before),
        "bar": thousandths(one.after, most),
        "bar_before": thousandths(one.before, most),
        "at": thousandths(one.ratio_line, most),
        "line": line_percent(one.ratio_line),
        "unlawful": mu(one.unlawful_mu),
        "unlawful_before": mu(one.unlawful_before_mu),
        "area_line": mu(one.area_line_mu, 0),
        "undetermined": one.undetermined_count,
        "undetermined_mu": mu(one.undetermined_mu),
        "if_all": percent(one.ratio_if_all_unlawful),
    }


def _light(one: Standing) -> tuple[str, str]:
    """Colour, then shape and words; what is near is told by what brings it there, not by a line of our own."""
    if one.after is None and not one.undetermined_count:
        return "none", "○没有计入的地块"
    if one.in_scope:
        return "red", "▲达到比例线"
    if one.would_reach:
        return "yellow", "◆未判定若都违法即达到"
    if one.ratio_reached or one.area_reached:
        return "yellow", f"◆只达到{'比例' if one.ratio_reached else '面积'}一项"
    return "green", "●未达比例线"


def _due(one: DueItem) -> dict[str, Any]:
    return {"item": one, "due": one.due}


def _dates(book: LedgerBook, today: date) -> Iterator[tuple[date, str, str]]:
    """What the whole programme owes next: its fixed days."""
    seen = set()
    for row in sorted(book.duties, key=lambda one: one.effective_due):
        if not row.plots and row.effective_due >= today and (row.effective_due, row.duty) not in seen:
            seen.add((row.effective_due, row.duty))
            yield row.effective_due, row.duty, row.who


def listing(request: Any, key: str) -> HttpResponse:
    """The plots behind a number. Raises InputError where the page has no such number."""
    desk = request.desk
    book = seen_book(desk, here().today())
    found = next((one for one in listings(book, desk.policy) if one.key == key), None)
    if found is None:
        raise InputError("page_not_there", where=request.path)
    rows, pager = page_of(request, _lines(found))
    told = {
        "found": found,
        "as_of": book.as_of,
        "sums": [(head, mu(total, 4)) for head, total in zip(found.heads, found.sums, strict=True)],
        "rows": rows,
        **pager,
    }
    return render(request, "leader/listing.html", told)


def _lines(found: Listing) -> list[dict[str, Any]]:
    """The plots of all groups; a group without plots keeps its heading."""
    rows: list[dict[str, Any]] = []
    for group in found.groups:
        head = {"title": group.title, "told": group.told} if group.title or group.told else None
        lines = [{"line": line, "amounts": [_amount(one) for one in line.amounts]} for line in group.lines]
        rows += [{"head": head if k == 0 else None, **line} for k, line in enumerate(lines)] or [{"head": head}]
    return rows


def _amount(value: Fraction | None) -> str:
    return "—" if value is None else mu(value, 4)


ROUTES = (
    Route("leader/", leader, "leader", label="领导一页", group="账和图", aside=Aside.ALIKE),
    Route("leader/<str:key>/", listing, "leader-list", aside=Aside.ALIKE),
)
