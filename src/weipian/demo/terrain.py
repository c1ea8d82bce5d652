"""The lie of the made-up land: rivers, roads, villages, heights. Metres from the county's own corner."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString
from shapely.ops import nearest_points

from weipian.demo.brooks import branching
from weipian.demo.nearness import Box, Nearness
from weipian.demo.noise import Floats, hashed, rough, smooth
from weipian.demo.places import CENTRE, CREEKS, HIGHWAY, RIVERS, SEATS, Course

Lines = NDArray[np.object_]
BANK = (900.0, 620.0, 230.0, 170.0)
"""Half the width of the valley of a main river, a tributary, a creek, a brook, in metres."""
WILD = 4.0
"""The valley measure is not told apart above this."""


def curve(points_km: Course, seed: int, swing: float, step: float = 25.0) -> LineString:
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
    """Everything that follows from the seed before a single plot of land is drawn. `stretch` widens the county."""

    seed: int
    stretch: float = 1.0

    @property
    def centre(self) -> tuple[float, float]:
        return CENTRE[0] * self.stretch, CENTRE[1] * self.stretch

    @property
    def box(self) -> Box:
        """West, south, east, north around all that is inside."""
        (x, y), reach = self.centre, 16_000 * self.stretch
        return x - reach, y - reach, x + reach, y + reach

    @cached_property
    def seats(self) -> Floats:
        """As `places` has them; in a wide county moved to the nearest county road."""
        own = np.asarray([seat.xy for seat in SEATS]) * 1000 * self.stretch
        if self.stretch <= 1:
            return own
        roads = shapely.union_all(self.roads)
        moved = [nearest_points(shapely.Point(xy), roads)[1] for xy in own]
        return np.asarray(shapely.get_coordinates(moved), dtype=np.float64)

    def _course(self, points: Course) -> Course:
        return tuple((x * self.stretch, y * self.stretch) for x, y in points)

    @cached_property
    def rivers(self) -> Lines:
        swings = (150.0, *(90.0,) * (len(RIVERS) - 1))
        lines = [curve(self._course(points), self.seed + k, swings[k]) for k, points in enumerate(RIVERS)]
        return np.asarray(lines, dtype=object)

    @cached_property
    def creeks(self) -> Lines:
        lines = [curve(self._course(points), self.seed + 50 + k, 55.0) for k, points in enumerate(CREEKS)]
        return np.asarray(lines, dtype=object)

    @cached_property
    def brooks(self) -> Lines:
        """Small waters that a wide county has in its side valleys."""
        if self.stretch <= 1:
            return np.asarray([], dtype=object)
        courses = branching([*self.rivers, *self.creeks], self.seed + 300)
        return np.asarray([curve(c, self.seed + 400 + k, 40.0) for k, c in enumerate(courses)], dtype=object)

    @cached_property
    def highway(self) -> LineString:
        return curve(self._course(HIGHWAY), self.seed + 90, 40.0)

    @cached_property
    def roads(self) -> Lines:
        """County roads beside the rivers."""
        shifts = (210.0, -150.0, 160.0, 150.0, -160.0, 150.0)
        return _beside(self.rivers, shifts)

    @cached_property
    def lanes(self) -> Lines:
        """Rural roads beside the creeks and the brooks."""
        waters = np.concatenate([self.creeks, self.brooks])
        return _beside(waters, tuple(60.0 * (-1) ** k for k in range(len(waters))))

    @cached_property
    def _groups(self) -> list[tuple[Nearness, float]]:
        """How near the waters of one kind are, and half the width of their valleys."""
        groups = (self.rivers[:1], self.rivers[1:], self.creeks, self.brooks)
        return [
            (Nearness.of(lines, self.box, 1.5 * WILD * bank, bank / 8), bank)
            for lines, bank in zip(groups, BANK, strict=True)
            if len(lines)
        ]

    def valley(self, x: Floats, y: Floats) -> Floats:
        """Below 1 in the bottom of a valley, 1 to 1.5 on its shoulders, more in the hills, 4 far off."""
        width = 1 + 0.45 * rough(x, y, 1700.0, self.seed + 7)
        depth = [near.at(x, y) / (bank * width) for near, bank in self._groups]
        return np.asarray(np.minimum.reduce([*depth, np.full_like(width, WILD)]), dtype=np.float64)

    @cached_property
    def waters(self) -> Nearness:
        return Nearness.of(np.concatenate([self.rivers, self.creeks, self.brooks]), self.box, 2_500)

    def height(self, x: Floats, y: Floats) -> Floats:
        """Metres above the sea."""
        fall = 0.006 * (30_000 - np.asarray(y) / self.stretch) * -1 + 180
        hills = 0.16 * self.waters.at(x, y) * (1 + 0.4 * rough(x, y, 2500.0, self.seed + 9))
        return np.asarray(380 + fall + hills, dtype=np.float64)

    def inside(self, x: Floats, y: Floats) -> NDArray[np.bool_]:
        """Within the county's rough outline."""
        dx, dy = (np.asarray(v) / self.stretch - c for v, c in zip((x, y), CENTRE, strict=True))
        angle = np.arctan2(dy, dx)
        ring_x, ring_y = 9000 * np.cos(angle), 9000 * np.sin(angle)
        reach = 12_600 * (1 + 0.16 * smooth(ring_x, ring_y, 6500.0, self.seed + 3))
        reach = reach + 420 * rough(x, y, 1500.0, self.seed + 4)
        return np.asarray(np.hypot(dx, dy * 1.02) < reach)

    @cached_property
    def villages(self) -> Floats:
        """Village centres, the seven seats first: float64[v, 2]."""
        wider = np.sqrt(self.stretch)
        lines = [*self.roads, *self.lanes]
        spots = np.concatenate([_strung(line, 1150.0 * wider, self.seed + k) for k, line in enumerate(lines)])
        spots = spots[self.inside(spots[:, 0], spots[:, 1])]
        return _thinned(np.concatenate([self.seats, spots]), 800.0 * wider)


def _beside(lines: Lines, shifts: tuple[float, ...]) -> Lines:
    moved = [shapely.offset_curve(line, d) for line, d in zip(lines, shifts, strict=True)]
    longest = [max(shapely.get_parts(line), key=lambda part: part.length) for line in moved]
    return np.asarray([shapely.simplify(line, 1.0) for line in longest], dtype=object)


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
