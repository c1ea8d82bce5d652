"""Plots whose return was sent back, or that an unanswered problem is about, and that no review has heard since."""

from __future__ import annotations

from weipian.store import models
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight
from weipian.terms.review import Why
from weipian.terms.submission import ProblemState, ReturnState


def sent_back(sight: Sight) -> frozenset[str]:
    """Numbers of open plots in sight. A problem of a whole patch is about all its plots."""
    back = _events()
    heard = _heard()
    plots = models.Plot.objects.filter(seen_in(sight, "patch__number"), closed=False)
    rows = plots.order_by("id").values_list("id", "number", "patch__number")
    found = ((key, number, max(back.get(key, 0), back.get(patch, 0))) for key, number, patch in rows)
    return frozenset(number for key, number, event in found if event > heard.get(key, 0))


def _events() -> dict[int | str, int]:
    """Plot's id, or patch's number → the newest event that sent it back."""
    returns = models.Submission.objects.filter(current=True, state=ReturnState.RETURNED.value).order_by("event")
    found: dict[int | str, int] = dict(returns.values_list("plot_id", "event"))
    problems = models.Problem.objects.filter(current=True).exclude(state=ProblemState.ANSWERED.value)
    columns = ("plot_id", "patch__number", "event", "origin__event")
    for plot, patch, event, first in problems.exclude(patch=None).order_by("id").values_list(*columns):
        about = patch if plot is None else plot
        found[about] = max(found.get(about, 0), first or event)
    return found


def _heard() -> dict[int, int]:
    """Plot → the event by which it last came onto an agenda as one that was sent back."""
    rows = models.AgendaItem.objects.filter(current=True, why__contains=Why.RETURNED.value).order_by("event")
    return dict(rows.values_list("plot_id", "event"))
