"""Bilinear interpolation of an image at places between its pixels; what is not seen has no weight."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Tones = NDArray[Any]
"""uint8 as they were read, float32 where they were reckoned."""
Bools = NDArray[np.bool_]


def between(read: Tones, seen: Bools, column: Floats, row: Floats) -> tuple[Tones, Bools]:
    """float32[3, h, w] at (column, row), which are [h, w], or [1, w] and [h, 1] where both grids lie alike.

    A pixel counts as seen where the nearest of the source's is.
    """
    tall, wide = seen.shape
    there = (column >= -0.5) & (column <= wide - 0.5) & (row >= -0.5) & (row <= tall - 0.5)
    column, row = np.clip(column, 0, wide - 1), np.clip(row, 0, tall - 1)
    there = there & seen[np.rint(row).astype(int), np.rint(column).astype(int)]
    if not there.any():
        return np.zeros((3, *there.shape), np.float32), there
    alike = column.shape[0] == 1 and row.shape[1] == 1
    if seen.all():
        found = _alike(read, column[0], row[:, 0]) if alike else _apart(read, column, row)
    else:
        weight = seen[None].astype(np.float32)
        if alike:
            found = _alike(read * weight, column[0], row[:, 0]) / _some(_alike(weight, column[0], row[:, 0]))
        else:
            found = _apart(read * weight, column, row) / _some(_apart(weight, column, row))
    return (found if there.all() else np.where(there, found, np.float32(0))), there


def _some(weight: Tones) -> Tones:
    return np.maximum(weight, np.float32(1e-6))


def _steps(place: Floats, most: int) -> tuple[Any, Any, Tones]:
    low = np.floor(place).astype(np.intp)
    return low, np.minimum(low + 1, most - 1), (place - low).astype(np.float32)


def _alike(read: Tones, column: Floats, row: Floats) -> Tones:
    """First down, then across."""
    top, below, v = _steps(row, read.shape[1])
    rows = read[:, top]
    rows += (read[:, below] - rows) * v[:, None]
    left, right, u = _steps(column, read.shape[2])
    found: Tones = rows[:, :, left]
    found += (rows[:, :, right] - found) * u
    return found


def _apart(read: Tones, column: Floats, row: Floats) -> Tones:
    """Every pixel for itself."""
    left, right, u = _steps(column, read.shape[2])
    top, below, v = _steps(row, read.shape[1])
    upper = read[:, top, left]
    upper += (read[:, top, right] - upper) * u
    lower = read[:, below, left]
    lower += (read[:, below, right] - lower) * u
    found: Tones = upper + (lower - upper) * v
    return found
