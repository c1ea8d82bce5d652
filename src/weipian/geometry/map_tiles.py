"""Squares of the web map (z/x/y in web Mercator) and how the authalic plane lies in them.

Both are cylindrical: a square is a rectangle of the plane, x goes over linearly and y by itself alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, tanh

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.authalic import from_plane, to_plane

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]

EXTENT = 4096
"""Steps along a side."""
NODES = 257
"""Places where y is worked out; between them a line is off by less than a thousandth of a step."""


@dataclass(frozen=True, slots=True)
class Tile:
    """Column x from the west, row y from the north, of 2^z."""

    z: int
    x: int
    y: int

    @property
    def is_there(self) -> bool:
        return 0 <= self.z <= 24 and 0 <= self.x < 1 << self.z and 0 <= self.y < 1 << self.z

    def box(self, beyond: float = 0.0) -> Box:
        """The square in the plane as west, south, east, north, m; wider by a share of its side."""
        west, east = (360 * (self.x + part) / 2**self.z - 180 for part in (-beyond, 1 + beyond))
        north, south = (pi * (1 - 2 * (self.y + part) / 2**self.z) for part in (-beyond, 1 + beyond))
        x, y = to_plane(np.array([west, east]), np.array([tanh(south), tanh(north)]))
        return float(x[0]), float(y[0]), float(x[1]), float(y[1])

    def steps(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Places of the plane, float64[n] m, in steps from the square's north-west corner; within half a side of it."""
        west, _, east, _ = self.box()
        _, south, _, north = self.box(0.5)
        nodes = np.linspace(south, north, NODES)
        _, lat = from_plane(np.zeros(NODES), nodes)
        mercator = np.arctanh(np.sin(np.radians(lat)))
        down = ((1 - mercator / pi) / 2 * 2**self.z - self.y) * EXTENT
        return (x - west) / (east - west) * EXTENT, np.interp(y, nodes, down)
