"""Many shapes of a ragged layer as geometries at once, for drawing and wherever a geometry itself is needed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.geos import shapely

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Objects = NDArray[np.object_]


def spans(first: Ints, end: Ints) -> Ints:
    """The numbers first[k]:end[k] of every k, one after another; int64[sum of lengths]."""
    lengths = end - first
    before = np.cumsum(lengths) - lengths
    return np.repeat(first - before, lengths) + np.arange(lengths.sum())


def geometries(x: Floats, y: Floats, ring_start: Ints, rings: Ints, hole: Bools, counts: Ints) -> Objects:
    """A polygon or multipolygon for each shape, object[s].

    rings int64[r]: the rings of all shapes in turn, numbers into ring_start; hole bool[r] their roles, an exterior
    before its holes; counts int64[s]: how many rings each shape has. x, y in metres or degrees, as they are given back.
    """
    first, end = ring_start[rings], ring_start[rings + 1]
    vertices = spans(first, end)
    starts = np.append(0, np.cumsum(end - first))
    parts = np.append(np.flatnonzero(~hole), len(hole))
    drawn = shapely.from_ragged_array(
        shapely.GeometryType.POLYGON, np.column_stack((x[vertices], y[vertices])), (starts, parts)
    )
    owner = np.repeat(np.arange(len(counts)), counts)[parts[:-1]]
    return _joined(np.asarray(drawn, object), owner, len(counts))


def _joined(drawn: Objects, owner: Ints, size: int) -> Objects:
    """Polygons to shapes: one alone is the shape itself."""
    found = np.empty(size, object)
    several = (np.bincount(owner, minlength=size) > 1)[owner]
    found[owner[~several]] = drawn[~several]
    if several.any():
        shapely.multipolygons(drawn[several], indices=owner[several], out=found)
    return found
