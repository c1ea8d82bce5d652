"""Sums over blocks of a mapped array, so that what was damaged on a disk is seen where it is read, and only there."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import compiled, entry

Words = NDArray[np.uint64]
Seen = NDArray[np.uint8]
Ints = NDArray[np.int64]

BLOCK = 8192
"""Words of 8 bytes in a block: 64 KiB."""
PRIME = np.uint64(0x9E3779B97F4A7C15)
START = np.uint64(0xCBF29CE484222325)


@compiled
def sum_of(words: Words, block: int) -> np.uint64:
    """The sum of one block; every bit of every word turns it."""
    total = START
    for i in range(np.uint64(block * BLOCK), np.uint64(min((block + 1) * BLOCK, len(words)))):
        total = (total ^ words[i]) * PRIME
        total ^= total >> np.uint64(29)
    return total


def sums_of(words: Words) -> Words:
    """The sums of all blocks, uint64[b]."""
    out = np.empty((len(words) + BLOCK - 1) // BLOCK, dtype=np.uint64)
    fill_sums(words, out)
    return out


@entry("u8[:] u8[:]!")
def fill_sums(words: Words, out: Words) -> None:
    for block in range(len(out)):
        out[block] = sum_of(words, block)


@entry("u8[:] u8[:] u1[:]! i8 i8 -> b1")
def intact(words: Words, sums: Words, seen: Seen, first: int, end: int) -> bool:
    """Whether the blocks that hold the words first to end are as they were written; each is looked at once."""
    for block in range(first // BLOCK, (end - 1) // BLOCK + 1):
        if seen[block] == 0:
            if sum_of(words, block) != sums[block]:
                return False
            seen[block] = 1
    return True


@entry("u8[:] u8[:] u1[:]! i8 i8 i8[:] i8[:] i8[:] -> b1")
def intact_pieces(
    words: Words, sums: Words, seen: Seen, x: int, y: int, ring_start: Ints, piece_start: Ints, pieces: Ints
) -> bool:
    """`intact` for the vertices of some pieces, whose coordinates begin at the words x and y."""
    for k in range(len(pieces)):
        first = ring_start[piece_start[pieces[k]]]
        end = ring_start[piece_start[pieces[k] + 1]]
        if not intact(words, sums, seen, x + first, x + end):
            return False
        if not intact(words, sums, seen, y + first, y + end):
            return False
    return True
