"""The measuring kernel: the area that two shapes share, without building their intersection.

Exteriors run counter-clockwise and holes clockwise. Of the edges above a point, those that run leftwards count +1 and
those that run rightwards -1: the sum is 1 inside and 0 outside. So the indicator is Σ s·[point is under edge], and
    area(A ∩ B) = Σ_a Σ_b s_a s_b ∫ min(y_a(x), y_b(x)) dx
over the x that both edges cover, heights taken above any base line. Shared, collinear and touching edges need no case
of their own, and the area is continuous in the coordinates. It holds for valid shapes only.

The terms are added as integers of 2⁻⁶⁰ of the pair's box: exact and the same in every order, so that
A ∩ B is B ∩ A to the last bit, and neither start vertex nor thread count shows.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import compiled
from weipian.geometry.grid import Grid
from weipian.geometry.pieces import Pieces

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Segment = tuple[float, float, float, float]

UM2_PER_M2 = 1_000_000.0
FINEST = 2.0**60
"""Integer steps in a pair's box; sums of them wrap without harm, since the result fits."""


@compiled
def reach(x1: float, y1: float, x2: float, y2: float, west: float, base: float, east: float) -> Segment:
    """What of an edge (x1 < x2) lies within the box's sides and above its base: x from and to, counted from the box's
    middle, height at x from, slope. Nothing is left where x to is not above x from.

    Below the base one of the two shapes has nothing, so what lies there adds nothing.
    """
    if x2 <= west or x1 >= east or (y1 <= base and y2 <= base):
        return 0.0, 0.0, 0.0, 0.0
    middle = (west + east) * 0.5
    slope = (y2 - y1) / (x2 - x1)
    start, height = x1 - middle, y1 - base
    if x1 < west:
        start, height = west - middle, height + (west - x1) * slope
    end, height_end = x2 - middle, y2 - base
    if x2 > east:
        end = east - middle
        height_end = height + (end - start) * slope
    if height < 0.0:
        if height_end <= 0.0:
            return 0.0, 0.0, 0.0, 0.0
        start, height = start - height / slope, 0.0
    elif height_end < 0.0:
        end = min(end, start - height / slope)
    return start, end, height, slope


@compiled
def gather(pieces: Pieces, index: int, west: float, base: float, east: float, top: float, edges: Floats) -> int:
    """The edges of a piece that reach into the box, into `edges` float64[5, m]: x from, x to, height, slope, sign.

    Returns how many. Rings that miss the box are skipped, those wholly above it too: a closed ring counts 0 below it.
    """
    count = 0
    for ring in range(pieces.piece_start[index], pieces.piece_start[index + 1]):
        box = pieces.ring_box[ring]
        if box[0] >= east or box[2] <= west or box[3] <= base or box[1] >= top:
            continue
        for i in range(pieces.ring_start[ring], pieces.ring_start[ring + 1] - 1):
            x1, y1, x2, y2, sign = pieces.x[i], pieces.y[i], pieces.x[i + 1], pieces.y[i + 1], -1.0
            if x1 > x2:
                x1, y1, x2, y2, sign = x2, y2, x1, y1, 1.0
            start, end, height, slope = reach(x1, y1, x2, y2, west, base, east)
            if end > start:
                edges[0, count], edges[1, count] = start, end
                edges[2, count], edges[3, count], edges[4, count] = height, slope, sign
                count += 1
    return count


@compiled
def shared_steps(a: Floats, a_count: int, b: Floats, b_count: int, scale: float) -> np.int64:
    """Σ s_a s_b ∫ min(y_a, y_b) dx over two sets of gathered edges, in integer steps of 1/scale m².

    Under two crossing lines the least is the trapezoid under their lower ends and, above it, a triangle of height
    |d0|·|d1| / (|d0| + |d1|), where d0 and d1 are their distances at the two ends.
    """
    total = np.int64(0)
    for i in range(a_count):
        a_from, a_to, a_height, a_slope, a_sign = a[0, i], a[1, i], a[2, i], a[3, i], a[4, i]
        for j in range(b_count):
            left = max(a_from, b[0, j])
            right = min(a_to, b[1, j])
            if right <= left:
                continue
            a0 = a_height + (left - a_from) * a_slope
            a1 = a_height + (right - a_from) * a_slope
            b0 = b[2, j] + (left - b[0, j]) * b[3, j]
            b1 = b[2, j] + (right - b[0, j]) * b[3, j]
            d0, d1 = a0 - b0, a1 - b1
            twice = min(a0, b0) + min(a1, b1)
            if (d0 < 0.0 < d1) or (d1 < 0.0 < d0):
                d0, d1 = abs(d0), abs(d1)
                twice += d0 * d1 / (d0 + d1)
            step = np.int64(0.5 * (right - left) * twice * scale + 0.5)
            total += step if a_sign == b[4, j] else -step
    return total


@compiled
def shared_um2(a: Pieces, i: int, b: Pieces, j: int, a_edges: Floats, b_edges: Floats) -> np.int64:
    """The area that piece i of a and piece j of b share, in whole 1e-6 m² (may be a unit or so below 0)."""
    west, base = max(a.box[i, 0], b.box[j, 0]), max(a.box[i, 1], b.box[j, 1])
    east, top = min(a.box[i, 2], b.box[j, 2]), min(a.box[i, 3], b.box[j, 3])
    a_count = gather(a, i, west, base, east, top, a_edges)
    if a_count == 0:
        return np.int64(0)
    b_count = gather(b, j, west, base, east, top, b_edges)
    scale = FINEST / ((east - west) * (top - base))
    steps = shared_steps(a_edges, a_count, b_edges, b_count, scale)
    return np.int64(np.rint(steps / scale * UM2_PER_M2))


@compiled
def most_edges(pieces: Pieces) -> int:
    """Vertices of the piece that has most."""
    most = 0
    for i in range(len(pieces.owner)):
        first, end = pieces.piece_start[i], pieces.piece_start[i + 1]
        most = max(most, pieces.ring_start[end] - pieces.ring_start[first])
    return most


@compiled
def meets(a: Pieces, i: int, b: Pieces, j: int, grid: Grid, column: int, row: int) -> bool:
    """Whether two boxes share an area, and this cell is the one of all they share in which the pair is taken."""
    if max(grid.a_cells[i, 0], grid.b_cells[j, 0]) != column or max(grid.a_cells[i, 1], grid.b_cells[j, 1]) != row:
        return False
    one, other = a.box[i], b.box[j]
    wide = one[0] < other[2] and other[0] < one[2]
    return bool(wide and one[1] < other[3] and other[1] < one[3])


@compiled
def pairs_of(a: Pieces, b: Pieces, grid: Grid, i: int, found: Ints, write: bool) -> int:
    """How many pieces of b have a box that meets the box of piece i of a; they go into `found` if `write`."""
    count = 0
    for row in range(grid.a_cells[i, 1], grid.a_cells[i, 3] + 1):
        for column in range(grid.a_cells[i, 0], grid.a_cells[i, 2] + 1):
            cell = row * grid.columns + column
            for k in range(grid.start[cell], grid.start[cell + 1]):
                j = grid.items[k]
                if meets(a, i, b, j, grid, column, row):
                    if write:
                        found[count] = j
                    count += 1
    return count


@compiled
def measure_run(a: Pieces, b: Pieces, grid: Grid, run: Ints) -> tuple[Ints, Ints, Ints]:
    """For the pieces `run` of a: the owners of every pair that shares area, and the area in 1e-6 m² (int64 each)."""
    none = np.empty(0, dtype=np.int64)
    total = 0
    most = 0
    for i in run:
        count = pairs_of(a, b, grid, i, none, False)
        total += count
        most = max(most, count)
    found = np.empty(most, dtype=np.int64)
    a_owner, b_owner = np.empty(total, dtype=np.int64), np.empty(total, dtype=np.int64)
    area = np.empty(total, dtype=np.int64)
    a_edges, b_edges = np.empty((5, most_edges(a))), np.empty((5, most_edges(b)))
    kept = 0
    for i in run:
        for k in range(pairs_of(a, b, grid, i, found, True)):
            um2 = shared_um2(a, i, b, found[k], a_edges, b_edges)
            if um2 != 0:
                a_owner[kept], b_owner[kept], area[kept] = a.owner[i], b.owner[found[k]], um2
                kept += 1
    return a_owner[:kept].copy(), b_owner[:kept].copy(), area[:kept].copy()
