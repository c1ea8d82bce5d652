"""前后时相: what a plot looked like before and after, beside each other or one over the other."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.imaging import Chip, Pair, plot_chips
from weipian.store.queries.overlay import plot_numbered
from weipian.store.seeing import seen
from weipian.terms.errors import InputError
from weipian.terms.images import Moment
from weipian.web.frame.route import Route
from weipian.web.pages.kept import kept


def images(request: Any, number: str) -> HttpResponse:
    """A page of its own, of which the plot's page takes the middle."""
    plot = plot_numbered(number, seen(request.desk))
    return render(request, "patch/images.html", {"plot": plot, "pair": _pair(request, number)})


def chip(request: Any, which: str, number: str) -> HttpResponse:
    """One picture. Raises InputError where there is none, or where the plot is not seen."""
    if which not in {moment.value for moment in Moment}:
        raise InputError("page_not_there", where=which)
    pair = _pair(request, number)
    found = pair.before if which == Moment.BEFORE.value else pair.after
    if not isinstance(found, Chip):
        raise InputError("chip_none", where=number, moment=found.moment.label, why=found.why)
    answer = HttpResponse(found.picture, content_type=found.media_type)
    answer["Cache-Control"] = "private, max-age=600"
    return answer


def _pair(request: Any, number: str) -> Pair:
    plot_numbered(number, seen(request.desk))
    return kept(request.desk, f"chips {number}", lambda: plot_chips(request.desk, number))


ROUTES = (
    Route("images/<path:number>", images, "plot-images"),
    Route("chips/<str:which>/<path:number>", chip, "chip"),
)
