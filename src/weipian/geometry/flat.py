"""Heights and measures dropped from WKB, by compiled code; only what `wkb.survey` found plain comes here."""

from __future__ import annotations

from weipian.geometry.compiled import compiled, entry
from weipian.geometry.wkb import FLAT, MULTIPOLYGON, POLYGON, Bytes, Flags, Ints, header, whole


@compiled
def copy(raw: Bytes, at: int, count: int, out: Bytes, to: int) -> None:
    """Some bytes as they are."""
    for k in range(count):
        out[to + k] = raw[at + k]


@compiled
def put_header(raw: Bytes, at: int, kind: int, out: Bytes, to: int) -> None:
    """Byte order, bare type, and the count that stands in the old header."""
    out[to], out[to + 1], out[to + 2], out[to + 3], out[to + 4] = 1, kind, 0, 0, 0
    copy(raw, at + 5, 4, out, to + 5)


@compiled
def flatten_polygon(raw: Bytes, at: int, wide: int, out: Bytes, to: int) -> tuple[int, int]:
    """One polygon; where the next begins, in both."""
    put_header(raw, at, POLYGON, out, to)
    rings = whole(raw, at + 5)
    at, to = at + 9, to + 9
    for _ in range(rings):
        count = whole(raw, at)
        copy(raw, at, 4, out, to)
        at, to = at + 4, to + 4
        for v in range(count):
            copy(raw, at + wide * v, 16, out, to + 16 * v)
        at, to = at + wide * count, to + 16 * count
    return at, to


@entry("u1[:] i8[:] i8[:] u1[:] i8[:] u1[:]!")
def flatten(raw: Bytes, begin: Ints, end: Ints, plain: Flags, start: Ints, out: Bytes) -> None:
    """The values that have more than two numbers a vertex, without these, to start[i] in `out`."""
    for i in range(len(begin)):
        if plain[i] > FLAT:
            at, to = begin[i], start[i]
            kind, wide = header(raw, at, end[i])
            parts = 1
            if kind == MULTIPOLYGON:
                parts = whole(raw, at + 5)
                put_header(raw, at, MULTIPOLYGON, out, to)
                at, to = at + 9, to + 9
            for _ in range(parts):
                at, to = flatten_polygon(raw, at, wide, out, to)
