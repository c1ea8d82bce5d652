"""WKB taken apart by compiled code: flat polygons and multipolygons, little-endian, as almost all are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import compiled, entry

Bytes = NDArray[np.uint8]
Floats = NDArray[np.float64]
Words = NDArray[np.uint64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

POLYGON, MULTIPOLYGON = 3, 6


class Ragged(NamedTuple):
    """Vertices x, y float64[n], ring_start int64[r+1], shape_start int64[s+1] (shape → rings), hole bool[r]."""

    x: Floats
    y: Floats
    ring_start: Ints
    shape_start: Ints
    hole: Bools


def taken_apart(wkb: Sequence[bytes | None]) -> tuple[Ragged, Bools]:
    """The shapes ring by ring, and which could be read so (bool[s]); the others have no rings here."""
    raw = np.frombuffer(b"".join(item or b"" for item in wkb), np.uint8)
    start = np.zeros(len(wkb) + 1, np.int64)
    np.cumsum([len(item) if item else 0 for item in wkb], out=start[1:])
    start.setflags(write=False)
    plain, rings, vertices = survey(raw, start)
    ragged = take(raw, start, plain, rings, vertices)
    for array in ragged:
        array.setflags(write=False)
    return ragged, plain


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
def header(raw: Bytes, at: int, end: int) -> int:
    """The type at a place where a flat, little-endian header and a count stand; else -1."""
    if end - at < 9 or raw[at] != 1:
        return -1
    return whole(raw, at + 1)


@compiled
def rings_of(raw: Bytes, at: int, end: int) -> tuple[int, int, int]:
    """Where a polygon that starts here ends, its rings and its vertices; where is -1 if it is not whole."""
    bad = (-1, 0, 0)
    if header(raw, at, end) != POLYGON:
        return bad
    rings = whole(raw, at + 5)
    at += 9
    vertices = 0
    for _ in range(rings):
        if end - at < 4:
            return bad
        count = whole(raw, at)
        at += 4
        if count < 4 or end - at < 16 * count:
            return bad
        for k in range(16):  # a ring that isn't closed
            if raw[at + k] != raw[at + 16 * (count - 1) + k]:
                return bad
        at += 16 * count
        vertices += count
    return at, rings, vertices


def survey(raw: Bytes, start: Ints) -> tuple[Bools, int, int]:
    """Which items are flat areal shapes, whole and closed (bool[s]), and how many rings and vertices those have."""
    plain, counts = np.zeros(len(start) - 1, np.bool_), np.zeros(2, np.int64)
    look_through(raw, start, plain, counts)
    return plain, int(counts[0]), int(counts[1])


@entry("u1[:] i8[:] b1[:]! i8[:]!")
def look_through(raw: Bytes, start: Ints, plain: Bools, counts: Ints) -> None:
    """`survey` into plain bool[s], false so far, and counts int64[2]."""
    for i in range(len(plain)):
        at, end = int(start[i]), int(start[i + 1])
        kind = header(raw, at, end)
        parts = 1
        if kind == MULTIPOLYGON:
            parts = whole(raw, at + 5)
            at += 9
        elif kind != POLYGON:
            continue
        some_rings, some_vertices = 0, 0
        for _ in range(parts):
            at, more_rings, more_vertices = rings_of(raw, at, end)
            some_rings += more_rings
            some_vertices += more_vertices
            if at < 0:
                break
        if at == end and some_rings > 0:
            plain[i] = True
            counts[0] += some_rings
            counts[1] += some_vertices


def take(raw: Bytes, start: Ints, plain: Bools, rings: int, vertices: int) -> Ragged:
    """The vertices and offsets of the items that `survey` found plain."""
    x, y = np.empty(vertices), np.empty(vertices)
    ring_start, shape_start = np.zeros(rings + 1, np.int64), np.zeros(len(plain) + 1, np.int64)
    hole = np.zeros(rings, np.bool_)
    copy_out(raw, start, plain, x.view(np.uint64), y.view(np.uint64), ring_start, shape_start, hole)
    return Ragged(x, y, ring_start, shape_start, hole)


@entry("u1[:] i8[:] b1[:] u8[:]! u8[:]! i8[:]! i8[:]! b1[:]!")
def copy_out(
    raw: Bytes, start: Ints, plain: Bools, x: Words, y: Words, ring_start: Ints, shape_start: Ints, hole: Bools
) -> None:
    """`take` into arrays of the right lengths; the offsets are 0 so far, x and y are float64's bits."""
    ring, vertex = 0, 0
    for i in range(len(plain)):
        if plain[i]:
            at = int(start[i])
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
                        place, to = np.uint64(at + 16 * v), np.uint64(vertex + v)
                        x[to] = number(raw, place)
                        y[to] = number(raw, place + np.uint64(8))
                    at += 16 * length
                    vertex += length
                    hole[ring] = k > 0
                    ring += 1
                    ring_start[ring] = vertex
        shape_start[i + 1] = ring
