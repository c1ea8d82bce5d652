"""A quick proof that a shape is valid; where it finds none, GEOS is asked. It never says yes to an invalid one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import compiled, entry

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

DOUBT = 4.0e-16
"""Share of its terms' size within which the sign of a turn is not sure. J. R. Shewchuk (1997) proves 3.4e-16."""
ONE = np.uint64(1)
"""Unsigned indices spare compiled code the question whether they count from the end."""
MOST_EDGES = 300
"""Longer outlines are left to GEOS: looking at all pairs of edges would take too long."""


@compiled
def turn(ax: float, ay: float, bx: float, by: float, cx: float, cy: float) -> int:
    """1 where a, b, c surely turn left, -1 where they surely turn right, 0 where that is not sure."""
    left, right = (ax - cx) * (by - cy), (ay - cy) * (bx - cx)
    found = left - right
    doubt = DOUBT * (abs(left) + abs(right))
    if found > doubt:
        return 1
    return -1 if found < -doubt else 0


@compiled
def same_side(x: Floats, y: Floats, i: int, j: int) -> bool:
    """Whether both ends of the edge from j surely lie on one side of the line through the edge from i."""
    one = turn(x[i], y[i], x[i + 1], y[i + 1], x[j], y[j])
    other = turn(x[i], y[i], x[i + 1], y[i + 1], x[j + 1], y[j + 1])
    return one * other > 0


@compiled
def apart(x: Floats, y: Floats, i: int, j: int) -> bool:
    """Whether the edges from i and from j surely share no point."""
    return same_side(x, y, i, j) or same_side(x, y, j, i)


@compiled
def is_simple(x: Floats, y: Floats, first: int, end: int, near: Ints) -> bool:
    """Whether a closed ring surely has no two edges that touch but at the vertex that they follow each other in."""
    edges = end - first - 1
    if edges < 3 or edges > MOST_EDGES:
        return False
    for i in range(first, end):
        if not (np.isfinite(x[i]) and np.isfinite(y[i])):
            return False
    for i in range(first, end - 1):
        after = i + 2 if i + 2 < end else first + 1
        if turn(x[i], y[i], x[i + 1], y[i + 1], x[after], y[after]) == 0:
            return False
        last = end - 2 if i == first else end - 1
        west, east = min(x[i], x[i + 1]), max(x[i], x[i + 1])
        south, north = min(y[i], y[i + 1]), max(y[i], y[i + 1])
        count = np.uint64(0)
        for k in range(i + 2, last):
            j = np.uint64(k)
            after_j = j + ONE
            wide = ((x[j] <= east) | (x[after_j] <= east)) & ((x[j] >= west) | (x[after_j] >= west))
            high = ((y[j] <= north) | (y[after_j] <= north)) & ((y[j] >= south) | (y[after_j] >= south))
            near[count] = k
            count += np.uint64(wide & high)
        for k in range(np.int64(count)):
            if not apart(x, y, i, near[k]):
                return False
    return True


def surely_valid(x: Floats, y: Floats, ring_start: Ints, shape_start: Ints, first: int, last: int, out: Bools) -> None:
    """For the shapes first to last: true into `out` where a shape is one ring and that is surely simple."""
    look_over(x, y, ring_start, shape_start, first, last, np.empty(MOST_EDGES + 1, np.int64), out)


@entry("f8[:] f8[:] i8[:] i8[:] i8 i8 i8[:]! b1[:]!")
def look_over(
    x: Floats, y: Floats, ring_start: Ints, shape_start: Ints, first: int, last: int, near: Ints, out: Bools
) -> None:
    """`surely_valid` with room for a ring's edges, `near` int64[MOST_EDGES + 1]."""
    for i in range(first, last):
        ring = shape_start[i]
        if shape_start[i + 1] - ring == 1:
            out[i] = is_simple(x, y, ring_start[ring], ring_start[ring + 1], near)
