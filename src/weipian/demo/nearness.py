"""How far it is to a set of lines: worked out once on a grid of cells, read off anywhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.demo.noise import Floats

FINE, COARSE = 40.0, 100.0
"""Metres a cell: for the lie of the land, for what changes gather at."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Nearness:
    """Metres from each cell's middle to the nearest line, at most `reach`: float32[rows, columns]."""

    away: NDArray[np.float32]
    west: float
    south: float
    cell: float

    @classmethod
    def of(cls, lines: NDArray[np.object_], box: Box, reach: float, cell: float = FINE) -> Nearness:
        """Exact between middles of cells (two passes of the squared distance transform)."""
        west, south, east, north = box
        shape = int((north - south) / cell) + 2, int((east - west) / cell) + 2
        hit = _cells_hit(_spots(lines, cell) - np.asarray([west, south]), cell, shape)
        steps = int(reach / cell) + 1
        squared = np.where(hit, np.float32(0), np.float32(steps * steps))
        for axis in (0, 1):
            squared = _spread(squared, axis, steps)
        return cls(np.sqrt(squared) * np.float32(cell), west, south, cell)

    def at(self, x: Floats, y: Floats) -> Floats:
        """Between the four middles around each point."""
        u = np.clip((np.asarray(x) - self.west) / self.cell - 0.5, 0, self.away.shape[1] - 1.001)
        v = np.clip((np.asarray(y) - self.south) / self.cell - 0.5, 0, self.away.shape[0] - 1.001)
        i, j = v.astype(np.int64), u.astype(np.int64)
        s, t = u - j, v - i
        low = self.away[i, j] * (1 - s) + self.away[i, j + 1] * s
        high = self.away[i + 1, j] * (1 - s) + self.away[i + 1, j + 1] * s
        return np.asarray(low * (1 - t) + high * t, dtype=np.float64)

    def along(self, x: Floats, y: Floats) -> Floats:
        """The direction in which the lines run nearby, radians."""
        dx = self.at(x + 2 * self.cell, y) - self.at(x - 2 * self.cell, y)
        dy = self.at(x, y + 2 * self.cell) - self.at(x, y - 2 * self.cell)
        return np.asarray(np.arctan2(dy, dx) + np.pi / 2, dtype=np.float64)


def _spots(lines: NDArray[np.object_], cell: float) -> Floats:
    """Points along the lines, three a cell."""
    return np.asarray(shapely.get_coordinates(shapely.segmentize(lines, cell / 3)), dtype=np.float64)


def _cells_hit(xy: Floats, cell: float, shape: tuple[int, int]) -> NDArray[np.bool_]:
    j, i = np.floor(xy / cell).astype(np.int64).T
    inside = (i >= 0) & (j >= 0) & (i < shape[0]) & (j < shape[1])
    hit = np.zeros(shape, dtype=bool)
    hit[i[inside], j[inside]] = True
    return hit


def _spread(squared: NDArray[np.float32], axis: int, steps: int) -> NDArray[np.float32]:
    """The least of squared + step² over all steps along one axis."""
    source = np.ascontiguousarray(squared if axis == 0 else squared.T)
    best = source.copy()
    for step in range(1, min(steps, len(source))):
        more = source + np.float32(step * step)
        np.minimum(best[step:], more[:-step], out=best[step:])
        np.minimum(best[:-step], more[step:], out=best[:-step])
    return best if axis == 0 else best.T
