"""Between the authalic plane and the degrees that a map in the browser is told."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.geometry.authalic import from_plane, to_plane

Box = tuple[float, float, float, float]
PLACES = 8
"""Decimals: a millimetre."""


def in_degrees(planar: NDArray[np.object_]) -> NDArray[np.object_]:
    """Shapes of the plane with longitude and latitude."""
    moved = shapely.transform(planar, lambda xy: np.round(np.column_stack(from_plane(xy[:, 0], xy[:, 1])), PLACES))
    return np.asarray(moved, object)


def box_in_degrees(box: Box) -> Box:
    """A box of the plane, m, as west, south, east, north in degrees."""
    lon, lat = from_plane(np.array(box[::2]), np.array(box[1::2]))
    return float(lon[0]), float(lat[0]), float(lon[1]), float(lat[1])


def box_of_degrees(box: Box) -> Box:
    """The other way."""
    x, y = to_plane(np.array(box[::2]), np.sin(np.radians(np.array(box[1::2]))))
    return float(x[0]), float(y[0]), float(x[1]), float(y[1])
