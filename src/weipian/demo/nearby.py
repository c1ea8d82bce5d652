"""Where changes gather: the villages that are building, the county's roads, the quarries, the solar fields."""

from __future__ import annotations

import numpy as np
import shapely

from weipian.demo.covers import farmed
from weipian.demo.ground import Ground
from weipian.demo.nearness import COARSE, Nearness
from weipian.demo.noise import Floats, hashed
from weipian.demo.terrain import Terrain

REACH = 8_000.0
BUILDING = 0.3
"""Share of the villages that are building; the seats always are."""


def distances(terrain: Terrain, ground: Ground) -> dict[str, Floats]:
    """Metres from each piece of land to the nearest place of each kind."""
    x, y = ground.land.spot.T
    number = np.arange(len(terrain.villages))
    building = (number < 7) | (hashed(terrain.seed + 80, number) < BUILDING)
    features = {
        "village": shapely.points(terrain.villages[building]),
        "road": terrain.roads,
        "highway": np.asarray([terrain.highway], dtype=object),
        "quarry": shapely.points(_hill_spots(ground, terrain.seed + 81, 2)),
        "sun": shapely.points(_hill_spots(ground, terrain.seed + 85, 1)),
    }
    found = {name: Nearness.of(own, terrain.box, REACH, COARSE).at(x, y) for name, own in features.items()}
    off_farmland = np.where(farmed(terrain, x, y) > -0.15, 3_000.0, 0.0)
    return found | {"": np.zeros(len(x)), "works": found["road"] + off_farmland}


def _hill_spots(ground: Ground, seed: int, each: int) -> Floats:
    """Some places in the lower hills of each township."""
    land = ground.land
    low = (land.valley > 1.3) & (land.valley < 2.6)
    dice = hashed(seed, np.arange(len(land.faces)))
    found = []
    for township in range(int(land.township.max()) + 1):
        own = np.flatnonzero(low & (land.township == township))
        found.append(land.spot[own[np.argsort(dice[own])[:each]]])
    return np.concatenate(found)
