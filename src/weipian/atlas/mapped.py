"""A file of arrays that is mapped, not read: a header in JSON, then the arrays, then a sum for every block of them.

It is written beside its place and moved there whole, so a reader never meets half a file and two writers do no harm.
Every read is checked: the header and the length at opening, an array when it is first asked for, the coordinates of a
piece when somebody walks it. What does not fit is `Damaged`, never an area.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weipian.atlas.holding import hold
from weipian.geometry.checksum import Seen, Words, intact, sums_of

Array = NDArray[Any]

MAGIC = b"weipian ready 1\n"
LEAD = 64
"""Bytes before the header: magic, length of the header, length of the file, SHA-256 of the header."""
PAGE = 4096


class Damaged(Exception):
    """The file is not what was written; it has to be made again."""


def write(path: Path, header: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
    """Put it in its place whole or not at all. Raises OSError."""
    places, total = _places(arrays)
    words = np.zeros(total // 8, np.uint64)
    for name, array in arrays.items():
        at = places[name]["at"]
        words.view(np.uint8)[at : at + array.nbytes] = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
    words.setflags(write=False)
    sums = sums_of(words)
    text = json.dumps({**header, "order": sys.byteorder, "arrays": places}, ensure_ascii=False).encode()
    sums_hash = hashlib.sha256(sums.tobytes()).digest()
    start = _rounded(LEAD + 32 + len(text), PAGE)
    lead = MAGIC + len(text).to_bytes(8, "little") + (start + total + sums.nbytes).to_bytes(8, "little")
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.{id(words):x}.partial")
    try:
        with partial.open("wb") as out:
            out.write(lead + hashlib.sha256(lead + sums_hash + text).digest() + sums_hash + text)
            out.seek(start)
            out.write(words.data)
            out.write(sums.data)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(path)
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _places(arrays: Mapping[str, Array]) -> tuple[dict[str, dict[str, Any]], int]:
    """Where each array lies, and how long all are together, in bytes."""
    places, at = {}, 0
    for name, array in arrays.items():
        places[name] = {"type": array.dtype.str, "shape": list(array.shape), "at": at}
        at = _rounded(at + array.nbytes, 64)
    return places, max(at, 64)


def _rounded(count: int, step: int) -> int:
    return -(-count // step) * step


@dataclass(frozen=True, slots=True, eq=False)
class Mapped:
    """An open file: `words` are all its arrays, `sums` the sums of their blocks, `seen` which were checked already."""

    header: Mapping[str, Any]
    words: Words
    sums: Words
    seen: Seen

    def array(self, name: str) -> Array:
        """An array, read-only, all of it checked. Raises Damaged."""
        found = self.unchecked(name)
        first = self.word_of(name)
        if found.nbytes and not intact(self.words, self.sums, self.seen, first, first + _rounded(found.nbytes, 8) // 8):
            raise Damaged(name)
        return found

    def unchecked(self, name: str) -> Array:
        """An array of which nothing is read yet; whoever reads it has to check first."""
        place = self.header["arrays"][name]
        kind, shape, at = np.dtype(place["type"]), tuple(place["shape"]), place["at"]
        count = int(np.prod(shape, dtype=np.int64))
        plain: Array = self.words.view(np.uint8)[at : at + count * kind.itemsize].view(kind)
        return plain.reshape(shape)

    def word_of(self, name: str) -> int:
        """Where an array begins, in words."""
        return int(self.header["arrays"][name]["at"]) // 8


def open_mapped(path: Path) -> Mapped:
    """Map a file. Raises Damaged where it is cut short or its header is not whole, FileNotFoundError, OSError."""
    with path.open("rb") as stream:
        hold(stream)
        size = os.fstat(stream.fileno()).st_size
        if size < LEAD + 32:
            raise Damaged("length")
        whole = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    length, total = (int.from_bytes(whole[at : at + 8], "little") for at in (16, 24))
    text, sums_hash = whole[LEAD + 32 : LEAD + 32 + length], whole[LEAD : LEAD + 32]
    if whole[:16] != MAGIC or total != size:
        raise Damaged("length")
    if whole[32:LEAD] != hashlib.sha256(whole[:32] + sums_hash + text).digest():
        raise Damaged("header")
    header = json.loads(text)
    start = _rounded(LEAD + 32 + length, PAGE)
    count = _words(header)
    words = np.frombuffer(whole, np.uint64, count, start)
    sums = np.frombuffer(whole, np.uint64, -1, start + 8 * count)
    if header["order"] != sys.byteorder or hashlib.sha256(sums.tobytes()).digest() != sums_hash:
        raise Damaged("sums")
    return Mapped(header, words, sums, np.zeros(len(sums), np.uint8))


def _words(header: Mapping[str, Any]) -> int:
    """How many words all arrays fill."""
    ends = [
        place["at"] + int(np.prod(place["shape"], dtype=np.int64)) * np.dtype(place["type"]).itemsize
        for place in header["arrays"].values()
    ]
    return max(_rounded(max(ends, default=0), 64), 64) // 8
