"""Cutting: huge shapes go into pieces once, in the plane, so that no pair walks 40,000 edges.

A piece is a set of closed rings. Where a ring leaves and comes back along the cut, edges of it may lie on each other
in opposite directions; in the kernel's signed sum they cancel, so no topology is needed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import entry

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_VERTICES = 256
SMALLEST_SIDE = 0.01
"""Metres; a box this small is not halved again, however many vertices it holds."""


class Rings(NamedTuple):
    """Closed rings: x, y float64[n] metres, start int64[r+1]."""

    x: Floats
    y: Floats
    start: Ints


def pieces_of(rings: Rings) -> list[Rings]:
    """The rings cut by halving their box until none has more than `MOST_VERTICES`; their order does not matter."""
    waiting, done = [rings], []
    while waiting:
        piece = waiting.pop()
        halves = _halved(piece) if len(piece.x) > MOST_VERTICES else []
        if halves:
            waiting += [half for half in halves if len(half.x)]
        else:
            done.append(piece)
    return done


def _halved(piece: Rings) -> list[Rings]:
    """Both halves of the box, across its longer side or, where that gains nothing, its shorter; none if nothing gains.

    Cutting stripes across gains nothing, nor does cutting a box that lies inside all of its rings.
    """
    west, south, east, north = piece.x.min(), piece.y.min(), piece.x.max(), piece.y.max()
    if max(east - west, north - south) < SMALLEST_SIDE:
        return []
    wide = bool(east - west >= north - south)
    for upright in (wide, not wide):
        at = float(west + east if upright else south + north) / 2
        halves = [_side(piece, upright, at, side) for side in (1.0, -1.0)]
        if min(len(half.x) for half in halves) < len(piece.x):
            return halves
    return []


def _side(piece: Rings, upright: bool, at: float, side: float) -> Rings:
    """One side of a cut, read-only like all arrays that compiled code gets: one type, compiled once."""
    half = Rings(*cut(*piece, upright, at, side))
    for array in half:
        array.setflags(write=False)
    return half


def cut(x: Floats, y: Floats, start: Ints, upright: bool, at: float, side: float) -> tuple[Floats, Floats, Ints]:
    """What of the rings lies on one side (+1 above, -1 below) of x = at or, not upright, y = at."""
    room = 2 * len(x) + len(start) - 1
    along, across, kept_start = np.empty(room), np.empty(room), np.zeros(len(start), np.int64)
    given = (x, y) if upright else (y, x)
    kept = cut_along(*given, start, at, side, along, across, kept_start)
    count = kept_start[kept]
    along, across, kept_start = along[:count].copy(), across[:count].copy(), kept_start[: kept + 1].copy()
    return (along, across, kept_start) if upright else (across, along, kept_start)


@entry("f8[:] f8[:] i8[:] f8 f8 f8[:]! f8[:]! i8[:]! -> i8")
def cut_along(
    along: Floats,
    across: Floats,
    start: Ints,
    at: float,
    side: float,
    out_along: Floats,
    out_across: Floats,
    out_start: Ints,
) -> int:
    """`cut` at along = at, into arrays with room for twice the vertices and one more a ring; how many rings are left.

    A crossing is reckoned from the edge's lower end, so an edge and its reverse are cut at the same bits.
    """
    count = 0
    kept = 0
    for ring in range(len(start) - 1):
        first = count
        for i in range(start[ring], start[ring + 1] - 1):
            here = (along[i] - at) * side
            there = (along[i + 1] - at) * side
            if here >= 0.0:
                out_along[count] = along[i]
                out_across[count] = across[i]
                count += 1
            if (here > 0.0 and there < 0.0) or (here < 0.0 and there > 0.0):
                low = i if along[i] < along[i + 1] else i + 1
                high = 2 * i + 1 - low
                share = (at - along[low]) / (along[high] - along[low])
                out_along[count] = at
                out_across[count] = across[low] + (across[high] - across[low]) * share
                count += 1
        if count - first < 3:
            count = first
            continue
        out_along[count] = out_along[first]
        out_across[count] = out_across[first]
        count += 1
        kept += 1
        out_start[kept] = count
    return kept
