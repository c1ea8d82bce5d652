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
        net = np.where(land.cultivated, 1 - land.field_ridge, 0.0)
        self._counts: Floats = np.stack([net, covers.in_farmland, covers.in_redline], axis=1) / MU
        shapely.prepare(covers.townships)

    def lie(self, shape: shapely.Geometry) -> Lie:
        """Areas under a shape."""
        near = self._land.query(shape)
        under = shapely.area(shapely.intersection(self.land.faces[near], shape))
        cultivated, farmland, redline = (under @ self._counts[near]).tolist()
        return Lie(shape.area / MU, cultivated, farmland, redline)

    def holds(self, township: int, shape: shapely.Geometry) -> bool:
        """The shape lies within the township."""
        return bool(shapely.covers(self.covers.townships[township], shape))
