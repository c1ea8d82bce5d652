"""Woods that are one piece of land: cells of one clump, class and village are not parted."""

from __future__ import annotations

import numpy as np

from weipian.demo.lattice import ShakenGrid
from weipian.demo.noise import Floats, Ints, hashed
from weipian.demo.terrain import Terrain

LEVELS = ((2.2, 0.22, 0.6), (6.0, 0.62, 1.35), (15.0, 0.4, 1.9))
"""How many gaps wide a clump is, how likely it is one, from which valley measure on; the wider win."""


def clumped(terrain: Terrain, xy: Floats, depth: Floats, gap: float) -> Floats:
    """For each cell the place of its clump, its own where it stands alone: float64[n, 2]."""
    place = xy.copy()
    for level, (size, likely, start) in enumerate(LEVELS):
        seed = terrain.seed + 500 + 10 * level
        grid = ShakenGrid.over(size * gap, terrain.box, seed)
        high = np.flatnonzero(depth >= start)
        nearest = grid.nearest(xy[high])
        joined = hashed(seed + 5, nearest) < likely
        place[high[joined]] = grid.flat[nearest[joined]]
    return place


def merged_number(place: Floats, code: np.ndarray[tuple[int], np.dtype[np.str_]], village: Ints) -> Ints:
    """Equal for cells that make one piece of land."""
    corner = np.round(place - place.min(axis=0), 0).astype(np.int64)
    spot = np.unique(corner[:, 0] * 10_000_000 + corner[:, 1], return_inverse=True)[1].reshape(-1)
    kind = np.unique(code, return_inverse=True)[1].reshape(-1)
    return np.asarray((spot * 64 + kind) * 4096 + village, dtype=np.int64)
