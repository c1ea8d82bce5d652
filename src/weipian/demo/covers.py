"""The layers that follow from the land: farmland, redline, townships, key areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.demo.land import Land
from weipian.demo.noise import Floats, Ints, hashed, rough
from weipian.demo.places import TOWNSHIPS
from weipian.demo.terrain import Terrain

Shapes = NDArray[np.object_]
BLOCK = 420.0
"""Farmland is delimited in blocks of about this many metres."""


@dataclass(frozen=True)
class Covers:
    """Shapes of the county's control layers; farmland_village int64[len(farmland)]."""

    farmland: Shapes
    farmland_village: Ints
    redline: Shapes
    townships: Shapes
    key_areas: Shapes


def make_covers(terrain: Terrain, land: Land, scale: float) -> Covers:
    farmland, village = _farmland(terrain, land, BLOCK / np.sqrt(scale))
    return Covers(farmland, village, _redline(terrain, land), _townships(land), _key_areas(terrain))


def _farmland(terrain: Terrain, land: Land, block: float) -> tuple[Shapes, Ints]:
    """Cultivated pieces that fit together, block by block; never outside cultivated land."""
    x, y = _middle(land.faces)
    good = land.cultivated & (land.slope <= 3) & (rough(x, y, 2600.0, terrain.seed + 70, 2) > -0.35)
    good &= hashed(terrain.seed + 71, np.arange(len(x))) > 0.12
    chosen = np.flatnonzero(good)
    key = np.stack([land.village, np.floor(x / block), np.floor(y / block)], axis=1)[chosen].astype(np.int64)
    _, which = np.unique(key, axis=0, return_inverse=True)
    shapes: list[shapely.Geometry] = []
    village: list[int] = []
    for members in _grouped(which.reshape(-1)):
        faces = chosen[members]
        parts = shapely.get_parts(shapely.coverage_union_all(land.faces[faces]))
        parts = parts[shapely.area(parts) > 1500]
        shapes += list(parts)
        village += [int(land.village[faces[0]])] * len(parts)
    return np.asarray(shapes, dtype=object), np.asarray(village, dtype=np.int64)


def _redline(terrain: Terrain, land: Land) -> Shapes:
    """Three stretches of far forest, as whole pieces of the coverage."""
    x, y = _middle(land.faces)
    far = (land.valley > 1.9) & np.char.startswith(land.code, "03")
    wild = rough(x, y, 5200.0, terrain.seed + 75, 2) > 0.22
    union = shapely.get_parts(shapely.coverage_union_all(land.faces[far & wild]))
    union = union[shapely.area(union) > 250_000]
    return np.asarray([shapely.Polygon(part.exterior, _large_holes(part)) for part in union], dtype=object)


def _large_holes(part: shapely.Polygon) -> list[shapely.LinearRing]:
    return [hole for hole in part.interiors if shapely.Polygon(hole).area > 4000]


def _townships(land: Land) -> Shapes:
    shapes = [shapely.coverage_union_all(land.faces[land.township == k]) for k in range(len(TOWNSHIPS))]
    return np.asarray([shapely.get_geometry(s, 0) if _single(s) else s for s in shapes], dtype=object)


def _single(shape: shapely.Geometry) -> bool:
    return bool(shapely.get_num_geometries(shape) == 1)


def _key_areas(terrain: Terrain) -> Shapes:
    """Rough circles where the county looks first: the highway and the fields below the seat."""
    road = shapely.simplify(shapely.buffer(terrain.highway, 500, quad_segs=2), 20)
    fields = shapely.buffer(shapely.Point(8_600, 8_700), 1_800, quad_segs=6)
    return np.asarray([shapely.set_precision(road, 0.001), shapely.set_precision(fields, 0.001)], dtype=object)


def _middle(shapes: Shapes) -> tuple[Floats, Floats]:
    spot = shapely.centroid(shapes)
    return shapely.get_x(spot), shapely.get_y(spot)


def _grouped(which: Ints) -> list[Ints]:
    """Positions of each group number, in order."""
    order = np.argsort(which, kind="stable")
    return list(np.split(order, np.flatnonzero(np.diff(which[order])) + 1))
