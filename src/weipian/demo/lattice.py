"""Where the pieces of land grow from: fields in rows along their valley, woods at random, house plots close together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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
    open_land, block = _open_land(terrain, gap)
    own = nearest_of_grid(open_land, BLOCK * gap, terrain.seed + 20) == block
    open_land = open_land[own]
    built = _built(terrain, spots, 1.1 * radius, gap)
    away = _away_from(spots, radius, open_land)
    return np.unique(np.round(np.concatenate([open_land[away], built]), 3), axis=0)


def village_reach(terrain: Terrain, which: Ints) -> Floats:
    """Metres from a village's middle to its edge."""
    least, more = VILLAGE_REACH
    return np.where(which < 7, SEAT_REACH, least + more * hashed(terrain.seed + 62, which))


def grid_middles(size: float, box: tuple[float, float, float, float], seed: int) -> tuple[Floats, Ints]:
    """A shaken grid: its middles and their numbers."""
    i, j = (a.ravel() for a in np.meshgrid(*(np.arange(box[k] // size, box[k + 2] // size + 1) for k in (0, 1))))
    i, j = i.astype(np.int64), j.astype(np.int64)
    return middles_of(i, j, size, seed), _numbered(i, j)


def middles_of(i: Ints, j: Ints, size: float, seed: int) -> Floats:
    x = size * (i + 0.5 + 0.6 * (hashed(seed, i, j) - 0.5))
    y = size * (j + 0.5 + 0.6 * (hashed(seed + 1, i, j) - 0.5))
    return np.stack([x, y], axis=1)


def nearest_of_grid(xy: Floats, size: float, seed: int) -> Ints:
    """The number of the nearest middle of a shaken grid, for each point."""
    i, j = (np.floor(xy[:, k] / size).astype(np.int64) for k in (0, 1))
    best, found = np.full(len(xy), np.inf), np.zeros(len(xy), dtype=np.int64)
    for di, dj in ((a, b) for a in (-1, 0, 1) for b in (-1, 0, 1)):
        middle = middles_of(i + di, j + dj, size, seed)
        away = (xy[:, 0] - middle[:, 0]) ** 2 + (xy[:, 1] - middle[:, 1]) ** 2
        nearer = away < best
        best[nearer], found[nearer] = away[nearer], _numbered(i + di, j + dj)[nearer]
    return found


def _numbered(i: Ints, j: Ints) -> Ints:
    return (i + 100_000) * 1_000_000 + j + 100_000


def _open_land(terrain: Terrain, gap: float) -> tuple[Floats, Ints]:
    size = BLOCK * gap
    middle, number = grid_middles(size, terrain.box, terrain.seed + 20)
    depth = terrain.valley(middle[:, 0], middle[:, 1])
    dice = [hashed(terrain.seed + 21 + k, number) for k in range(3)]
    starts, wider = (np.asarray(column) for column in zip(*GAPS, strict=True))
    own = gap * wider[np.searchsorted(starts, depth, side="right") - 1] * np.exp(0.5 * (dice[0] - 0.5))
    longer = np.where(depth < 1.5, 1.25 + 1.1 * dice[1] ** 2, 1.0)
    angle = terrain.waters.along(middle[:, 0], middle[:, 1]) + 0.5 * (dice[2] - 0.5)
    angle = np.where(depth < WILD, angle, 3 * dice[2])
    stray = np.where(depth < 1.5, 0.24, 0.75)
    xy, block = _in_rows(
        Rows(middle, angle, own * longer, own / longer, stray, np.full(len(middle), 0.95 * size)), terrain.seed
    )
    return xy, number[block]


def _built(terrain: Terrain, spots: Floats, reach: Floats, gap: float) -> Floats:
    """House plots along a village's own streets."""
    number = np.arange(len(spots))
    near = np.full(len(spots), 0.56 * gap)
    rows = Rows(
        spots, 3 * hashed(terrain.seed + 25, number), 1.2 * near, near, np.full(len(spots), 0.4), reach
    )
    xy, block = _in_rows(rows, terrain.seed + 5)
    return xy[np.hypot(*(xy - spots[block]).T) < reach[block]]


def _in_rows(rows: Rows, seed: int) -> tuple[Floats, Ints]:
    """The points of each block within its reach, and their block's position."""
    many = [np.ceil(rows.reach / step).astype(np.int64) for step in (rows.along, rows.across)]
    wide = [2 * count + 1 for count in many]
    block = np.repeat(np.arange(len(rows.middle)), wide[0] * wide[1])
    rank = np.arange(len(block)) - np.repeat(np.cumsum(wide[0] * wide[1]) - wide[0] * wide[1], wide[0] * wide[1])
    i, j = rank % wide[0][block] - many[0][block], rank // wide[0][block] - many[1][block]
    shaken = [(hashed(seed + 31 + k, block, rank) - 0.5) * rows.stray[block] for k in (0, 1)]
    u = rows.along[block] * (i + 0.31 * (j % 3) + shaken[0])
    v = rows.across[block] * (j + shaken[1])
    cos, sin = np.cos(rows.angle)[block], np.sin(rows.angle)[block]
    xy = rows.middle[block] + np.stack([u * cos - v * sin, u * sin + v * cos], axis=1)
    return xy, block


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
