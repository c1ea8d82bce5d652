"""Whether plots lie where a layer says something."""

from __future__ import annotations

from enum import Enum

import numpy as np
import shapely

from weipian.programme.overlay.ground import Ground

LEAST_M2 = 0.01
"""Less than what is shown is the two outlines' rounding."""


class Reach(Enum):
    """Where a plot lies of a layer's coverage."""

    INSIDE = "inside"
    ACROSS = "across"
    OUTSIDE = "outside"


def reaches(plots: Ground, coverage: shapely.Geometry | None) -> list[Reach]:
    """Every plot; without a coverage the layer speaks of the whole county."""
    found = [Reach.INSIDE] * len(plots)
    if coverage is None or not len(plots):
        return found
    shapely.prepare(coverage)
    boxes = shapely.box(*plots.boxes().T)
    for index in np.flatnonzero(~shapely.covers(coverage, boxes)).tolist():
        found[index] = _reach(plots.planar([index])[0], coverage)
    return found


def _reach(plot: shapely.Geometry, coverage: shapely.Geometry) -> Reach:
    inside = shapely.intersection(plot, coverage).area
    if plot.area - inside < LEAST_M2:
        return Reach.INSIDE
    return Reach.OUTSIDE if inside < LEAST_M2 else Reach.ACROSS
