"""挂图作战: the wall map on a day of the year, its table, and the sheets to print."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from weipian.figures.pdf import drawn_pdf
from weipian.figures.png import drawn_png
from weipian.figures.right_marks import RightMark
from weipian.figures.sizes import SHEETS, resized
from weipian.office.figures.wall import mark_of
from weipian.office.righting.listing import Righting
from weipian.programme.account.candidates import deadline
from weipian.terms.errors import InputError
from weipian.web.aside.alike import Aside
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.amounts import mu, page_of
from weipian.web.pages.wall.drawn import Drawn, drawn_on

WEEK = 7
DPI = {"A0": 150, "A3": 300}
"""Of pictures; an A0 at 300 dots an inch would be 140 million points. The PDF is drawn, not of points."""
PAPERS = tuple(DPI)


def wall(request: Any) -> HttpResponse:
    """The whole page."""
    return render(request, "wall/wall.html", _told(request))


def part(request: Any) -> HttpResponse:
    """The map and its tables alone, while the slider is moved."""
    return render(request, "wall/_day.html", _told(request))


def _told(request: Any) -> dict[str, Any]:
    since, until = _span(request)
    day = _day(request, since, until)
    found = drawn_on(request.desk, day)
    rows, pager = page_of(request, [_row(one) for one in found.plots])
    return {
        "since": since,
        "until": until,
        "today": here().today(),
        "day": day,
        "step": (day - since).days,
        "steps": (until - since).days,
        "before": max(day - timedelta(days=WEEK), since),
        "after": min(day + timedelta(days=WEEK), max(until, day)),
        "svg": mark_safe(found.svg),  # noqa: S308  our own figure; every word in it is escaped there
        "failed": found.failed,
        "marks": list(reversed(RightMark)),
        "boards": _boards(found),
        "note": found.note,
        "rows": rows,
        "papers": PAPERS,
        **pager,
    }


def _span(request: Any) -> tuple[date, date]:
    """From the first day of the programme's year to today, at most to the assessment."""
    policy = request.desk.policy
    since = date(policy.year, 1, 1)
    return since, max(min(here().today(), deadline(policy)), since)


def _day(request: Any, since: date, until: date) -> date:
    """The day that is asked for, by the slider's step or by its date. Raises InputError for what is no day."""
    asked = request.GET
    if asked.get("step", "").isdigit():
        return min(since + timedelta(days=min(int(asked["step"]), (until - since).days)), until)
    if not asked.get("day"):
        return min(here().today(), until) if here().today() < until else max(until, since)
    try:
        return date.fromisoformat(asked["day"])
    except ValueError:
        raise InputError("not_a_date", where="挂图作战", value=asked["day"]) from None


def _boards(found: Drawn) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "counts": [one.marks.get(mark, 0) for mark in reversed(RightMark)],
            "open": one.open,
            "mu": one.mu,
            "place": one.place,
            "late": one.days_late,
        }
        for one in found.rows
    ]


def _row(one: Righting) -> dict[str, Any]:
    return {
        "plot": one.plot.line.plot,
        "township": one.plot.line.township,
        "mark": mark_of(one).look,
        "css": mark_of(one).name.lower(),
        "mu": mu(one.cultivated) if one.cultivated is not None else "未知",
        "measure": "" if one.assumed else one.measure.label,
        "ordered": one.ordered,
        "due": one.clock.due,
        "open": one.state.is_open,
    }


def sheet(request: Any, paper: str, form: str) -> HttpResponse:
    """The map to take away: drawn (PDF), or of points (PNG)."""
    if paper not in PAPERS or form not in ("pdf", "png"):
        raise InputError("page_not_there", where=request.path)
    day = _day(request, *_span(request))
    found, (wide, high) = drawn_on(request.desk, day), SHEETS[paper]
    if found.failed is not None:
        raise found.failed
    svg = found.svg
    body = drawn_pdf(svg, wide, high) if form == "pdf" else drawn_png(resized(svg, wide, high), DPI[paper])
    answer = HttpResponse(body, content_type="application/pdf" if form == "pdf" else "image/png")
    answer.headers["Content-Disposition"] = _named(f"挂图作战-{day.isoformat()}-{paper}.{form}")
    return answer


def _named(name: str) -> str:
    from django.utils.http import content_disposition_header

    return content_disposition_header(True, name) or "attachment"


ROUTES = (
    Route("wall/", wall, "wall", label="挂图作战", group="账和图", aside=Aside.ALIKE),
    Route("wall/day/", part, "wall-day", aside=Aside.ALIKE),
    Route("wall/<str:paper>.<str:form>", sheet, "wall-sheet"),
)
