"""Mapbox Vector Tiles 2.1: areas and points as a map in the browser reads them, put together by arrays.

Everything in a tile's feature is a varint, so a layer's features are one array of numbers that becomes bytes at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

EXTENT = 4096
MOVE, LINE, CLOSE, AREA = 9, 2, 15, 3


@dataclass(frozen=True, slots=True, eq=False)
class Rings:
    """Closed rings on the tile's steps, y southwards: ring k has the vertices start[k]:start[k+1], its first one once
    more at the end or not; hole[k] its role, an exterior before its holes; feature[k] whose it is, rising.
    """

    x: Ints
    y: Ints
    start: Ints
    hole: Bools
    feature: Ints


def layer_of(name: str, rings: Rings, values: Sequence[str], value: Ints, numbers: Ints) -> bytes:
    """A layer of areas. Feature f says `c` = values[value[f]] and has the id numbers[f].

    Rings that have no area on the steps are left out, features without any ring too.
    """
    kept = _sound(rings)
    body = _features(kept, value, numbers)
    head = _field(15, 2) + _bytes(1, name.encode())
    keys = _bytes(3, b"c") + b"".join(_bytes(4, _bytes(1, one.encode())) for one in values)
    return _bytes(3, head + body + keys + _field(5, EXTENT))


def _field(number: int, value: int) -> bytes:
    return varints(np.array([number << 3, value])).tobytes()


def _bytes(number: int, content: bytes) -> bytes:
    return varints(np.array([number << 3 | 2, len(content)])).tobytes() + content


def _lengths(values: Ints) -> Ints:
    """Bytes that each number takes."""
    found = np.ones(len(values), np.int64)
    for k in range(1, 5):
        more = values >= 1 << 7 * k
        if not more.any():
            break
        found += more
    return found


def varints(values: Ints) -> NDArray[np.uint8]:
    """Numbers from 0 to 2^35, one after another."""
    lengths = _lengths(values)
    at = np.cumsum(lengths) - lengths
    out = np.empty(int(lengths.sum()), np.uint8)
    out[at] = values & 127 | (lengths > 1) << 7
    left = np.flatnonzero(lengths > 1)
    for k in range(1, 5):
        some = values[left] >> 7 * k
        out[at[left] + k] = some & 127 | (some > 127) << 7
        left = left[some > 127]
    return out


def _sound(rings: Rings) -> Rings:
    """Without repeated vertices and rings of no area; exteriors clockwise on the screen, holes the other way."""
    count = np.diff(rings.start)
    whose = np.repeat(np.arange(len(count)), count)
    first = np.zeros(len(whose), np.bool_)
    first[rings.start[:-1][count > 0]] = True
    begin = np.repeat(rings.start[:-1], count)
    same = np.append(False, (np.diff(rings.x) == 0) & (np.diff(rings.y) == 0))[: len(whose)] & ~first
    kept = ~same
    index = np.flatnonzero(kept)
    ends = np.append(whose[index][1:] != whose[index][:-1], True)[: len(index)]
    closing = (rings.x[index] == rings.x[begin[index]]) & (rings.y[index] == rings.y[begin[index]])
    kept[index[ends & closing & ~first[index]]] = False
    x, y, whose = rings.x[kept], rings.y[kept], whose[kept]
    count = np.bincount(whose, minlength=len(count))
    area = _areas(x, y, count)
    good = (area != 0) & (count > 2)
    good &= ~(rings.hole & ~good[_exterior(rings.hole)])
    turned = (area < 0) != rings.hole
    return _picked(Rings(x, y, _starts(count), rings.hole, rings.feature), good, turned)


def _starts(count: Ints) -> Ints:
    return np.append(0, np.cumsum(count)).astype(np.int64)


def _areas(x: Ints, y: Ints, count: Ints) -> Ints:
    """Twice the area of each ring, positive where it goes clockwise on the screen."""
    start = _starts(count)
    after = np.arange(1, len(x) + 1)
    there = count > 0
    after[start[1:][there] - 1] = start[:-1][there]
    cross = np.append(0, np.cumsum(x * y[after] - x[after] * y))
    found: Ints = cross[start[1:]] - cross[start[:-1]]
    return found


def _exterior(hole: Bools) -> Ints:
    """For each ring the exterior that it belongs to."""
    return np.maximum.accumulate(np.where(hole, 0, np.arange(len(hole))))


def _picked(rings: Rings, good: Bools, turned: Bools) -> Rings:
    count = np.diff(rings.start)
    whose = np.repeat(np.arange(len(count)), count)
    place = np.arange(len(whose))
    back = rings.start[:-1][whose] + rings.start[1:][whose] - 1 - place
    place = np.where(turned[whose], back, place)[good[whose]]
    return Rings(rings.x[place], rings.y[place], _starts(count[good]), rings.hole[good], rings.feature[good])


def _features(rings: Rings, value: Ints, numbers: Ints) -> bytes:
    """All features of a layer."""
    words, per_ring = _commands(rings)
    sizes = _lengths(words)
    ring_bytes = np.diff(np.append(0, np.cumsum(sizes))[_starts(per_ring)])
    there, at = np.unique(rings.feature, return_inverse=True)
    if not len(there):
        return b""
    geometry = np.bincount(at, ring_bytes, len(there)).astype(np.int64)
    heads = _heads(numbers[there], value[there], geometry)
    wide = [heads.shape[1]] * len(there)
    inner = np.bincount(at, per_ring, len(there)).astype(np.int64)
    out = np.empty(len(words) + heads.size, np.int64)
    head_at = _starts(inner + wide)[:-1]
    place = np.repeat(head_at + heads.shape[1] - _starts(inner)[:-1], inner) + np.arange(len(words))
    out[place] = words
    out[head_at[:, None] + np.arange(heads.shape[1])] = heads
    return varints(out).tobytes()


def _heads(numbers: Ints, value: Ints, geometry: Ints) -> Ints:
    """What stands before each feature's geometry: its length, id, value and kind."""
    fixed = [np.full(len(numbers), one) for one in (0x12, 0, 0x08, 0, 0x12, 0, 0, 0, 0x18, AREA, 0x22, 0)]
    fixed[3], fixed[7], fixed[11] = numbers, value, geometry
    fixed[5] = 1 + _lengths(value)
    fixed[1] = 7 + _lengths(numbers) + _lengths(value) + _lengths(geometry) + geometry
    return np.column_stack(fixed)


def _commands(rings: Rings) -> tuple[Ints, Ints]:
    """The drawing commands of every ring, and how many numbers each ring takes."""
    count = np.diff(rings.start)
    size = 2 * count + 3
    at = _starts(size)[:-1]
    out = np.empty(int(size.sum()), np.int64)
    begins = np.append(True, np.diff(rings.feature) != 0)[: len(count)]
    for axis, values in enumerate((rings.x, rings.y)):
        step = np.diff(values, prepend=0)
        step[rings.start[:-1][begins]] = values[rings.start[:-1][begins]]
        place = np.repeat(at - 2 * rings.start[:-1] + 2, count) + 2 * np.arange(len(values))
        place[rings.start[:-1]] -= 1
        out[place + axis] = (step << 1) ^ (step >> 63)
    out[at] = MOVE
    out[at + 3] = (count - 1) << 3 | LINE
    out[at + size - 1] = CLOSE
    return out, size
