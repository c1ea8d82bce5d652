"""Finds a place for each change: in its township, on the right land, away from the other changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import shapely
from numpy.random import Generator
from shapely import LineString, Polygon

from weipian.demo import outlines
from weipian.demo.ground import MU, Ground, Lie
from weipian.demo.land import CULTIVATED
from weipian.demo.nearby import distances
from weipian.demo.noise import Floats, Ints
from weipian.demo.terrain import Terrain

Accept = Callable[[Lie], bool]
GAP = 12.0
ROADBED = 30.0
"""Metres from the new highway's middle line that only the highway itself takes."""
TRIES = 60
ROOM = 4_000
"""More changes than any year has."""


class Siting:
    """Remembers what is taken, so that no two changes overlap."""

    def __init__(self, terrain: Terrain, ground: Ground, dice: Generator) -> None:
        self.terrain, self.ground, self.dice = terrain, ground, dice
        self._taken: list[shapely.Geometry] = []
        self._bounds: Floats = np.empty((ROOM, 4))
        self._near = distances(terrain, ground)
        self._fits: dict[tuple[int, tuple[str, ...]], Ints] = {}

    def place(
        self, outline: str, township: int, on: tuple[str, ...], mu: float, accept: Accept, near: str = ""
    ) -> tuple[Polygon, Lie] | None:
        """The first place that is accepted; None where there is none among the tries."""
        for x, y in self._candidates(township, on, near, mu):
            shape = outlines.sized(self._drawn(outline, mu), mu * MU, x, y)
            if shape.is_valid and self.free(township, shape) and accept(lie := self.ground.lie(shape)):
                return self.take(shape), lie
        return None

    def free(self, township: int, shape: shapely.Geometry) -> bool:
        """Clear of the other changes and within the township."""
        beside = shapely.distance(self.terrain.highway, shape) > ROADBED
        return bool(beside) and self._clear(shape) and self.ground.holds(township, shape)

    def _clear(self, shape: shapely.Geometry) -> bool:
        if not self._taken:
            return True
        west, south, east, north = shape.bounds
        bounds = self._bounds[: len(self._taken)]
        near = (bounds[:, 0] < east + GAP) & (bounds[:, 2] > west - GAP)
        near &= (bounds[:, 1] < north + GAP) & (bounds[:, 3] > south - GAP)
        return all(shapely.distance(shape, self._taken[k]) > GAP for k in np.flatnonzero(near))

    def take(self, shape: Polygon) -> Polygon:
        self._bounds[len(self._taken)] = shape.bounds
        self._taken.append(shape)
        return shape

    def fit(self, township: int, cultivated_mu: float, off_farmland: bool) -> tuple[Polygon, Lie]:
        """A yard whose net cultivated land comes to the wanted 亩 within 1 %, on fields for the most part."""
        found = self._fitted(township, cultivated_mu, 0.03 if off_farmland else 1.0)
        found = found or self._fitted(township, cultivated_mu, 1.0)
        if found is None:
            raise LookupError(f"no room for {cultivated_mu} mu in township {township}")
        return found

    def _fitted(self, township: int, cultivated_mu: float, farmland: float) -> tuple[Polygon, Lie] | None:
        for x, y in self._candidates(township, CULTIVATED, "works" if farmland < 1 else "road", cultivated_mu):
            base, area = outlines.block(self.dice), cultivated_mu * MU * 1.05
            shape = outlines.sized(base, area, x, y)
            if not self.free(township, shape) or not _suits(lie := self.ground.lie(shape), farmland):
                continue
            for _ in range(6):
                area *= cultivated_mu / max(lie.cultivated, 0.2 * cultivated_mu)
                shape = outlines.sized(base, area, x, y)
                lie = self.ground.lie(shape)
                if abs(lie.cultivated - cultivated_mu) < 0.01 * cultivated_mu:
                    break
            good = abs(lie.cultivated - cultivated_mu) < 0.01 * cultivated_mu
            if good and _suits(lie, farmland) and self.free(township, shape):
                return self.take(shape), lie
        return None

    def _candidates(self, township: int, on: tuple[str, ...], near: str, mu: float) -> Iterator[tuple[float, float]]:
        """Places on the wanted land, the nearest to the wanted feature more often first."""
        land = self.ground.land
        if (township, on) not in self._fits:
            self._fits[township, on] = np.flatnonzero((land.township == township) & np.isin(land.code, on))
        fits = self._fits[township, on]
        order = self._near[near][fits] * self.dice.uniform(0.2, 1.0, len(fits)) + self.dice.uniform(0, 60, len(fits))
        tries = min(TRIES * (4 if mu > 8 else 1) + len(self._taken) // 4, len(fits))
        first = np.argpartition(order, tries - 1)[:tries]
        for face in fits[first[np.argsort(order[first])]]:
            yield float(land.spot[face, 0]), float(land.spot[face, 1])

    def _drawn(self, outline: str, mu: float) -> Polygon:
        if outline in ("lane", "wide_lane"):
            width = 9.6 if outline == "wide_lane" else float(self.dice.uniform(4.2, 5.8))
            return _track(outlines.lane(self.dice), mu * MU, width)
        draw = {"house": outlines.house, "block": outlines.block, "blob": outlines.blob, "sheds": outlines.sheds}
        return draw[outline](self.dice)


def _suits(lie: Lie, farmland: float) -> bool:
    """Fields for the most part, and not more than the given share of farmland."""
    return lie.cultivated > 0.6 * lie.area and lie.farmland <= farmland * lie.area


def _track(line: LineString, area_m2: float, width: float) -> Polygon:
    """A track of about the area; its width stays when it is sized."""
    length = area_m2 / width
    return shapely.buffer(shapely.transform(line, lambda xy: xy * length), width / 2, cap_style="flat")
