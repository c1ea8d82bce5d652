"""Cutting huge shapes into pieces with GEOS, as PostGIS's ST_Subdivide does: what peers need to be at their best."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

Objects = NDArray[np.object_]
MOST_VERTICES = 256


def split_huge(shapes: Objects) -> tuple[Objects, NDArray[np.int64]]:
    """Pieces of at most `MOST_VERTICES` vertices, and the index of the shape that each comes from."""
    huge = shapely.get_num_coordinates(shapes) > MOST_VERTICES
    kept = np.flatnonzero(~huge)
    if not huge.any():
        return shapes, kept
    groups, owners = [shapes[kept]], [kept]
    for index in np.flatnonzero(huge).tolist():
        pieces = _pieces(shapes[index])
        groups.append(pieces)
        owners.append(np.full(len(pieces), index))
    return np.concatenate(groups), np.concatenate(owners)


def _pieces(shape: shapely.Geometry) -> Objects:
    """All halvings of one depth at a time, in bulk."""
    waiting, done = np.array([shape], object), []
    while len(waiting):
        halves = shapely.intersection(np.repeat(waiting, 2), _half_boxes(waiting))
        parts = shapely.get_parts(halves)
        parts = parts[(shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(parts)]
        small = shapely.get_num_coordinates(parts) <= MOST_VERTICES
        done.append(parts[small])
        waiting = parts[~small]
    return np.concatenate(done)


def _half_boxes(shapes: Objects) -> Objects:
    """Two boxes for each shape: its own box halved across its longer side."""
    west, south, east, north = shapely.bounds(shapes).T
    wide = east - west >= north - south
    x, y = np.where(wide, (west + east) / 2, east), np.where(wide, north, (south + north) / 2)
    left = shapely.box(west, south, x, y)
    right = shapely.box(np.where(wide, x, west), np.where(wide, south, y), east, north)
    return np.column_stack((left, right)).ravel()
