"""Single rings: their signed areas and their sense of turning. Coordinates as in `Shapes`, any plane."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import compiled, entry

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@entry("f8[:]! f8[:]! i8[:] b1[:] i8 i8")
def orient(x: Floats, y: Floats, ring_start: Ints, hole: Bools, first_ring: int, last_ring: int) -> None:
    """Turn the rings first to last in place so that exteriors run counter-clockwise and holes clockwise."""
    for ring in range(first_ring, last_ring):
        first, end = ring_start[ring], ring_start[ring + 1]
        doubled = 0.0
        for i in range(first, end - 1):
            doubled += (x[i] - x[i + 1]) * ((y[i] - y[first]) + (y[i + 1] - y[first]))
        if (doubled < 0.0) != hole[ring]:
            turn_round(x, first, end)
            turn_round(y, first, end)


@compiled
def turn_round(values: Floats, first: int, end: int) -> None:
    """Those from first to end, last first."""
    for k in range((end - first) // 2):
        values[first + k], values[end - 1 - k] = values[end - 1 - k], values[first + k]
