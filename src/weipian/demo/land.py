"""The made-up land-use coverage: which piece of land is what, whose, and how steep."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from weipian.demo.classes import chosen_classes
from weipian.demo.clumps import clumped, merged_number
from weipian.demo.fabric import Cells, Fabric, Strip, weave
from weipian.demo.lattice import cell_points
from weipian.demo.noise import Floats, Ints, hashed, rough
from weipian.demo.size import Size
from weipian.demo.terrain import Terrain

Texts = NDArray[np.str_]
Shapes = NDArray[np.object_]
CULTIVATED = ("0101", "0103")
FIELD = 56.6
"""Metres between neighbouring fields in the county of full size."""


@dataclass(frozen=True)
class Land:
    """The coverage and what is known of each piece; arrays of one length n, `spot` a point within."""

    faces: Shapes
    code: Texts
    slope: Ints
    field_ridge: Floats
    village: Ints
    township: Ints
    valley: Floats
    spot: Floats

    @property
    def cultivated(self) -> NDArray[np.bool_]:
        return np.isin(self.code, CULTIVATED)


def make_land(terrain: Terrain, size: Size) -> Land:
    """As many pieces of land as the size says, within some 2 %."""
    gap = FIELD * terrain.stretch / 2 / np.sqrt(size.scale)
    points = cell_points(terrain, gap)
    x, y = points[:, 0], points[:, 1]
    village = nearest_village(terrain, points)
    depth = terrain.valley(x, y)
    place = clumped(terrain, points, depth, gap)
    code = chosen_classes(terrain, place[:, 0], place[:, 1], depth)
    cells = Cells(points, np.where(terrain.inside(x, y), village, -1), merged_number(place, code, village))
    strips = strips_of(terrain)
    fabric = weave(cells, strips, terrain.seed + 11)
    code = np.concatenate([code, [strip.code for strip in strips]])
    return _described(terrain, fabric, code, village)


def strips_of(terrain: Terrain) -> tuple[Strip, ...]:
    """Roads above rivers (bridges), each as one area."""
    kinds = (
        ("1003", 11.0, terrain.roads),
        ("1006", 5.5, terrain.lanes),
        ("1101", 42.0, terrain.rivers[:1]),
        ("1101", 17.0, terrain.rivers[1:]),
        ("1107", 4.0, np.concatenate([terrain.creeks, terrain.brooks])),
    )
    return tuple(Strip(code, width, _band(lines, width)) for code, width, lines in kinds)


def _band(lines: Shapes, width: float) -> shapely.Geometry:
    return shapely.union_all(shapely.buffer(lines, width / 2, quad_segs=2), grid_size=0.001)


def nearest_village(terrain: Terrain, xy: Floats) -> Ints:
    """The village that each point belongs to; its bounds bend with the ground."""
    bend = [650 * np.sqrt(terrain.stretch) * rough(xy[:, 0], xy[:, 1], 1900.0, terrain.seed + 30 + k) for k in range(2)]
    where = shapely.points(xy[:, 0] + bend[0], xy[:, 1] + bend[1])
    return np.asarray(STRtree(shapely.points(terrain.villages)).query_nearest(where, all_matches=False)[1])


def township_of_village(terrain: Terrain) -> Ints:
    """Each village goes to the nearest seat."""
    away = np.hypot(*(terrain.villages[:, None, :] - terrain.seats[None, :, :]).transpose(2, 0, 1))
    return np.asarray(np.argmin(away, axis=1))


def _described(terrain: Terrain, fabric: Fabric, codes: Texts, village: Ints) -> Land:
    """`codes` of all cells, then of all strips."""
    order = np.lexsort((np.round(fabric.spot[:, 0]), np.round(fabric.spot[:, 1] / 500)))
    fabric = Fabric(fabric.faces[order], fabric.spot[order], fabric.seed_point[order], fabric.strip[order])
    x, y = fabric.spot.T
    depth = terrain.valley(x, y)
    own = village[fabric.seed_point]
    code = codes[np.where(fabric.strip >= 0, len(village) + fabric.strip, fabric.seed_point)]
    slope = _slope_class(terrain, x, y, depth)
    ridge = np.where(np.isin(code, CULTIVATED), _field_ridge(terrain, slope, own), 0.0)
    township = township_of_village(terrain)[own]
    return Land(fabric.faces, code, slope, ridge, own, township, depth, fabric.spot)


def _slope_class(terrain: Terrain, x: Floats, y: Floats, depth: Floats) -> Ints:
    """1 (up to 2°) to 5 (over 25°)."""
    steep = depth + 0.25 * rough(x, y, 600.0, terrain.seed + 40)
    return np.asarray(1 + np.searchsorted([0.5, 0.85, 1.2, 1.55], steep), dtype=np.int64)


def _field_ridge(terrain: Terrain, slope: Ints, village: Ints) -> Floats:
    """Share of field ridges (KCXS), 4 decimals: none on flat land, more where it is steep."""
    base = np.asarray([0.0, 0.0, 0.0412, 0.0874, 0.1265, 0.1688])[slope]
    own = 1 + 0.12 * (hashed(terrain.seed + 41, village) - 0.5)
    return np.asarray(np.round(base * own, 4), dtype=np.float64)
