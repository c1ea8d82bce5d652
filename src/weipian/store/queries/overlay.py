"""Plots to be laid over the layers, and what is booked of them so far."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from weipian.store import models
from weipian.store.queries.sight import seen_in
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.acting import Checked, State
from weipian.terms.errors import InputError
from weipian.terms.words import Category, LayerKind


@dataclass(frozen=True, slots=True)
class PlotHere:
    """A plot with its outline. `crs` empty: a part, in the authalic plane. `since`: the event that gave the outline."""

    id: int
    number: str
    patch_id: int
    patch: str
    township: str
    state: State
    closed: bool
    parent: int | None
    how: str
    crs: str
    wkb: bytes
    area_um2: int
    since: int
    patch_crs: str


def mines_among(patches: Iterable[int]) -> frozenset[int]:
    """Those of these patches that are mining patches."""
    found = models.Patch.objects.filter(id__in=sorted(set(patches)), category=Category.MINING.value)
    return frozenset(found.values_list("id", flat=True))


@dataclass(frozen=True, slots=True)
class Booked:
    """A current measurement, without its detail."""

    id: int
    layer: int | None
    event: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A current measurement with all that it says."""

    id: int
    plot: int
    kind: LayerKind
    layer: int | None
    checked: Checked
    area_um2: int | None
    detail: Mapping[str, Any]
    event: int


@dataclass(frozen=True, slots=True)
class StandingHere:
    """The list's row of a patch."""

    id: int
    patch: str
    township: str
    state: State
    proposal: str
    cultivated_um2: int | None
    farmland_um2: int | None
    redline_um2: int | None


OUTLINE = (
    "id", "number", "patch_id", "patch__number", "township", "state", "closed", "parent_id", "how",
    "patch__crs", "patch__wkb", "wkb", "area_um2", "event", "patch__event",
)  # fmt: skip


def open_plots(names: Sequence[str] = (), sight: Sight = EVERYTHING) -> list[PlotHere]:
    """Open plots that are seen, by number; `names` are numbers of plots or of patches.

    Raises InputError `plot_unknown`: what is not seen is as if it were not there.
    """
    wanted = models.Plot.objects.filter(seen_in(sight, "patch__number"), closed=False)
    found = _plots(_named(wanted, names))
    known = {one.number for one in found} | {one.patch for one in found}
    for name in names:
        if name not in known:
            raise InputError("plot_unknown", where=name)
    return found


def _named(wanted: QuerySet[models.Plot], names: Sequence[str]) -> QuerySet[models.Plot]:
    """Two questions of an index each: of plot and patch in one the database would read through both."""
    if not names:
        return wanted
    patches = models.Patch.objects.filter(number__in=names).values("id")
    return wanted.filter(Q(number__in=names) | Q(patch_id__in=patches))


def plot_numbered(number: str, sight: Sight = EVERYTHING) -> PlotHere:
    """One plot, closed or not. Raises InputError `plot_unknown`, also where it is not seen."""
    found = _plots(models.Plot.objects.filter(seen_in(sight, "patch__number"), number=number))
    if not found:
        raise InputError("plot_unknown", where=number)
    return found[0]


def states_of(plots: Sequence[int]) -> dict[int, tuple[State, str]]:
    """How far some plots have come, and their townships, as they now stand."""
    found: dict[int, tuple[State, str]] = {}
    for start in range(0, len(plots), FEW):
        rows = models.Plot.objects.filter(id__in=plots[start : start + FEW]).order_by("id")
        found |= {key: (State(state), town) for key, state, town in rows.values_list("id", "state", "township")}
    return found


def parts_of(plot: int) -> list[PlotHere]:
    """All plots that a plot was ever cut into, closed ones too."""
    return _plots(models.Plot.objects.filter(parent_id=plot))


def determined(plot: int) -> bool:
    """Has a review determined a plot."""
    return bool(models.Determination.objects.filter(plot_id=plot, current=True).exists())


def _plots(wanted: QuerySet[models.Plot]) -> list[PlotHere]:
    return [_plot(*row) for row in wanted.order_by("number").values_list(*OUTLINE)]


def _plot(*row: Any) -> PlotHere:
    key, number, patch_id, patch, township, state, closed, parent, how, crs, whole, part, area, event, issued = row
    return PlotHere(
        id=key,
        number=number,
        patch_id=patch_id,
        patch=patch,
        township=township,
        state=State(state),
        closed=closed,
        parent=parent,
        how=how,
        crs=crs if part is None else "",
        wkb=bytes(whole if part is None else part),
        area_um2=area,
        since=max(event, issued) if part is None else event,
        patch_crs=crs,
    )


def booked() -> dict[tuple[int, str], Booked]:
    """Every current measurement by plot and kind."""
    rows = models.Measurement.objects.filter(current=True).values_list("plot_id", "kind", "id", "layer_id", "event")
    return {(plot, kind): Booked(key, layer, event) for plot, kind, key, layer, event in rows.iterator()}


def approvals_booked() -> dict[int, Mapping[str, Any]]:
    """Plot → what is booked of the approvals that it lies on."""
    rows = models.Measurement.objects.filter(current=True, kind=LayerKind.APPROVAL_BOUNDARY.value)
    return {plot: json.loads(detail) for plot, detail in rows.values_list("plot_id", "detail").iterator()}


def figures_of(plots: Iterable[int]) -> list[Figures]:
    """Every current measurement of some plots."""
    columns = ("id", "plot_id", "kind", "layer_id", "checked", "area_um2", "detail", "event")
    rows = models.Measurement.objects.filter(current=True, plot_id__in=list(plots)).order_by("id").values_list(*columns)
    return [
        Figures(key, plot, LayerKind(kind), layer, Checked(checked), area, json.loads(detail), event)
        for key, plot, kind, layer, checked, area, detail, event in rows
    ]


def looked_up() -> dict[str, bool]:
    """Approval number → what the look-up in the ministry's systems gave, where somebody has looked."""
    rows = models.Approval.objects.filter(current=True, in_systems__isnull=False).order_by("id")
    return dict(rows.values_list("number", "in_systems"))


STANDING = ("id", "number", "township", "state", "proposal", "cultivated_um2", "farmland_um2", "redline_um2")
FEW = 500
"""So many names fit into one question; more are picked out afterwards."""


def standings(patches: Collection[str]) -> dict[str, StandingHere]:
    """The list's rows of some patches."""
    wanted = models.Standing.objects.all()
    if len(patches) <= FEW:
        wanted = wanted.filter(number__in=list(patches))
    rows = wanted.order_by("id").values_list(*STANDING).iterator()
    found = (StandingHere(row[0], row[1], row[2], State(row[3]), *row[4:]) for row in rows)
    return {one.patch: one for one in found if one.patch in patches}


def open_areas(patches: Collection[str]) -> dict[str, dict[str, list[int | None]]]:
    """Patch → figure (cultivated, farmland, redline) → one value an open plot; None where it is not known."""
    wanted = models.Plot.objects.filter(closed=False)
    if len(patches) <= FEW:
        wanted = wanted.filter(patch__number__in=list(patches))
    owner = {
        plot: patch
        for plot, patch in wanted.order_by("id").values_list("id", "patch__number").iterator()
        if patch in patches
    }
    found = {patch: {figure: list[int | None]() for figure in FIGURES.values()} for patch in owner.values()}
    known = _known_areas(owner)
    for plot, patch in owner.items():
        for kind, figure in FIGURES.items():
            found[patch][figure].append(known.get((plot, kind.value)))
    return found


FIGURES = {
    LayerKind.LAND_USE: "cultivated_um2",
    LayerKind.PERMANENT_BASIC_FARMLAND: "farmland_um2",
    LayerKind.ECOLOGICAL_REDLINE: "redline_um2",
}


def _known_areas(plots: Collection[int]) -> dict[tuple[int, str], int | None]:
    wanted = models.Measurement.objects.filter(current=True, kind__in=[kind.value for kind in FIGURES])
    if len(plots) <= FEW:
        wanted = wanted.filter(plot_id__in=list(plots))
    land = LayerKind.LAND_USE.value
    return {
        (plot, kind): json.loads(detail).get("cultivated_um2") if kind == land else area
        for plot, kind, area, detail in wanted.values_list("plot_id", "kind", "area_um2", "detail").iterator()
    }
