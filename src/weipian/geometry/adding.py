"""Pairs of pieces added up to pairs of shapes, in order, without sorting them all: most shapes meet few."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import compiled, entry

Ints = NDArray[np.int64]
Columns = tuple[Ints, Ints, Ints]


def added(a_index: Ints, b_index: Ints, area: Ints, a_count: int) -> Columns:
    """One row a pair of shapes, by a (of `a_count`) and then b: pieces added up, what is not above 0 left out."""
    counts = np.bincount(a_index, minlength=a_count)
    place = np.cumsum(counts) - counts
    others, areas = np.empty_like(b_index), np.empty_like(area)
    out = np.empty((3, len(area)), np.int64)
    found = put_in_order(a_index, b_index, area, place, others, areas, out[0], out[1], out[2])
    return out[0, :found], out[1, :found], out[2, :found]


@compiled
def order_span(keys: Ints, values: Ints, begin: int, end: int) -> None:
    """By key, in place; by D. L. Shell's method, which is plain insertion for as few as there mostly are."""
    gap = 1
    while 9 * gap < end - begin:
        gap = 3 * gap + 1
    while gap > 0:
        for k in range(begin + gap, end):
            key, value = keys[k], values[k]
            at = k
            while at >= begin + gap and keys[at - gap] > key:
                keys[at], values[at] = keys[at - gap], values[at - gap]
                at -= gap
            keys[at], values[at] = key, value
        gap //= 3


@entry("i8[:] i8[:] i8[:] i8[:]! i8[:]! i8[:]! i8[:]! i8[:]! i8[:]! -> i8")
def put_in_order(
    a_index: Ints,
    b_index: Ints,
    area: Ints,
    place: Ints,
    others: Ints,
    areas: Ints,
    a_out: Ints,
    b_out: Ints,
    area_out: Ints,
) -> int:
    """`added` into its columns; how many rows. `place` int64[a_count]: where the pairs of each shape of a begin, on
    return where they end; others, areas int64[k] are scratch.
    """
    for k in range(len(a_index)):
        at = place[a_index[k]]
        place[a_index[k]] = at + 1
        others[at], areas[at] = b_index[k], area[k]
    rows, begin = 0, 0
    for shape in range(len(place)):
        end = place[shape]
        order_span(others, areas, begin, end)
        k = begin
        while k < end:
            other, total = others[k], np.int64(0)
            while k < end and others[k] == other:
                total += areas[k]
                k += 1
            if total > 0:
                a_out[rows], b_out[rows], area_out[rows] = shape, other, total
                rows += 1
        begin = end
    return rows
