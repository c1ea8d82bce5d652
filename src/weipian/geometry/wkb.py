"""WKB taken apart by compiled code: polygons and multipolygons, little-endian, as almost all are.

`survey` trusts nothing: every place is checked against the value's end before it is read. `take` comes after it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import compiled, entry

Bytes = NDArray[np.uint8]
Bits = NDArray[np.uint64]
Ints = NDArray[np.int64]
Flags = NDArray[np.uint8]
Bools = NDArray[np.bool_]

POLYGON, MULTIPOLYGON = 3, 6
FLAT = 2
"""Numbers a vertex without height or measure."""
INFINITE = np.int64(0x7FF0000000000000)
"""The bits of infinity; those of NaN are more."""
MANTISSA_AND_EXPONENT = np.int64(0x7FFFFFFFFFFFFFFF)


@compiled
def whole(raw: Bytes, at: int) -> int:
    """The unsigned 32-bit number at a place."""
    low = np.int64(raw[at]) | np.int64(raw[at + 1]) << 8
    return int(low | np.int64(raw[at + 2]) << 16 | np.int64(raw[at + 3]) << 24)


@compiled
def number(raw: Bytes, at: np.uint64) -> np.uint64:
    """The 64 bits at a place. Places are not aligned, so byte by byte; unsigned, it compiles to a single load."""
    low = np.uint64(0)
    for k in range(8):
        low |= np.uint64(raw[at + np.uint64(k)]) << np.uint64(8 * k)
    return low


@compiled
def ordered(bits: np.uint64) -> np.int64:
    """The bits of a float as a whole number that is larger where the float is; turned back by the same step."""
    signed = np.int64(bits)
    return np.int64(signed ^ ((signed >> np.int64(63)) & MANTISSA_AND_EXPONENT))


@compiled
def header(raw: Bytes, at: int, end: int) -> tuple[int, int]:
    """The type, without its marks for heights and measures (ISO's and the older ones), and the bytes of a vertex; type
    -1 where no little-endian header and a count stand.
    """
    if end - at < 9 or raw[at] != 1:
        return -1, 0
    marked = whole(raw, at + 1)
    kind, older = marked & 0x0FFFFFFF, marked >> 28
    more = kind // 1000
    if older & 3 or (older and more) or more > 3:  # with a reference number, or marked twice
        return -1, 0
    if older:
        return kind, 16 + 8 * (older >> 3) + 8 * (older >> 2 & 1)
    return kind % 1000, 16 + 8 * ((more + 1) // 2)


@compiled
def ring_is_plain(raw: Bytes, at: int, count: int, wide: int, i: int, outer: bool, bounds: Ints) -> bool:
    """Whether a ring is closed and finite; where it is an `outer` one, the bounds of shape i take it in."""
    last = at + wide * (count - 1)
    if number(raw, np.uint64(at)) != number(raw, np.uint64(last)):
        return False
    if number(raw, np.uint64(at + 8)) != number(raw, np.uint64(last + 8)):
        return False
    west = south = INFINITE
    east = north = ~INFINITE
    for v in range(count):
        place = np.uint64(at) + np.uint64(wide) * np.uint64(v)
        x, y = ordered(number(raw, place)), ordered(number(raw, place + np.uint64(8)))
        west, east = min(west, x), max(east, x)
        south, north = min(south, y), max(north, y)
    if outer:
        bounds[4 * i], bounds[4 * i + 1] = min(bounds[4 * i], west), min(bounds[4 * i + 1], south)
        bounds[4 * i + 2], bounds[4 * i + 3] = max(bounds[4 * i + 2], east), max(bounds[4 * i + 3], north)
    return bool(max(east, north) < INFINITE and min(west, south) > ~INFINITE)


@compiled
def rings_of(raw: Bytes, at: int, end: int, wide: int, i: int, bounds: Ints) -> tuple[int, int, int]:
    """Where a polygon that starts here ends, its rings and its vertices; where is -1 if it is not plain."""
    bad = (-1, 0, 0)
    kind, found = header(raw, at, end)
    if kind != POLYGON or found != wide:
        return bad
    rings = whole(raw, at + 5)
    at += 9
    vertices = 0
    for k in range(rings):
        if end - at < 4:
            return bad
        count = whole(raw, at)
        at += 4
        if count < 4 or end - at < wide * count or not ring_is_plain(raw, at, count, wide, i, k == 0, bounds):
            return bad
        at += wide * count
        vertices += count
    return at, rings, vertices


@entry("u1[:] i8[:] i8[:] i8 i8 u1[:]! i8[:]! i8[:]! i8[:]!")
def survey(
    raw: Bytes, begin: Ints, end: Ints, first: int, last: int, plain: Flags, rings: Ints, vertices: Ints, bounds: Ints
) -> None:
    """For the values first to last: into `plain` the numbers a vertex has (2 to 4) where one is an areal shape, whole,
    closed and finite, else 0; its rings, its vertices, and into bounds int64[4·n] the `ordered` west, south, east,
    north of its exteriors.
    """
    for i in range(first, last):
        at, stop = begin[i], end[i]
        kind, wide = header(raw, at, stop)
        parts = 1
        if kind == MULTIPOLYGON:
            parts = whole(raw, at + 5)
            at += 9
        elif kind != POLYGON:
            continue
        bounds[4 * i] = bounds[4 * i + 1] = INFINITE
        bounds[4 * i + 2] = bounds[4 * i + 3] = ~INFINITE
        some_rings, some_vertices = 0, 0
        for _ in range(parts):
            at, more_rings, more_vertices = rings_of(raw, at, stop, wide, i, bounds)
            some_rings += more_rings
            some_vertices += more_vertices
            if at < 0:
                break
        if at == stop and some_rings > 0:
            plain[i] = wide // 8
            rings[i], vertices[i] = some_rings, some_vertices


@entry("u1[:] i8[:] u1[:] i8 i8 i8[:] i8[:] u8[:]! u8[:]! i8[:]! b1[:]!")
def take(
    raw: Bytes,
    begin: Ints,
    plain: Flags,
    first: int,
    last: int,
    shape_start: Ints,
    vertex_start: Ints,
    x: Bits,
    y: Bits,
    ring_start: Ints,
    hole: Bools,
) -> None:
    """Vertices (bits of floats), ring bounds and roles of the plain and flat ones, each at its place."""
    for i in range(first, last):
        if plain[i] == FLAT:
            ring, vertex = shape_start[i], np.uint64(vertex_start[i])
            ring_start[ring] = np.int64(vertex)  # known to the block before, too, but that may be late
            at = begin[i]
            parts = 1
            if whole(raw, at + 1) == MULTIPOLYGON:
                parts = whole(raw, at + 5)
                at += 9
            for _ in range(parts):
                count = whole(raw, at + 5)
                at += 9
                for k in range(count):
                    length = whole(raw, at)
                    at += 4
                    for v in range(length):
                        place, to = np.uint64(at) + np.uint64(16) * np.uint64(v), vertex + np.uint64(v)
                        x[to] = number(raw, place)
                        y[to] = number(raw, place + np.uint64(8))
                    at += 16 * length
                    vertex += np.uint64(length)
                    hole[ring] = k > 0
                    ring += 1
                    ring_start[ring] = np.int64(vertex)
