"""纪要: as they stand, on A4; confirmed, bound to the signed scan, locked, and determined by, in dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.hearing.stops import ahead, steps
from weipian.programme.determination.review.minutes import minutes
from weipian.store import models
from weipian.store.queries.hearing import review_with, scans
from weipian.store.queries.reviews import said_in
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.web.frame.route import Route

ENDING = {
    Act.MINUTES_CONFIRMED: "review/confirm",
    Act.REVIEW_LOCKED: "review/lock",
    Act.DETERMINED: "review/determine",
}
MARKS = (("## ", "plot"), ("# ", "title"), ("- ", "line"))


def written(request: Any, key: int) -> HttpResponse:
    """The minutes, the steps that are left, what stops them, and the scans that they can be bound to."""
    desk = request.desk
    sight = seen(desk)
    review = review_with(key, sight)
    told = {
        "review": review,
        "lines": list(_lines(minutes(desk, review, sight))),
        "steps": [(step, ENDING[step.act]) for step in steps(desk, review) if step.act in ENDING],
        "scans": scans(key, sight),
        "ahead": ahead(desk, review),
        "first": next((str(one["plot"]) for one in said_in(models.AgendaItem, key, sight)), ""),
    }
    return render(request, "review/minutes.html", told)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The minutes' text by lines, each with what it is."""
    for line in filter(None, map(str.strip, text.splitlines())):
        mark, kind = next((one for one in MARKS if line.startswith(one[0])), ("", "text"))
        yield kind, line.removeprefix(mark)


ROUTES = (Route("review/<int:key>/minutes", written, "review-minutes"),)
