"""Where the pieces of land grow from: fields in rows along their valley, woods at random, house plots close."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from weipian.demo.nearness import Box
from weipian.demo.noise import Floats, Ints, hashed
from weipian.demo.terrain import WILD, Terrain

BLOCK = 6.0
"""Fields lie in rows within blocks of about this many gaps."""
GAPS = ((0.0, 1.0), (1.0, 1.35), (1.5, 2.1), (2.6, 2.9))
"""From which valley measure on, how much wider than a field a piece of land is."""
SEAT_REACH, VILLAGE_REACH = 520.0, (95.0, 110.0)


@dataclass(frozen=True, slots=True)
class Rows:
    """Blocks of points in rows: middle, direction, gaps along and across, how far off their place points stray."""

    middle: Floats
    angle: Floats
    along: Floats
    across: Floats
    stray: Floats
    reach: Floats


def cell_points(terrain: Terrain, gap: float) -> Floats:
    """One point for each cell, `gap` metres between fields: float64[n, 2] in millimetres exactly."""
    spots, radius = terrain.villages, village_reach(terrain, np.arange(len(terrain.villages)))
    open_land = _open_land(terrain, gap)
    built = _built(terrain, spots, 1.1 * radius, gap)
    away = _away_from(spots, radius, open_land)
    return np.unique(np.round(np.concatenate([open_land[away], built]), 3), axis=0)


def village_reach(terrain: Terrain, which: Ints) -> Floats:
    """Metres from a village's middle to its edge."""
    least, more = VILLAGE_REACH
    return np.asarray(np.where(which < 7, SEAT_REACH, least + more * hashed(terrain.seed + 62, which)))


@dataclass(frozen=True, slots=True)
class ShakenGrid:
    """Middles that stray from a grid of `size` metres, float64[columns, rows, 2]; their numbers count row by row."""

    middles: Floats
    first: tuple[int, int]
    size: float

    @classmethod
    def over(cls, size: float, box: Box, seed: int) -> ShakenGrid:
        steps = [np.arange(int(box[k] // size) - 2, int(box[k + 2] // size) + 3) for k in (0, 1)]
        i, j = np.meshgrid(*steps, indexing="ij")
        x = size * (i + 0.5 + 0.6 * (hashed(seed, i, j) - 0.5))
        y = size * (j + 0.5 + 0.6 * (hashed(seed + 1, i, j) - 0.5))
        return cls(np.stack([x, y], axis=2), (int(steps[0][0]), int(steps[1][0])), size)

    @property
    def flat(self) -> Floats:
        return np.asarray(self.middles.reshape(-1, 2), dtype=np.float64)

    def nearest(self, xy: Floats) -> Ints:
        """The number of the nearest middle, for each point."""
        wide, high = self.middles.shape[:2]
        i = np.clip(np.floor(xy[:, 0] / self.size).astype(np.int64) - self.first[0], 1, wide - 2)
        j = np.clip(np.floor(xy[:, 1] / self.size).astype(np.int64) - self.first[1], 1, high - 2)
        own, flat = i * high + j, self.flat
        x, y = np.ascontiguousarray(flat[:, 0]), np.ascontiguousarray(flat[:, 1])
        best, found = np.full(len(xy), np.inf), own.copy()
        for step in (a * high + b for a in (-1, 0, 1) for b in (-1, 0, 1)):
            away = (xy[:, 0] - x[own + step]) ** 2 + (xy[:, 1] - y[own + step]) ** 2
            nearer = away < best
            np.copyto(best, away, where=nearer)
            np.copyto(found, own + step, where=nearer)
        return np.asarray(found, dtype=np.int64)


def _open_land(terrain: Terrain, gap: float) -> Floats:
    """Each block's rows, as far as it reaches."""
    blocks = ShakenGrid.over(BLOCK * gap, terrain.box, terrain.seed + 20)
    middle, number = blocks.flat, np.arange(len(blocks.flat))
    depth = terrain.valley(middle[:, 0], middle[:, 1])
    dice = [hashed(terrain.seed + 21 + k, number) for k in range(3)]
    starts, wider = (np.asarray(column) for column in zip(*GAPS, strict=True))
    own = gap * wider[np.searchsorted(starts, depth, side="right") - 1] * np.exp(0.5 * (dice[0] - 0.5))
    longer = np.where(depth < 1.5, 1.25 + 1.1 * dice[1] ** 2, 1.0)
    angle = terrain.waters.along(middle[:, 0], middle[:, 1]) + 0.5 * (dice[2] - 0.5)
    angle = np.where(depth < WILD, angle, 3 * dice[2])
    stray = np.where(depth < 1.5, 0.24, 0.75)
    reach = np.full(len(middle), 0.95 * BLOCK * gap)
    xy, block = _in_rows(Rows(middle, angle, own * longer, own / longer, stray, reach), terrain.seed)
    return np.asarray(xy[blocks.nearest(xy) == block], dtype=np.float64)


def _built(terrain: Terrain, spots: Floats, reach: Floats, gap: float) -> Floats:
    """House plots along a village's own streets."""
    number = np.arange(len(spots))
    near = np.full(len(spots), 0.56 * gap)
    angle, stray = 3 * hashed(terrain.seed + 25, number), np.full(len(spots), 0.4)
    return _in_rows(Rows(spots, angle, 1.2 * near, near, stray, reach), terrain.seed + 5)[0]


def _in_rows(rows: Rows, seed: int) -> tuple[Floats, Ints]:
    """The points of each block within its reach, and their block's position."""
    many = [np.ceil(rows.reach / step).astype(np.int64) for step in (rows.along, rows.across)]
    wide = [2 * count + 1 for count in many]
    block = np.repeat(np.arange(len(rows.middle)), wide[0] * wide[1])
    rank = np.arange(len(block)) - np.repeat(np.cumsum(wide[0] * wide[1]) - wide[0] * wide[1], wide[0] * wide[1])
    i, j = rank % wide[0][block] - many[0][block], rank // wide[0][block] - many[1][block]
    u, v = rows.along[block] * (i + 0.31 * (j % 3)), rows.across[block] * j
    near = u * u + v * v < rows.reach[block] ** 2
    block, rank, u, v = block[near], rank[near], u[near], v[near]
    stray = [(hashed(seed + 31 + k, block, rank) - 0.5) * rows.stray[block] for k in (0, 1)]
    u, v = u + rows.along[block] * stray[0], v + rows.across[block] * stray[1]
    cos, sin = np.cos(rows.angle)[block], np.sin(rows.angle)[block]
    return rows.middle[block] + np.stack([u * cos - v * sin, u * sin + v * cos], axis=1), block


def _away_from(spots: Floats, radius: Floats, xy: Floats) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Points that lie in no village."""
    inside = np.zeros(len(xy), dtype=bool)
    order = np.argsort(xy[:, 0], kind="stable")
    first = np.searchsorted(xy[order, 0], spots[:, 0] - radius)
    last = np.searchsorted(xy[order, 0], spots[:, 0] + radius)
    for spot, reach, start, stop in zip(spots, radius, first, last, strict=True):
        near = order[start:stop]
        inside[near[np.hypot(*(xy[near] - spot).T) < reach]] = True
    return ~inside
