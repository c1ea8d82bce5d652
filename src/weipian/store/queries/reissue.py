"""What a re-issued patch touches of what was done with it before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from weipian.store.models import Measurement, Plot, Proposal, Standing
from weipian.terms.acting import State

UNDECIDED = (State.ISSUED, State.MEASURED, State.PROPOSED)


@dataclass(frozen=True, slots=True)
class Affected:
    """Ids of rows about a patch. `whole_plot` None where it was split; `undecided`: nobody has determined it yet."""

    standing: int
    undecided: bool
    whole_plot: int | None
    measurements: list[int] = field(default_factory=list)
    proposals: list[int] = field(default_factory=list)


def affected_by(numbers: Sequence[str]) -> dict[str, Affected]:
    """By patch number."""
    return {number: _affected(number) for number in numbers}


def _affected(number: str) -> Affected:
    standing = Standing.objects.get(number=number)
    plots = Plot.objects.filter(patch__number=number)
    whole = plots.filter(parent__isnull=True, closed=False).first()
    ids = list(plots.values_list("id", flat=True))
    return Affected(
        standing=standing.id,
        undecided=State(standing.state) in UNDECIDED,
        whole_plot=whole.id if whole else None,
        measurements=list(Measurement.objects.filter(plot__in=ids, current=True).values_list("id", flat=True)),
        proposals=list(Proposal.objects.filter(plot__in=ids, current=True).values_list("id", flat=True)),
    )
