"""Places along a Hilbert curve: what lies near on the map lies near in the file."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ORDER = 16
"""Bits a side; a county then has cells of a metre or two."""


def hilbert_order(boxes: Floats) -> Ints:
    """The order of boxes float64[n, 4] by their middles along the curve; equal places keep theirs."""
    if not len(boxes):
        return np.empty(0, np.int64)
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    low, high = middle.min(axis=0), middle.max(axis=0)
    cell = ((middle - low) / np.maximum(high - low, 1e-9) * ((1 << ORDER) - 1)).astype(np.int64)
    return np.argsort(places(cell[:, 0], cell[:, 1]), kind="stable")


def places(x: Ints, y: Ints) -> Ints:
    """Where cells (x, y), int64[n] below 2^ORDER, lie on the curve."""
    x, y = x.copy(), y.copy()
    place = np.zeros(len(x), np.int64)
    side = 1 << (ORDER - 1)
    while side:
        right, up = (x & side) > 0, (y & side) > 0
        place += side * side * ((3 * right) ^ up)
        turned = ~up & right
        x[turned], y[turned] = (2 << ORDER) - 1 - x[turned], (2 << ORDER) - 1 - y[turned]
        swapped = ~up
        x[swapped], y[swapped] = y[swapped], x[swapped]
        side >>= 1
    return place
