"""The area of single shapes, added as integers like the kernel's, so that order and start vertex don't show."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

UM2_PER_M2 = 1_000_000.0
FINEST = 2.0**60


@compiled
def areas_m2(x: Floats, y: Floats, ring_start: Ints, shape_start: Ints) -> Floats:
    """The area of each shape, float64[s] m²: trapezoids down to the shape's own lowest point, holes taken away."""
    out = np.zeros(len(shape_start) - 1)
    for shape in range(len(out)):
        first, end = shape_start[shape], shape_start[shape + 1]
        start, stop = ring_start[first], ring_start[end]
        if stop == start:
            continue
        base = y[start:stop].min()
        box = (x[start:stop].max() - x[start:stop].min()) * (y[start:stop].max() - base)
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
    return out
