"""Finds a place for each change: in its township, on the right land, away from the other changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import shapely
from numpy.random import Generator
from shapely import LineString, Polygon

from weipian.demo import outlines
from weipian.demo.ground import MU, Ground, Lie
from weipian.demo.noise import Floats
from weipian.demo.terrain import Terrain

Accept = Callable[[Lie], bool]
GAP = 12.0
TRIES = 60


class Siting:
    """Remembers what is taken, so that no two changes overlap."""

    def __init__(self, terrain: Terrain, ground: Ground, dice: Generator) -> None:
        self.terrain, self.ground, self.dice = terrain, ground, dice
        self._taken: list[shapely.Geometry] = []
        spot = shapely.point_on_surface(ground.land.faces)
        self._spots: Floats = shapely.get_coordinates(spot)
        self._near = {
            "": np.zeros(len(self._spots)),
            "village": self._away(shapely.points(terrain.villages)),
            "road": self._away(terrain.roads),
            "highway": self._away(np.asarray([terrain.highway], dtype=object)),
        }

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
        """Within the township and clear of the other changes."""
        if not self.ground.holds(township, shape):
            return False
        return not self._taken or float(shapely.distance(shape, np.asarray(self._taken)).min()) > GAP

    def take(self, shape: Polygon) -> Polygon:
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
        for x, y in self._candidates(township, ("0101", "0103"), "road", cultivated_mu):
            base, area = outlines.block(self.dice), cultivated_mu * MU * 1.05
            if not self.free(township, outlines.sized(base, area, x, y)):
                continue
            for _ in range(6):
                shape = outlines.sized(base, area, x, y)
                lie = self.ground.lie(shape)
                area *= cultivated_mu / max(lie.cultivated, 0.2 * cultivated_mu)
            good = abs(lie.cultivated - cultivated_mu) < 0.01 * cultivated_mu and lie.cultivated > 0.6 * lie.area
            if good and lie.farmland <= farmland * lie.area and self.free(township, shape):
                return self.take(shape), lie
        return None

    def _candidates(self, township: int, on: tuple[str, ...], near: str, mu: float) -> Iterator[tuple[float, float]]:
        """Places on the wanted land, the nearest to the wanted feature more often first."""
        land = self.ground.land
        fits = np.flatnonzero((land.township == township) & np.isin(land.code, on))
        order = self._near[near][fits] * self.dice.uniform(0.2, 1.0, len(fits)) + self.dice.uniform(0, 60, len(fits))
        tries = TRIES * (4 if mu > 8 else 1)
        for face in fits[np.argsort(order)][:tries]:
            yield float(self._spots[face, 0]), float(self._spots[face, 1])

    def _drawn(self, outline: str, mu: float) -> Polygon:
        if outline in ("lane", "wide_lane"):
            width = 9.6 if outline == "wide_lane" else float(self.dice.uniform(4.2, 5.8))
            return _track(outlines.lane(self.dice), mu * MU, width)
        draw = {"house": outlines.house, "block": outlines.block, "blob": outlines.blob, "sheds": outlines.sheds}
        return draw[outline](self.dice)

    def _away(self, features: Floats | shapely.Geometry) -> Floats:
        tree = shapely.STRtree(features)
        found = tree.query_nearest(shapely.points(self._spots), return_distance=True, all_matches=False)
        return np.asarray(found[1], dtype=np.float64)


def _track(line: LineString, area_m2: float, width: float) -> Polygon:
    """A track of about the area; its width stays when it is sized."""
    length = area_m2 / width
    return shapely.buffer(shapely.transform(line, lambda xy: xy * length), width / 2, cap_style="flat")
