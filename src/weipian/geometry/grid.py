"""Finding pairs: a uniform grid over the boxes of one side."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CELL_PER_SIDE = 1.5
CELLS_PER_BOX = 4


class Grid(NamedTuple):
    """Cells of a grid with `columns` cells a row, and who is in them.

    a_cells, b_cells int64[p, 4]: first and last column and row of each piece's box (c0, r0, c1, r1).
    Cell k holds the pieces items[start[k]:start[k+1]] of b.
    """

    columns: int
    a_cells: Ints
    b_cells: Ints
    start: Ints
    items: Ints


def grid_over(a_box: Floats, b_box: Floats) -> Grid:
    """A grid where both sides lie; boxes outside it count to its rim. float64[p, 4] metres, none of the sides empty."""
    low = np.maximum(a_box[:, :2].min(axis=0), b_box[:, :2].min(axis=0))
    high = np.minimum(a_box[:, 2:].max(axis=0), b_box[:, 2:].max(axis=0))
    extent = np.maximum(high - low, 1e-3)
    inside = ((b_box[:, :2] <= high) & (b_box[:, 2:] >= low)).all(axis=1)
    sides = (b_box[:, 2:] - b_box[:, :2])[inside]
    cell = CELL_PER_SIDE * (float(sides.mean()) if len(sides) else 0.0)
    least = float(np.sqrt(extent[0] * extent[1] / (CELLS_PER_BOX * len(b_box))))
    cell = max(cell, least, float(extent.max()) / 30_000)
    shape = np.floor(extent / cell).astype(np.int64) + 1
    a_cells, b_cells = (_cells(box, low, cell, shape) for box in (a_box, b_box))
    start, items = fill(b_cells, int(shape[0]), int(shape[1]))
    for array in (a_cells, b_cells, start, items):
        array.setflags(write=False)
    return Grid(int(shape[0]), a_cells, b_cells, start, items)


def _cells(box: Floats, low: Floats, cell: float, shape: Ints) -> Ints:
    """Column and row never fall as a coordinate grows, so the cell of the larger corner is the larger of the cells."""
    at = np.floor((box - np.tile(low, 2)) / cell)
    return np.clip(at, 0, np.tile(shape, 2) - 1).astype(np.int64)


@compiled
def fill(cells: Ints, columns: int, rows: int) -> tuple[Ints, Ints]:
    """Offsets and items of the cells by counting."""
    start = np.zeros(columns * rows + 1, dtype=np.int64)
    for i in range(len(cells)):
        for row in range(cells[i, 1], cells[i, 3] + 1):
            for column in range(cells[i, 0], cells[i, 2] + 1):
                start[row * columns + column + 1] += 1
    for k in range(columns * rows):
        start[k + 1] += start[k]
    items = np.empty(start[-1], dtype=np.int64)
    free = start[:-1].copy()
    for i in range(len(cells)):
        for row in range(cells[i, 1], cells[i, 3] + 1):
            for column in range(cells[i, 0], cells[i, 2] + 1):
                k = row * columns + column
                items[free[k]] = i
                free[k] += 1
    return start, items
