"""WKB values side by side in one buffer, as Arrow keeps them: no Python object a shape until somebody asks for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import DTypeLike, NDArray

from weipian.geometry.flat import flatten
from weipian.geometry.threads import in_blocks
from weipian.geometry.wkb import FLAT, MANTISSA_AND_EXPONENT, survey

Bytes = NDArray[np.uint8]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Objects = NDArray[np.object_]

BLOCK = 4096
"""Shapes that a thread looks at a time."""


class Seen(NamedTuple):
    """What `wkb.survey` found: numbers a vertex (0: not plain), rings, vertices, float64[n, 4] boxes of exteriors."""

    plain: NDArray[np.uint8]
    rings: Ints
    vertices: Ints
    box: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Packed(Sequence[bytes]):
    """Value i is raw[begin[i]:end[i]]; nothing where it is missing. All arrays are read-only."""

    raw: Bytes
    begin: Ints
    end: Ints
    _seen: list[Seen] = field(default_factory=list)

    def __post_init__(self) -> None:
        for array in (self.raw, self.begin, self.end):
            array.setflags(write=False)
        least, most = (int(self.begin.min()), int(self.end.max())) if len(self.begin) else (0, 0)
        if least < 0 or most > len(self.raw):  # compiled code looks at nothing else before it reads
            raise ValueError("WKB outside its buffer")

    @staticmethod
    def of(wkb: Sequence[bytes | None]) -> Packed:
        """Values that stand apart, side by side; packed ones are given back."""
        if isinstance(wkb, Packed):
            return wkb
        values = [bytes(item) if item else b"" for item in wkb]
        bound = np.zeros(len(values) + 1, np.int64)
        np.cumsum([len(item) for item in values], out=bound[1:])
        return Packed(np.frombuffer(b"".join(values), np.uint8), bound[:-1].copy(), bound[1:].copy())

    def picked(self, kept: Ints) -> Packed:
        """Only the values at `kept`, int64[k]; what was seen of them is not looked at again."""
        seen = [Seen(one.plain[kept], one.rings[kept], one.vertices[kept], one.box[kept]) for one in self._seen]
        return Packed(self.raw, self.begin[kept], self.end[kept], seen)

    def seen(self) -> Seen:
        """Each value looked at once, whoever asks."""
        if not self._seen:
            self._seen.append(_surveyed(self))
        return self._seen[0]

    def flat(self) -> Packed:
        """Without heights and measures, where a plain value has them."""
        seen = self.seen()
        high = seen.plain > FLAT
        if not high.any():
            return self
        length = np.where(high, self.end - self.begin - (8 * seen.plain.astype(np.int64) - 16) * seen.vertices, 0)
        start = len(self.raw) + np.cumsum(length) - length
        raw = np.concatenate((self.raw, np.empty(length.sum(), np.uint8)))
        flatten(self.raw, self.begin, self.end, seen.plain, start, raw)
        begin, end = np.where(high, start, self.begin), np.where(high, start + length, self.end)
        return Packed(raw, begin, end, [seen._replace(plain=np.minimum(seen.plain, np.uint8(FLAT)))])

    def changed(self, values: Mapping[int, bytes]) -> Packed:
        """With other values at some indices."""
        if not values:
            return self
        begin, end = self.begin.copy(), self.end.copy()
        at = len(self.raw)
        for index, value in values.items():
            begin[index], end[index] = at, at + len(value)
            at += len(value)
        return Packed(np.concatenate((self.raw, np.frombuffer(b"".join(values.values()), np.uint8))), begin, end)

    def head(self, index: int) -> bytes:
        """The first bytes of a value, which say its type."""
        begin = int(self.begin[index])
        return self.raw[begin : min(begin + 5, int(self.end[index]))].tobytes()

    def __len__(self) -> int:
        return len(self.begin)

    @overload
    def __getitem__(self, index: int) -> bytes: ...
    @overload
    def __getitem__(self, index: slice) -> list[bytes]: ...
    def __getitem__(self, index: int | slice) -> bytes | list[bytes]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        return self.raw[int(self.begin[index]) : int(self.end[index])].tobytes()

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> Objects:
        found = np.empty(len(self), object)
        found[:] = self[:]
        return found


def _surveyed(packed: Packed) -> Seen:
    count = len(packed)
    plain, rings, vertices = np.zeros(count, np.uint8), np.zeros(count, np.int64), np.zeros(count, np.int64)
    bounds = np.zeros(4 * count, np.int64)
    in_blocks(
        lambda first, last: survey(packed.raw, packed.begin, packed.end, first, last, plain, rings, vertices, bounds),
        count,
        BLOCK,
    )
    plain.setflags(write=False)
    box = np.where(bounds < 0, bounds ^ MANTISSA_AND_EXPONENT, bounds).view(np.float64).reshape(-1, 4)
    box[plain == 0] = np.nan
    return Seen(plain, rings, vertices, box)
