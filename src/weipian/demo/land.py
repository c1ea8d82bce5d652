"""The made-up land-use coverage: which piece of land is what, whose, and how steep."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from weipian.demo.classes import chosen_classes
from weipian.demo.fabric import Fabric, Strip, weave
from weipian.demo.noise import Floats, Ints, hashed, rough
from weipian.demo.places import CENTRE, SEATS
from weipian.demo.terrain import Terrain

Texts = NDArray[np.str_]
Shapes = NDArray[np.object_]
CULTIVATED = ("0101", "0103")
SPACING = ((0.0, 1.0, 104.0), (1.0, 1.5, 165.0), (1.5, np.inf, 350.0))
"""Valley measure from and to, metres between neighbouring pieces."""


@dataclass(frozen=True)
class Land:
    """The coverage and what is known of each piece; arrays of one length n."""

    faces: Shapes
    code: Texts
    slope: Ints
    field_ridge: Floats
    village: Ints
    township: Ints
    valley: Floats
    height: Floats

    @property
    def cultivated(self) -> NDArray[np.bool_]:
        return np.isin(self.code, CULTIVATED)


def make_land(terrain: Terrain, scale: float) -> Land:
    """Some 20,000 pieces at scale 1."""
    points = _cell_points(terrain, scale)
    village = nearest_village(terrain, points)
    group = np.where(terrain.inside(points[:, 0], points[:, 1]), village, -1)
    fabric = weave(points, group, strips_of(terrain), terrain.seed + 11)
    return _described(terrain, fabric, points, village)


def strips_of(terrain: Terrain) -> tuple[Strip, ...]:
    """Roads above rivers (bridges), each as one area."""
    kinds = (
        ("1003", 11.0, terrain.roads),
        ("1006", 5.5, terrain.lanes),
        ("1101", 42.0, terrain.rivers[:1]),
        ("1101", 17.0, terrain.rivers[1:]),
        ("1107", 4.0, terrain.creeks),
    )
    return tuple(Strip(code, width, _band(lines, width)) for code, width, lines in kinds)


def _band(lines: Shapes, width: float) -> shapely.Geometry:
    return shapely.union_all(shapely.buffer(lines, width / 2, quad_segs=2), grid_size=0.001)


def _cell_points(terrain: Terrain, scale: float) -> Floats:
    """One point for each piece of land, dense in the valleys: float64[n, 2]."""
    found = []
    for number, (low, high, gap) in enumerate(SPACING):
        xy = _scattered(gap / np.sqrt(scale), terrain.seed + 20 + number)
        xy = xy[np.hypot(xy[:, 0] - CENTRE[0], xy[:, 1] - CENTRE[1]) < 15_800]
        depth = terrain.valley(xy[:, 0], xy[:, 1])
        found.append(xy[(depth >= low) & (depth < high)])
    return np.unique(np.round(np.concatenate(found), 3), axis=0)


def _scattered(gap: float, seed: int) -> Floats:
    """A shaken grid over the county and a rim around it."""
    steps = np.arange(-int(16_500 / gap), int(16_500 / gap) + 1)
    i, j = (axis.ravel() for axis in np.meshgrid(steps, steps))
    x = CENTRE[0] + gap * (i + 0.5 * (j % 2) + 0.62 * (hashed(seed, i, j) - 0.5))
    y = CENTRE[1] + gap * (j + 0.62 * (hashed(seed + 1, i, j) - 0.5))
    return np.stack([x, y], axis=1)


def nearest_village(terrain: Terrain, xy: Floats) -> Ints:
    """The village that each point belongs to; its bounds bend with the ground."""
    bend = [650 * rough(xy[:, 0], xy[:, 1], 1900.0, terrain.seed + 30 + k) for k in range(2)]
    where = shapely.points(xy[:, 0] + bend[0], xy[:, 1] + bend[1])
    return np.asarray(STRtree(shapely.points(terrain.villages)).query_nearest(where, all_matches=False)[1])


def township_of_village(terrain: Terrain) -> Ints:
    """Each village goes to the nearest seat."""
    seats = np.asarray([seat.xy for seat in SEATS]) * 1000
    away = np.hypot(*(terrain.villages[:, None, :] - seats[None, :, :]).transpose(2, 0, 1))
    return np.asarray(np.argmin(away, axis=1))


def _described(terrain: Terrain, fabric: Fabric, points: Floats, village: Ints) -> Land:
    spot = shapely.get_coordinates(shapely.point_on_surface(fabric.faces))
    x, y = spot[:, 0], spot[:, 1]
    order = np.lexsort((np.round(x), np.round(y / 500)))
    fabric = Fabric(fabric.faces[order], fabric.seed_point[order], fabric.strip[order])
    x, y = x[order], y[order]
    depth = terrain.valley(x, y)
    own = village[fabric.seed_point]
    code = chosen_classes(terrain, fabric.strip, x, y, depth)
    code = np.where(fabric.strip >= 0, np.asarray([s.code for s in strips_of(terrain)])[fabric.strip], code)
    slope = _slope_class(terrain, x, y, depth)
    ridge = np.where(np.isin(code, CULTIVATED), _field_ridge(terrain, slope, own), 0.0)
    return Land(fabric.faces, code, slope, ridge, own, township_of_village(terrain)[own], depth, terrain.height(x, y))


def _slope_class(terrain: Terrain, x: Floats, y: Floats, depth: Floats) -> Ints:
    """1 (up to 2°) to 5 (over 25°)."""
    steep = depth + 0.25 * rough(x, y, 600.0, terrain.seed + 40)
    return np.asarray(1 + np.searchsorted([0.5, 0.85, 1.2, 1.55], steep), dtype=np.int64)


def _field_ridge(terrain: Terrain, slope: Ints, village: Ints) -> Floats:
    """Share of field ridges (KCXS), 4 decimals: none on flat land, more where it is steep."""
    base = np.asarray([0.0, 0.0, 0.0412, 0.0874, 0.1265, 0.1688])[slope]
    own = 1 + 0.12 * (hashed(terrain.seed + 41, village) - 0.5)
    return np.asarray(np.round(base * own, 4), dtype=np.float64)
