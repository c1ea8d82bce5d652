"""Plots whose return was sent back, or that an unanswered problem is about; which of them no review has heard since."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from weipian.store import models
from weipian.store.queries.sight import seen_in
from weipian.store.queries.submission import problems
from weipian.store.sight import Sight
from weipian.terms.review import Why
from weipian.terms.submission import ProblemState, ReturnState


@dataclass(frozen=True, slots=True)
class Back:
    """By which event something was sent back, and with which words."""

    event: int
    words: str


def sent_back(sight: Sight) -> frozenset[str]:
    """Numbers of open plots in sight that come to a review by themselves: once each time that they are sent back."""
    heard, plots = _heard(), dict(_plots(sight).values_list("number", "id"))
    found = all_back(sight)
    return frozenset(
        plot for plot, backs in found.items() if max(one.event for one in backs) > heard.get(plots[plot], 0)
    )


def all_back(sight: Sight) -> dict[str, list[Back]]:
    """Plot → what is sent back of it and not put right. A problem of a whole patch is about all its plots."""
    by = _returns()
    for about, backs in _problems(sight).items():
        by.setdefault(about, []).extend(backs)
    rows = _plots(sight).values_list("id", "number", "patch__number")
    found = {number: [*by.get(key, []), *by.get(patch, [])] for key, number, patch in rows}
    return {number: backs for number, backs in found.items() if backs}


def _plots(sight: Sight) -> QuerySet[models.Plot]:
    return models.Plot.objects.filter(seen_in(sight, "patch__number"), closed=False).order_by("id")


def _returns() -> dict[int | str, list[Back]]:
    rows = models.Submission.objects.filter(current=True, state=ReturnState.RETURNED.value).order_by("id")
    columns = ("plot_id", "event", "reason")
    return {plot: [Back(event, f"退回：{reason or ''}")] for plot, event, reason in rows.values_list(*columns)}


def _problems(sight: Sight) -> dict[int | str, list[Back]]:
    """Plot's id, or patch's number → problems that nobody has answered, each by the event of its first row."""
    wanted = [one for one in problems(sight) if one.matched and one.state is not ProblemState.ANSWERED]
    events = dict(models.Problem.objects.filter(id__in=[one.number for one in wanted]).values_list("id", "event"))
    found: dict[int | str, list[Back]] = {}
    for one in wanted:
        about = one.named if one.plot_id is None else one.plot_id
        found.setdefault(about, []).append(Back(events[one.number], f"{one.level.label}问题清单：{one.matter}"))
    return found


def _heard() -> dict[int, int]:
    """Plot → the event by which it last came onto an agenda as one that was sent back."""
    rows = models.AgendaItem.objects.filter(current=True, why__contains=Why.RETURNED.value).order_by("event")
    return dict(rows.values_list("plot_id", "event"))
