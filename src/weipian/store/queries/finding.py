"""What bears a number like the one that somebody types: of what they see."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.store.models import CaseMove, Plot
from weipian.store.queries.sight import seen_by_plot, seen_in
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.cases import CaseStep


@dataclass(frozen=True, slots=True)
class PlotLike:
    """A plot that is not closed."""

    number: str
    patch: str
    township: str
    state: State


def plots_like(text: str, sight: Sight, most: int) -> list[PlotLike]:
    """Plots whose number, or whose patch's, holds the text."""
    seen = Plot.objects.filter(seen_in(sight, "patch__number"), closed=False)
    found = seen.filter(number__icontains=text) | seen.filter(patch__number__icontains=text)
    rows = found.order_by("number").values_list("number", "patch__number", "township", "state")[:most]
    return [PlotLike(number, patch, town, State(state)) for number, patch, town, state in rows]


def cases_like(text: str, sight: Sight, most: int) -> list[str]:
    """Numbers of cases about plots in sight."""
    opened = CaseMove.objects.filter(seen_by_plot(sight), current=True, step=CaseStep.OPENED.value)
    rows = opened.filter(number__icontains=text).order_by("number").values_list("number", flat=True).distinct()
    return [str(one) for one in rows[:most]]
