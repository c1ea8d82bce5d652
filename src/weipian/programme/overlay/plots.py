"""Plots as they are booked, made ready to be measured together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from weipian.geometry.authalic import AUTHALIC
from weipian.geometry.crs import Crs
from weipian.geometry.joined import joined
from weipian.geometry.shapes import Shapes, to_authalic
from weipian.programme.overlay.ground import Ground, Ints
from weipian.store.queries.overlay import PlotHere


def ground_of(plots: Sequence[PlotHere]) -> Ground:
    """`shapes[i]` is plot i in the authalic plane, with the area that is booked of it."""
    order: list[int] = []
    groups: list[Shapes] = []
    for crs in sorted({plot.crs for plot in plots}):
        some = [index for index, plot in enumerate(plots) if plot.crs == crs]
        groups.append(shapes_of([plots[index].wkb for index in some], crs))
        order += some
    shapes = joined(groups, np.argsort(np.array(order, np.int64), kind="stable"))
    return Ground(
        name="",
        crs=AUTHALIC,
        areal=np.empty(0, object),
        shapes=shapes,
        areas=np.array([plot.area_um2 for plot in plots], np.int64),
        rows=list(range(1, len(plots) + 1)),
        columns={},
    )


def shapes_of(wkb: Sequence[bytes], crs: str) -> Shapes:
    """Outlines in the plane; they were judged when they came in. `crs` as booked, empty for the plane itself."""
    place = Crs.of_epsg(int(crs.removeprefix("EPSG:"))) if crs else AUTHALIC
    return to_authalic(Shapes.of_wkb(wkb, place, checked=True))


def some_of(ground: Ground, kept: Ints) -> Ground:
    """Only the plots at `kept`, in rising order."""
    if len(kept) == len(ground):
        return ground
    return replace(
        ground,
        shapes=ground.shapes.picked(kept),
        areas=ground.areas[kept],
        rows=[ground.rows[index] for index in kept.tolist()],
    )
