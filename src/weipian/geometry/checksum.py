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
ONE, TWO, THREE, FOUR = np.uint64(1), np.uint64(2), np.uint64(3), np.uint64(4)


@compiled
def mixed(total: np.uint64, word: np.uint64) -> np.uint64:
    """The sum with one word more; each sum comes from one word only."""
    total = (total ^ word) * PRIME
    return np.uint64(total ^ (total >> np.uint64(29)))


@compiled
def sum_of(words: Words, block: int) -> np.uint64:
    """The sum of one block; every bit of every word turns it.

    Every fourth word goes into a sum of its own: the processor works on four at a time, as none waits for another.
    """
    first, end = block * BLOCK, min((block + 1) * BLOCK, len(words))
    rest = first + (end - first) // 4 * 4
    a = b = c = d = START
    for i in range(np.uint64(first), np.uint64(rest), FOUR):
        a, b = mixed(a, words[i]), mixed(b, words[i + ONE])
        c, d = mixed(c, words[i + TWO]), mixed(d, words[i + THREE])
    total = mixed(mixed(mixed(a, b), c), d)
    for i in range(np.uint64(rest), np.uint64(end)):
        total = mixed(total, words[i])
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
