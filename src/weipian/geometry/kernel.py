"""The measuring kernel: the area that two shapes share, without building their intersection.

Exteriors run counter-clockwise and holes clockwise. Of the edges above a point, those that run leftwards count +1 and
those that run rightwards -1: the sum is 1 inside and 0 outside. So the indicator is Σ s·[point is under edge], and
    area(A ∩ B) = Σ_a Σ_b s_a s_b ∫ min(y_a(x), y_b(x)) dx
over the x that both edges cover, heights taken above any base line. Shared, collinear and touching edges need no case
of their own, and the area is continuous in the coordinates. It holds for valid shapes only.

Everything is written for vector units: loops of `LANES` at a time without branches, which LLVM turns into few
instructions; guesses about single edges cost a processor more than measuring some in vain.

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
Bools = NDArray[np.bool_]

UM2_PER_M2 = 1_000_000.0
ONE = np.uint64(1)
"""Unsigned indices spare compiled code the question whether they count from the end."""
ROOM = 512
"""Edges that a piece is first thought to have at most; more than cutting leaves in almost all."""
LANES = 8
"""Edges that are worked on at a time: a vector of AVX-512, two of AVX2, four of the oldest."""
BLOCK = 5 * LANES
"""A block of gathered edges holds `LANES` times x from, x to, height at x from, slope, sign, one after the other."""
EIGHT, FORTY = np.uint64(LANES), np.uint64(BLOCK)
N1, N2, N3, N4 = np.uint64(LANES), np.uint64(2 * LANES), np.uint64(3 * LANES), np.uint64(4 * LANES)
FINEST = 2.0**60
"""Integer steps in a pair's box; sums of them wrap without harm, since the result fits."""


@compiled
def mark_reaching(pieces: Pieces, first: int, count: int, west: float, base: float, east: float, marks: Bools) -> None:
    """Which edges reach into the box, of `count` from vertex `first` on; marks bool[count]."""
    x, y = pieces.x, pieces.y
    for k in range(count):
        i = np.uint64(first + k)
        x1, x2 = x[i], x[i + ONE]
        inside = ((x1 > west) | (x2 > west)) & ((x1 < east) | (x2 < east)) & (x1 != x2)
        marks[np.uint64(k)] = inside & ((y[i] > base) | (y[i + ONE] > base))


@compiled
def take(pieces: Pieces, first: int, count: int, marks: Bools, at: Ints, edges: Floats) -> int:
    """Copy the marked edges into blocks, as x, y, next x, next y; returns how many. `at` is scratch."""
    x, y = pieces.x, pieces.y
    taken = np.uint64(0)
    for k in range(count):
        at[taken] = first + k
        taken += np.uint64(marks[np.uint64(k)])
    for k in range(int(taken)):
        lane = np.uint64(k)
        i, place = np.uint64(at[lane]), lane // EIGHT * FORTY + lane % EIGHT
        edges[place], edges[place + N1] = x[i], y[i]
        edges[place + N2], edges[place + N3] = x[i + ONE], y[i + ONE]
    return int(taken)


@compiled
def clip(edges: Floats, blocks: int, west: float, base: float, east: float) -> None:
    """What of the edges lies within the box's sides and above its base, in their place: x from and to, counted from
    the box's middle, height at x from, slope, sign. Nothing is left where x to is not above x from.

    Below the base one of the two shapes has nothing, so what lies there adds nothing.
    """
    middle = (west + east) * 0.5
    for block in range(blocks):
        for lane in range(LANES):
            i = np.uint64(BLOCK * block + lane)
            xa, ya, xb, yb = edges[i], edges[i + N1], edges[i + N2], edges[i + N3]
            right = xa < xb
            x1, y1, x2, y2 = (xa, ya, xb, yb) if right else (xb, yb, xa, ya)
            slope = (y2 - y1) / (x2 - x1)
            start = max(x1, west) - middle
            end = min(x2, east) - middle
            height = (y1 - base) + max(west - x1, 0.0) * slope
            height_end = height + (end - start) * slope if x2 > east else y2 - base
            ground = start - height / slope
            below, sinks = height < 0.0, height_end < 0.0
            edges[i] = (end if sinks | (height_end == 0.0) else ground) if below else start
            edges[i + N1] = min(end, ground) if sinks & (not below) else end
            edges[i + N2] = 0.0 if below else height
            edges[i + N3] = slope
            edges[i + N4] = -1.0 if right else 1.0


@compiled
def fill(edges: Floats, count: int, blocks: int) -> None:
    """Nothing, in what `count` edges leave of the last block: edges without width, where that block has been before."""
    for k in range(count, blocks * LANES):
        i, block = np.uint64(k), np.uint64(BLOCK * (blocks - 1))
        place = i // EIGHT * FORTY + i % EIGHT
        edges[place], edges[place + N1] = edges[block], edges[block]
        edges[place + N2], edges[place + N3], edges[place + N4] = 0.0, 0.0, 1.0


@compiled
def gather(
    pieces: Pieces, index: int, west: float, base: float, east: float, marks: Bools, at: Ints, edges: Floats
) -> int:
    """The edges of a piece that reach into the box, into blocks; returns how many."""
    ring, end = pieces.piece_start[index], pieces.piece_start[index + 1]
    first = pieces.ring_start[ring]
    count = pieces.ring_start[end] - 1 - first
    room = len(pieces.x) - 1 - first
    mark_reaching(pieces, first, min((count + LANES - 1) // LANES * LANES, room), west, base, east, marks)
    for k in range(ring + 1, end):
        marks[pieces.ring_start[k] - 1 - first] = False
    taken = take(pieces, first, count, marks, at, edges)
    blocks = (taken + LANES - 1) // LANES
    clip(edges, blocks, west, base, east)
    fill(edges, taken, blocks)
    return taken


@compiled
def meeting(edges: Floats, count: int, west: float, east: float, at: Ints) -> int:
    """Where the edges stand that share some x with west to east, into `at`; returns how many."""
    found = np.uint64(0)
    for k in range(count):
        i = np.uint64(k)
        place = i // EIGHT * FORTY + i % EIGHT
        at[found] = place
        found += np.uint64((edges[place] < east) & (edges[place + N1] > west))
    return int(found)


@compiled
def shared_steps(a: Floats, a_count: int, b: Floats, b_count: int, at: Ints, scale: float) -> np.int64:
    """Σ s_a s_b ∫ min(y_a, y_b) dx over two sets of gathered edges, in integer steps of 1/scale m².

    Under two crossing lines the least is the trapezoid under their lower ends and, above it, a triangle of height
    |d0|·|d1| / (|d0| + |d1|), where d0 and d1 are their distances at the two ends.
    """
    total = np.int64(0)
    for block in range((b_count + LANES - 1) // LANES):
        first = np.uint64(BLOCK * block)
        west, east = b[first], b[first + N1]
        for lane in range(1, LANES):
            i = first + np.uint64(lane)
            west, east = min(west, b[i]), max(east, b[i + N1])
        for k in range(meeting(a, a_count, west, east, at)):
            i = np.uint64(at[k])
            a_from, a_to, a_height, a_slope, a_sign = a[i], a[i + N1], a[i + N2], a[i + N3], a[i + N4]
            for lane in range(LANES):
                j = first + np.uint64(lane)
                left = max(a_from, b[j])
                right = min(a_to, b[j + N1])
                a0 = a_height + (left - a_from) * a_slope
                a1 = a_height + (right - a_from) * a_slope
                b0 = b[j + N2] + (left - b[j]) * b[j + N3]
                b1 = b[j + N2] + (right - b[j]) * b[j + N3]
                d0, d1 = a0 - b0, a1 - b1
                twice = min(a0, b0) + min(a1, b1)
                if ((d0 < 0.0) & (d1 > 0.0)) | ((d1 < 0.0) & (d0 > 0.0)):
                    d0, d1 = abs(d0), abs(d1)
                    twice += d0 * d1 / (d0 + d1)
                step = np.int64(0.5 * (right - left) * twice * scale + 0.5)
                step = step if a_sign == b[j + N4] else -step
                total += step if right > left else np.int64(0)
    return total


@compiled
def shared_um2(
    a: Pieces, i: int, b: Pieces, j: int, a_edges: Floats, b_edges: Floats, at: Ints, marks: Bools
) -> np.int64:
    """The area that piece i of a and piece j of b share, in whole 1e-6 m² (may be a unit or so below 0)."""
    west, base = max(a.box[i, 0], b.box[j, 0]), max(a.box[i, 1], b.box[j, 1])
    east, top = min(a.box[i, 2], b.box[j, 2]), min(a.box[i, 3], b.box[j, 3])
    a_count = gather(a, i, west, base, east, marks, at, a_edges)
    if a_count == 0:
        return np.int64(0)
    b_count = gather(b, j, west, base, east, marks, at, b_edges)
    scale = FINEST / ((east - west) * (top - base))
    if a_count * ((b_count + LANES - 1) // LANES) < b_count * ((a_count + LANES - 1) // LANES):
        steps = shared_steps(a_edges, a_count, b_edges, b_count, at, scale)
    else:
        steps = shared_steps(b_edges, b_count, a_edges, a_count, at, scale)
    return np.int64(np.rint(steps / scale * UM2_PER_M2))


@compiled
def vertices_of(pieces: Pieces, index: int) -> int:
    return int(pieces.ring_start[pieces.piece_start[index + 1]] - pieces.ring_start[pieces.piece_start[index]])


def measure_pairs(a: Pieces, b: Pieces, a_piece: Ints, b_piece: Ints) -> tuple[Ints, Ints, Ints]:
    """For pairs of pieces whose boxes share area: the owners of those that share area too, and it in 1e-6 m²."""
    out = np.empty((3, len(a_piece)), np.int64)
    found = -ROOM
    while found < 0:
        blocks = -found // LANES + 2
        edges = np.zeros((2, BLOCK * blocks))
        at, marks = np.empty(LANES * blocks, np.int64), np.empty(LANES * blocks, np.bool_)
        found = measure_into(a, b, a_piece, b_piece, edges[0], edges[1], at, marks, out[0], out[1], out[2])
    return out[0, :found].copy(), out[1, :found].copy(), out[2, :found].copy()


@entry(PIECES, PIECES, "i8[:] i8[:] f8[:]! f8[:]! i8[:]! b1[:]! i8[:]! i8[:]! i8[:]! -> i8")
def measure_into(
    a: Pieces,
    b: Pieces,
    a_piece: Ints,
    b_piece: Ints,
    a_edges: Floats,
    b_edges: Floats,
    at: Ints,
    marks: Bools,
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
    if most + LANES > len(at):
        return -most
    kept = 0
    for k in range(len(a_piece)):
        um2 = shared_um2(a, a_piece[k], b, b_piece[k], a_edges, b_edges, at, marks)
        if um2 != 0:
            a_owner[kept], b_owner[kept], area[kept] = a.owner[a_piece[k]], b.owner[b_piece[k]], um2
            kept += 1
    return kept
