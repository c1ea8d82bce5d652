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
MOST_EDGES = 2000
"""Longer outlines are left to GEOS: looking at all pairs of edges would take too long."""
GROUP = 4
"""Neighbouring edges in one box: most pairs of edges are told apart by their groups' boxes."""
ROOM = (MOST_EDGES + GROUP - 1) // GROUP


def scratch() -> Floats:
    """Room that `surely_valid` works in."""
    return np.empty(4 * ROOM)


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
def boxed(x: Floats, y: Floats, first: int, edges: int, box: Floats) -> bool:
    """The boxes of each GROUP of a ring's edges into box float64[4·ROOM]; whether all its vertices are finite."""
    spread = 0.0
    for group in range((edges + GROUP - 1) // GROUP):
        begin = first + GROUP * group
        west = east = x[begin]
        south = north = y[begin]
        for i in range(begin + 1, min(begin + GROUP, first + edges) + 1):
            west, east = min(west, x[i]), max(east, x[i])
            south, north = min(south, y[i]), max(north, y[i])
            spread += (x[i] - x[i]) + (y[i] - y[i])
        box[group], box[ROOM + group] = west, east
        box[2 * ROOM + group], box[3 * ROOM + group] = south, north
    return spread == 0.0


@compiled
def meet(box: Floats, a: int, b: int) -> bool:
    """Whether the boxes of two groups touch."""
    if box[b] > box[ROOM + a] or box[ROOM + b] < box[a]:
        return False
    return bool(box[2 * ROOM + b] <= box[3 * ROOM + a] and box[3 * ROOM + b] >= box[2 * ROOM + a])


@compiled
def groups_apart(x: Floats, y: Floats, first: int, edges: int, a: int, b: int) -> bool:
    """Whether no edge of group a surely shares a point with one of group b, but for those that follow each other."""
    for k in range(GROUP * a, min(GROUP * a + GROUP, edges)):
        i = first + k
        west, east = min(x[i], x[i + 1]), max(x[i], x[i + 1])
        south, north = min(y[i], y[i + 1]), max(y[i], y[i + 1])
        last = min(GROUP * b + GROUP, edges - 1 if k == 0 else edges)
        for j in range(first + max(k + 2, GROUP * b), first + last):
            wide = (x[j] <= east or x[j + 1] <= east) and (x[j] >= west or x[j + 1] >= west)
            high = (y[j] <= north or y[j + 1] <= north) and (y[j] >= south or y[j + 1] >= south)
            if wide and high and not apart(x, y, i, j):
                return False
    return True


@compiled
def is_simple(x: Floats, y: Floats, first: int, end: int, box: Floats) -> bool:
    """Whether a closed ring surely has no two edges that touch but at the vertex that they follow each other in."""
    edges = end - first - 1
    if edges < 3 or edges > MOST_EDGES or not boxed(x, y, first, edges, box):
        return False
    for i in range(first, end - 1):
        after = i + 2 if i + 2 < end else first + 1
        if turn(x[i], y[i], x[i + 1], y[i + 1], x[after], y[after]) == 0:
            return False
    groups = (edges + GROUP - 1) // GROUP
    for a in range(groups):
        for b in range(a, groups):
            if meet(box, a, b) and not groups_apart(x, y, first, edges, a, b):
                return False
    return True


@entry("f8[:] f8[:] i8[:] i8[:] i8 i8 f8[:]! b1[:]!")
def surely_valid(
    x: Floats,
    y: Floats,
    ring_start: Ints,
    shape_start: Ints,
    first: int,
    last: int,
    box: Floats,
    out: Bools,
) -> None:
    """For the shapes first to last: true into `out` where a shape is one ring and that is surely simple.

    box float64[4·ROOM] is scratch.
    """
    for i in range(first, last):
        ring = shape_start[i]
        if shape_start[i + 1] - ring == 1:
            out[i] = is_simple(x, y, ring_start[ring], ring_start[ring + 1], box)
