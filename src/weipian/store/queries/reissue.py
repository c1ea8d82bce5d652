"""What a re-issued patch touches of what was done with it before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from weipian.store.models import Measurement, Plot, Proposal, Standing
from weipian.terms.acting import State

UNDECIDED = (State.ISSUED, State.MEASURED, State.PROPOSED)
AT_ONCE = 500


@dataclass(slots=True)
class Affected:
    """Ids of rows about a patch. `whole_plot` None where it was split; `undecided`: nobody has determined it yet."""

    standing: int
    undecided: bool
    whole_plot: int | None = None
    measurements: list[int] = field(default_factory=list)
    proposals: list[int] = field(default_factory=list)


def affected_by(numbers: Sequence[str]) -> dict[str, Affected]:
    """By patch number; every number stands in the books."""
    found: dict[str, Affected] = {}
    for at in range(0, len(numbers), AT_ONCE):
        found |= _some(numbers[at : at + AT_ONCE])
    return found


def _some(numbers: Sequence[str]) -> dict[str, Affected]:
    rows = Standing.objects.filter(number__in=numbers).order_by("id").values_list("number", "id", "state")
    found = {number: Affected(key, State(state) in UNDECIDED) for number, key, state in rows}
    patch_of: dict[int, str] = {}
    plots = (
        Plot.objects.filter(patch__number__in=numbers)
        .order_by("id")
        .values_list("id", "patch__number", "parent_id", "closed")
    )
    for key, number, parent, closed in plots:
        patch_of[key] = number
        if parent is None and not closed:
            found[number].whole_plot = key
    for plot, keys in _current(Measurement, patch_of).items():
        found[patch_of[plot]].measurements += keys
    for plot, keys in _current(Proposal, patch_of).items():
        found[patch_of[plot]].proposals += keys
    return found


def _current(model: type[Measurement] | type[Proposal], plots: Iterable[int]) -> dict[int, list[int]]:
    """Plot → ids of its current rows."""
    found: dict[int, list[int]] = defaultdict(list)
    keys = list(plots)
    for at in range(0, len(keys), AT_ONCE):
        rows = (
            model.objects.filter(plot__in=keys[at : at + AT_ONCE], current=True)
            .order_by("id")
            .values_list("plot_id", "id")
        )
        for plot, key in rows:
            found[plot].append(key)
    return found
