"""The area of single shapes, added as integers like the kernel's, so that order and start vertex don't show."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import compiled, entry

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

UM2_PER_M2 = 1_000_000.0
FINEST = 2.0**60


def areas_m2(x: Floats, y: Floats, ring_start: Ints, shape_start: Ints) -> Floats:
    """The area of each shape, float64[s] m²: trapezoids down to the shape's own lowest point, holes taken away."""
    out = np.zeros(len(shape_start) - 1)
    fill_areas(x, y, ring_start, shape_start, out)
    return out


@entry("f8[:] f8[:] i8[:] i8[:] f8[:]!")
def fill_areas(x: Floats, y: Floats, ring_start: Ints, shape_start: Ints, out: Floats) -> None:
    """`areas_m2` into out float64[s], where it is 0 so far."""
    for shape in range(len(out)):
        first, end = shape_start[shape], shape_start[shape + 1]
        start, stop = ring_start[first], ring_start[end]
        if stop == start:
            continue
        west, east = span(x, start, stop)
        base, top = span(y, start, stop)
        box = (east - west) * (top - base)
        if not box > 0.0:
            continue
        scale = FINEST / box
        total = np.int64(0)
        for ring in range(first, end):
            for i in range(ring_start[ring], ring_start[ring + 1] - 1):
                twice = abs(x[i] - x[i + 1]) * ((y[i] - base) + (y[i + 1] - base))
                step = np.int64(0.5 * twice * scale + 0.5)
                total += step if x[i] > x[i + 1] else -step
        out[shape] = total / scale


@compiled
def span(values: Floats, first: int, end: int) -> tuple[float, float]:
    """The least and the largest of those from first to end; NaN where one of them is."""
    low, high = values[first], values[first]
    for k in range(first, end):
        if np.isnan(values[k]):
            return values[k], values[k]
        low, high = min(low, values[k]), max(high, values[k])
    return low, high
