"""The lie of the made-up land: rivers, roads, villages, heights. Metres from the county's own corner."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, STRtree

from weipian.demo.noise import Floats, hashed, rough, smooth
from weipian.demo.places import CENTRE, CREEKS, HIGHWAY, RIVERS, SEATS

Lines = NDArray[np.object_]
BANK = (900.0, 620.0, 230.0)
"""Half the width of the valley of a main river, a tributary, a creek, in metres."""


def curve(points_km: tuple[tuple[float, float], ...], seed: int, swing: float, step: float = 25.0) -> LineString:
    """A meandering line through the points, `swing` metres to either side."""
    course = np.asarray(points_km, dtype=np.float64) * 1000
    for _ in range(3):
        quarter, three = 0.75 * course[:-1] + 0.25 * course[1:], 0.25 * course[:-1] + 0.75 * course[1:]
        middle = np.stack([quarter, three], axis=1).reshape(-1, 2)
        course = np.concatenate([course[:1], middle, course[-1:]])
    line = LineString(course)
    xy = shapely.get_coordinates(shapely.line_interpolate_point(line, np.arange(0, line.length, step)))
    along = np.gradient(xy, axis=0)
    across = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.hypot(along[:, 0], along[:, 1])[:, None]
    way = np.asarray(np.arange(len(xy)) * step, dtype=np.float64)
    drift = swing * rough(way, np.full_like(way, 7.0), 1100.0, seed, 2)
    return LineString(xy + across * drift[:, None])


@dataclass(frozen=True)
class Terrain:
    """Everything that follows from the seed before a single plot of land is drawn."""

    seed: int

    @cached_property
    def rivers(self) -> Lines:
        swings = (150.0, *(90.0,) * (len(RIVERS) - 1))
        lines = [curve(points, self.seed + k, swings[k]) for k, points in enumerate(RIVERS)]
        return np.asarray(lines, dtype=object)

    @cached_property
    def creeks(self) -> Lines:
        lines = [curve(points, self.seed + 50 + k, 55.0) for k, points in enumerate(CREEKS)]
        return np.asarray(lines, dtype=object)

    @cached_property
    def highway(self) -> LineString:
        return curve(HIGHWAY, self.seed + 90, 40.0)

    @cached_property
    def roads(self) -> Lines:
        """County roads beside the rivers."""
        shifts = (210.0, -150.0, 160.0, 150.0, -160.0, 150.0)
        return _beside(self.rivers, shifts)

    @cached_property
    def lanes(self) -> Lines:
        """Rural roads beside the creeks."""
        return _beside(self.creeks, tuple(60.0 * (-1) ** k for k in range(len(self.creeks))))

    def valley(self, x: Floats, y: Floats) -> Floats:
        """Below 1 in the bottom of a valley, 1 to 1.5 on its shoulders, more in the hills."""
        groups = (self.rivers[:1], self.rivers[1:], self.creeks)
        width = 1 + 0.45 * rough(x, y, 1700.0, self.seed + 7)
        depth = [_distance(g, x, y) / (bank * width) for g, bank in zip(groups, BANK, strict=True)]
        return np.asarray(np.minimum.reduce(depth), dtype=np.float64)

    def height(self, x: Floats, y: Floats) -> Floats:
        """Metres above the sea."""
        water = _distance(np.concatenate([self.rivers, self.creeks]), x, y)
        fall = 0.006 * (30_000 - np.asarray(y)) * -1 + 180
        hills = 0.16 * water * (1 + 0.4 * rough(x, y, 2500.0, self.seed + 9))
        return np.asarray(380 + fall + hills, dtype=np.float64)

    def inside(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        """Within the county's rough outline."""
        dx, dy = np.asarray(x) - CENTRE[0], np.asarray(y) - CENTRE[1]
        angle = np.arctan2(dy, dx)
        ring_x, ring_y = 9000 * np.cos(angle), 9000 * np.sin(angle)
        reach = 12_600 * (1 + 0.16 * smooth(ring_x, ring_y, 6500.0, self.seed + 3))
        reach = reach + 420 * rough(x, y, 1500.0, self.seed + 4)
        return np.asarray(np.hypot(dx, dy * 1.02) < reach)

    @cached_property
    def villages(self) -> Floats:
        """Village centres, the seven seats first: float64[v, 2]."""
        seats = np.asarray([seat.xy for seat in SEATS]) * 1000
        spots = np.concatenate([_strung(line, 1150.0, self.seed + k) for k, line in enumerate(self._valleys())])
        spots = spots[self.inside(spots[:, 0], spots[:, 1])]
        return _thinned(np.concatenate([seats, spots]), 800.0)

    def _valleys(self) -> list[LineString]:
        return [*self.roads, *self.lanes]


def _beside(lines: Lines, shifts: tuple[float, ...]) -> Lines:
    moved = [shapely.offset_curve(line, d) for line, d in zip(lines, shifts, strict=True)]
    longest = [max(shapely.get_parts(line), key=lambda part: part.length) for line in moved]
    return np.asarray([shapely.simplify(line, 1.0) for line in longest], dtype=object)


def _distance(lines: Lines, x: Floats, y: Floats) -> Floats:
    """Metres to the nearest of the lines."""
    pieces: list[LineString] = []
    for line in lines:
        xy = shapely.get_coordinates(line)
        pieces += [LineString(xy[k : k + 9]) for k in range(0, len(xy) - 1, 8)]
    _, away = STRtree(pieces).query_nearest(
        shapely.points(np.asarray(x), np.asarray(y)), return_distance=True, all_matches=False
    )
    return np.asarray(away, dtype=np.float64)


def _strung(line: LineString, gap: float, seed: int) -> Floats:
    """Points along a line, unevenly, to either side of it."""
    way = np.arange(gap / 2, line.length, gap)
    number = np.arange(len(way))
    way = way + gap * 0.5 * (hashed(seed, number) - 0.5)
    xy = shapely.get_coordinates(shapely.line_interpolate_point(line, way))
    turn, far = 2 * np.pi * hashed(seed + 1, number), 40 + 130 * hashed(seed + 2, number)
    return np.asarray(xy + np.stack([far * np.cos(turn), far * np.sin(turn)], axis=1), dtype=np.float64)


def _thinned(spots: Floats, gap: float) -> Floats:
    """The earlier point stays where two are too near each other."""
    kept: list[Floats] = []
    for spot in spots:
        if all(np.hypot(*(spot - other)) >= gap for other in kept):
            kept.append(spot)
    return np.asarray(kept)
