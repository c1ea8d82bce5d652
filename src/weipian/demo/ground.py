"""What a shape lies on: the story needs it to choose places; the county measures for itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import STRtree

from weipian.demo.covers import Covers
from weipian.demo.land import Land
from weipian.demo.noise import Floats

MU = 2000 / 3


@dataclass(frozen=True, slots=True)
class Lie:
    """亩 of a shape, in the map plane; cultivated land is net of field ridges."""

    area: float
    cultivated: float
    farmland: float
    redline: float


class Ground:
    """The finished land with its control layers, ready to be asked."""

    def __init__(self, land: Land, covers: Covers) -> None:
        self.land = land
        self.covers = covers
        self._land = STRtree(land.faces)
        self._farmland = STRtree(covers.farmland)
        self._redline = STRtree(covers.redline)
        self._net: Floats = np.where(land.cultivated, 1 - land.field_ridge, 0.0)

    def lie(self, shape: shapely.Geometry) -> Lie:
        """Areas under a shape."""
        near = self._land.query(shape)
        under = shapely.area(shapely.intersection(self.land.faces[near], shape))
        net = float((under * self._net[near]).sum())
        return Lie(shape.area / MU, net / MU, self._under(self._farmland, shape), self._under(self._redline, shape))

    def holds(self, township: int, shape: shapely.Geometry) -> bool:
        """The shape lies within the township."""
        outline = self.covers.townships[township]
        shapely.prepare(outline)
        return bool(shapely.covers(outline, shape))

    @staticmethod
    def _under(tree: STRtree, shape: shapely.Geometry) -> float:
        near = tree.geometries[tree.query(shape)]
        return float(shapely.area(shapely.intersection(near, shape)).sum()) / MU
