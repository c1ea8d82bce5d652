"""Open plots as a map shows them: where they lie, how they stand, and the outlines of those in a box."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, FilteredRelation, FloatField, IntegerField, Max, Min, Q, QuerySet, Sum
from django.db.models.functions import Cast, Floor

from weipian.store import models
from weipian.store.queries.boxes import meeting
from weipian.store.queries.in_turns import in_pieces
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
    wanted = _open(sight, within)
    if patch:
        wanted = wanted.filter(patch__number=patch)
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


@dataclass(frozen=True, slots=True)
class Alike:
    """Open plots that have all this in common; `cell`: column and row of a grid, where one was laid."""

    township: str
    state: State
    category: str
    determined: str
    conclusion: str
    count: int
    area_um2: int
    doubted: bool = False
    cell: tuple[int, int] = (0, 0)


COMMON = ("township", "state", "patch__category", "said__determination", "said__conclusion", "asked__conclusion")


def alike(sight: Sight, *, within: Box | None = None, grid: Grid | None = None) -> list[Alike]:
    """How many there are of each kind: counted by the database, as many rows as there are kinds (and cells)."""
    wanted = _open(sight, within)
    said = FilteredRelation("determination", condition=Q(determination__current=True))
    asked = FilteredRelation("proposal", condition=Q(proposal__current=True))
    wanted = wanted.annotate(said=said, asked=asked)
    cells = [] if grid is None else ["column", "row"]
    if grid is not None:
        side = 2 * grid.side
        wanted = wanted.annotate(
            column=_cell(F("patch__west") + F("patch__east") - 2 * grid.west, side),
            row=_cell(F("patch__south") + F("patch__north") - 2 * grid.south, side),
        )
    counted: dict[tuple[Any, ...], tuple[int, int]] = {}
    for piece in [wanted] if within is not None else in_pieces(wanted):
        for *kind, count, area in piece.order_by().values_list(*COMMON, *cells).annotate(Count("id"), Sum("area_um2")):
            so_far = counted.get(tuple(kind), (0, 0))
            counted[tuple(kind)] = so_far[0] + count, so_far[1] + area
    return [_alike(kind, sums) for kind, sums in counted.items()]


def _alike(kind: tuple[Any, ...], sums: tuple[int, int]) -> Alike:
    town, state, category, determined, conclusion, proposed, *cell = kind
    return Alike(
        town,
        State(state),
        category,
        determined or "",
        conclusion or "",
        *sums,
        doubted=proposed == Conclusion.IN_DOUBT.value,
        cell=(cell[0], cell[1]) if cell else (0, 0),
    )


@dataclass(frozen=True, slots=True)
class Grid:
    """Squares of the plane, mm, from a corner."""

    west: int
    south: int
    side: int


def grid_over(sight: Sight, across: int, within: Box | None = None) -> Grid | None:
    """So many squares across, over all open plots or over a box (m); None over nothing."""
    if within is not None:
        west, south, east, north = (round(each * 1000) for each in within)
    else:
        sides = _open(sight, None).aggregate(
            w=Min("patch__west"), s=Min("patch__south"), e=Max("patch__east"), n=Max("patch__north")
        )
        if sides["w"] is None:
            return None
        west, south, east, north = (sides[name] for name in "wsen")
    return Grid(west, south, max(east - west, north - south) // across + 1)


def _cell(place: Any, side: int) -> Any:
    return Cast(Floor(Cast(place, FloatField()) / float(side)), IntegerField())


def _open(sight: Sight, within: Box | None) -> QuerySet[models.Plot]:
    wanted = models.Plot.objects.filter(seen_in(sight, "patch__number"), closed=False)
    return wanted if within is None else _inside(wanted, within)


def how_many(sight: Sight, within: Box | None = None) -> int:
    """Open plots, all or in a box of the plane (m)."""
    return int(_open(sight, within).count())


def _inside(wanted: QuerySet[models.Plot], box: Box) -> QuerySet[models.Plot]:
    west, south, east, north = (round(side * 1000) for side in box)
    return wanted.filter(meeting((west, south, east, north), "patch"))


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
