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

from weipian.geometry.compiled import compiled, entry
from weipian.geometry.pieces import PIECES, Pieces

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Segment = tuple[float, float, float, float]

UM2_PER_M2 = 1_000_000.0
ONE = np.uint64(1)
"""Unsigned indices spare compiled code the question whether they count from the end."""
ROOM = 512
"""Edges that a piece is first thought to have at most; more than cutting leaves in almost all."""
FINEST = 2.0**60
"""Integer steps in a pair's box; sums of them wrap without harm, since the result fits."""


@compiled
def reach(x1: float, y1: float, x2: float, y2: float, west: float, base: float, east: float) -> Segment:
    """What of an edge (x1 < x2, some of it in the box) lies within the box's sides and above its base: x from and to,
    counted from the box's middle, height at x from, slope. Nothing is left where x to is not above x from.

    Below the base one of the two shapes has nothing, so what lies there adds nothing.
    """
    middle = (west + east) * 0.5
    slope = (y2 - y1) / (x2 - x1)
    start = max(x1, west) - middle
    end = min(x2, east) - middle
    height = (y1 - base) + max(west - x1, 0.0) * slope
    height_end = height + (end - start) * slope if x2 > east else y2 - base
    if height < 0.0:
        start, height = start - height / slope if height_end > 0.0 else end, 0.0
    elif height_end < 0.0:
        end = min(end, start - height / slope)
    return start, end, height, slope


@compiled
def reaching(pieces: Pieces, index: int, west: float, base: float, east: float, top: float, found: Ints) -> int:
    """Where the edges of a piece start that reach into the box, into `found`; returns how many.

    Rings that miss the box are skipped, those wholly above it too: a closed ring counts 0 below it. The test of a
    single edge has no branch, since no processor could guess it.
    """
    count = np.uint64(0)
    x, y = pieces.x, pieces.y
    for ring in range(pieces.piece_start[index], pieces.piece_start[index + 1]):
        box = pieces.ring_box[ring]
        if box[0] >= east or box[2] <= west or box[3] <= base or box[1] >= top:
            continue
        for k in range(pieces.ring_start[ring], pieces.ring_start[ring + 1] - 1):
            i = np.uint64(k)
            x1, x2 = x[i], x[i + ONE]
            inside = ((x1 > west) | (x2 > west)) & ((x1 < east) | (x2 < east)) & (x1 != x2)
            found[count] = k
            count += np.uint64(inside & ((y[i] > base) | (y[i + ONE] > base)))
    return int(count)


@compiled
def gather(
    pieces: Pieces, index: int, west: float, base: float, east: float, top: float, at: Ints, edges: Floats
) -> int:
    """The edges of a piece that reach into the box, into `edges` float64[5, m]: x from, x to, height, slope, sign."""
    count = np.uint64(0)
    for k in range(reaching(pieces, index, west, base, east, top, at)):
        i = np.uint64(at[k])
        right = pieces.x[i] < pieces.x[i + ONE]
        low, high = (i, i + ONE) if right else (i + ONE, i)
        start, end, height, slope = reach(
            pieces.x[low], pieces.y[low], pieces.x[high], pieces.y[high], west, base, east
        )
        edges[0, count], edges[1, count] = start, end
        edges[2, count], edges[3, count] = height, slope
        edges[4, count] = -1.0 if right else 1.0
        count += np.uint64(end > start)
    return int(count)


@compiled
def shared_steps(a: Floats, a_count: int, b: Floats, b_count: int, at: Ints, scale: float) -> np.int64:
    """Σ s_a s_b ∫ min(y_a, y_b) dx over two sets of gathered edges, in integer steps of 1/scale m².

    Under two crossing lines the least is the trapezoid under their lower ends and, above it, a triangle of height
    |d0|·|d1| / (|d0| + |d1|), where d0 and d1 are their distances at the two ends.
    """
    total = np.int64(0)
    for i in range(a_count):
        a_from, a_to, a_height, a_slope, a_sign = a[0, i], a[1, i], a[2, i], a[3, i], a[4, i]
        count = np.uint64(0)
        for k in range(b_count):
            at[count] = k
            count += np.uint64((b[0, k] < a_to) & (b[1, k] > a_from))
        for k in range(int(count)):
            j = np.uint64(at[k])
            left = max(a_from, b[0, j])
            right = min(a_to, b[1, j])
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
def shared_um2(a: Pieces, i: int, b: Pieces, j: int, a_edges: Floats, b_edges: Floats, at: Ints) -> np.int64:
    """The area that piece i of a and piece j of b share, in whole 1e-6 m² (may be a unit or so below 0)."""
    west, base = max(a.box[i, 0], b.box[j, 0]), max(a.box[i, 1], b.box[j, 1])
    east, top = min(a.box[i, 2], b.box[j, 2]), min(a.box[i, 3], b.box[j, 3])
    a_count = gather(a, i, west, base, east, top, at, a_edges)
    if a_count == 0:
        return np.int64(0)
    b_count = gather(b, j, west, base, east, top, at, b_edges)
    scale = FINEST / ((east - west) * (top - base))
    steps = shared_steps(a_edges, a_count, b_edges, b_count, at, scale)
    return np.int64(np.rint(steps / scale * UM2_PER_M2))


@compiled
def vertices_of(pieces: Pieces, index: int) -> int:
    return int(pieces.ring_start[pieces.piece_start[index + 1]] - pieces.ring_start[pieces.piece_start[index]])


def measure_pairs(a: Pieces, b: Pieces, a_piece: Ints, b_piece: Ints) -> tuple[Ints, Ints, Ints]:
    """For pairs of pieces whose boxes share area: the owners of those that share area too, and it in 1e-6 m²."""
    out = np.empty((3, len(a_piece)), np.int64)
    found = -ROOM
    while found < 0:
        edges = np.empty((2, 5, -found))
        at = np.empty(-found, np.int64)
        found = measure_into(a, b, a_piece, b_piece, edges[0], edges[1], at, out[0], out[1], out[2])
    return out[0, :found].copy(), out[1, :found].copy(), out[2, :found].copy()


@entry(PIECES, PIECES, "i8[:] i8[:] f8[:,:]! f8[:,:]! i8[:]! i8[:]! i8[:]! i8[:]! -> i8")
def measure_into(
    a: Pieces,
    b: Pieces,
    a_piece: Ints,
    b_piece: Ints,
    a_edges: Floats,
    b_edges: Floats,
    at: Ints,
    a_owner: Ints,
    b_owner: Ints,
    area: Ints,
) -> int:
    """`measure_pairs` into its three columns; how many rows. Where a piece has more vertices than there is room for
    edges (float64[5, m] each, `at` int64[m]), nothing is measured and -m of the room needed given back.
    """
    most = 1
    for k in range(len(a_piece)):
        most = max(most, vertices_of(a, a_piece[k]), vertices_of(b, b_piece[k]))
    if most > len(at):
        return -most
    kept = 0
    for k in range(len(a_piece)):
        um2 = shared_um2(a, a_piece[k], b, b_piece[k], a_edges, b_edges, at)
        if um2 != 0:
            a_owner[kept], b_owner[kept], area[kept] = a.owner[a_piece[k]], b.owner[b_piece[k]], um2
            kept += 1
    return kept
