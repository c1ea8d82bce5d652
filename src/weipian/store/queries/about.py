"""What the check of an act asks of a patch or a plot: township, state, which departments it is handed to."""

from __future__ import annotations

from collections.abc import Sequence

from weipian.store.actors import About
from weipian.store.models import Handover, Standing
from weipian.store.queries.overlay import PlotHere
from weipian.store.queries.patches import AT_ONCE
from weipian.terms.acting import State


def about_plot(plot: PlotHere) -> About:
    """Of one plot."""
    return About(plot.township, plot.state, departments_of([plot.patch]).get(plot.patch, frozenset()))


def about_patches(numbers: Sequence[str]) -> dict[str, About]:
    """Of the patches that are there, by number."""
    handed = departments_of(numbers)
    found: dict[str, About] = {}
    for at in range(0, len(numbers), AT_ONCE):
        rows = Standing.objects.filter(number__in=numbers[at : at + AT_ONCE]).values_list("number", "township", "state")
        for number, township, state in rows.order_by("number"):
            found[number] = About(township, State(state), handed.get(number, frozenset()))
    return found


def departments_of(numbers: Sequence[str]) -> dict[str, frozenset[str]]:
    """Patch number → the departments that it is handed to now."""
    found: dict[str, set[str]] = {}
    for at in range(0, len(numbers), AT_ONCE):
        rows = Handover.objects.filter(current=True, patch__number__in=numbers[at : at + AT_ONCE])
        for number, department in rows.order_by("id").values_list("patch__number", "department"):
            found.setdefault(number, set()).add(department)
    return {number: frozenset(departments) for number, departments in found.items()}
