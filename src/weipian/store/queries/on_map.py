"""Open plots as a map shows them: where they lie, how they stand, and the outlines of those in a box."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from weipian.store import models
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.words import Conclusion

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class OnMap:
    """A plot; `determined`: what the review said, of a mining plot its conclusion; box in mm of the authalic plane.

    `doubted`: the proposal of the machine is that it can't be said.
    """

    id: int
    number: str
    patch: str
    township: str
    state: State
    category: str
    area_um2: int
    box: tuple[int, int, int, int]
    determined: str
    conclusion: str
    doubted: bool = False


COLUMNS = (
    "id", "number", "patch__number", "township", "state", "patch__category", "area_um2",
    "patch__west", "patch__south", "patch__east", "patch__north",
)  # fmt: skip


def plots_on_map(sight: Sight, *, patch: str = "", within: Box | None = None, most: int | None = None) -> list[OnMap]:
    """By number; of one patch, or in a box of the plane (m). Withdrawn ones too: the state tells."""
    wanted = models.Plot.objects.filter(seen_in(sight, "patch__number"), closed=False)
    if patch:
        wanted = wanted.filter(patch__number=patch)
    if within is not None:
        wanted = _inside(wanted, within)
    rows = list(wanted.order_by("number").values_list(*COLUMNS)[:most])
    keys = [row[0] for row in rows]
    said, doubted = _determined(keys), _doubted(keys)
    return [
        OnMap(
            key, number, of, where, State(state), category, area, (west, south, east, north),
            *said.get(key, ("", "")), key in doubted,
        )
        for key, number, of, where, state, category, area, west, south, east, north in rows
    ]  # fmt: skip


def _inside(wanted: QuerySet[models.Plot], box: Box) -> QuerySet[models.Plot]:
    west, south, east, north = (round(side * 1000) for side in box)
    return wanted.filter(
        patch__west__lte=east, patch__east__gte=west, patch__south__lte=north, patch__north__gte=south
    )  # fmt: skip


def _determined(plots: Collection[int]) -> dict[int, tuple[str, str]]:
    found = models.Determination.objects.filter(current=True)
    if len(plots) <= AT_ONCE:
        found = found.filter(plot_id__in=list(plots))
    rows = found.values_list("plot_id", "determination", "conclusion")
    return {plot: (said, conclusion) for plot, said, conclusion in rows}


def _doubted(plots: Collection[int]) -> frozenset[int]:
    found = models.Proposal.objects.filter(current=True, conclusion=Conclusion.IN_DOUBT.value)
    if len(plots) <= AT_ONCE:
        found = found.filter(plot_id__in=list(plots))
    return frozenset(found.values_list("plot_id", flat=True))
