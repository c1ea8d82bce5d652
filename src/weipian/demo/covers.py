"""The layers that follow from the land: farmland, redline, townships, key areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.demo.land import Land
from weipian.demo.noise import Floats, Ints, hashed, rough
from weipian.demo.places import TOWNSHIPS
from weipian.demo.size import Size
from weipian.demo.terrain import Terrain

Shapes = NDArray[np.object_]
Flags = NDArray[np.bool_]
BLOCK = 148.0
"""Farmland is delimited in blocks of about this many metres in the county of full size."""
LEAST_M2 = 1_500.0


@dataclass(frozen=True)
class Covers:
    """Shapes of the county's control layers; farmland_village int64[len(farmland)].

    `in_farmland`, `in_redline`: which pieces of land lie in them, bool[len(land)].
    """

    farmland: Shapes
    farmland_village: Ints
    redline: Shapes
    townships: Shapes
    key_areas: Shapes
    in_farmland: Flags
    in_redline: Flags


def make_covers(terrain: Terrain, land: Land, size: Size) -> Covers:
    farmland, village = _farmland(terrain, land, BLOCK * terrain.stretch / 2 / np.sqrt(size.scale))
    order = np.sort(np.argsort(-shapely.area(farmland), kind="stable")[: size.farmland])
    farmland, village = farmland[order], village[order]
    redline = _redline(terrain, land)
    within = _within(farmland, land), _within(redline, land)
    return Covers(farmland, village, redline, _townships(land), _key_areas(terrain), *within)


def _within(shapes: Shapes, land: Land) -> Flags:
    """Pieces of land whose own point is in one of the shapes."""
    found = np.zeros(len(land.faces), dtype=bool)
    spots = shapely.STRtree(shapely.points(land.spot))
    shapely.prepare(shapes)
    inside = spots.query(shapes, predicate="contains")[1]
    found[inside] = True
    return found


def _farmland(terrain: Terrain, land: Land, block: float) -> tuple[Shapes, Ints]:
    """Cultivated pieces that fit together, block by block; never outside cultivated land."""
    x, y = land.spot.T
    good = land.cultivated & (land.slope <= 3) & (farmed(terrain, x, y) > 0)
    good &= hashed(terrain.seed + 71, np.arange(len(x))) > 0.12
    chosen = np.flatnonzero(good)
    key = np.stack([land.village, np.floor(x / block), np.floor(y / block)], axis=1)[chosen].astype(np.int64)
    which = np.unique((key[:, 0] * 100_000 + key[:, 1]) * 100_000 + key[:, 2], return_inverse=True)[1]
    groups = [chosen[members] for members in _grouped(which.reshape(-1))]
    unions = np.asarray([shapely.coverage_union_all(land.faces[faces]) for faces in groups], dtype=object)
    parts, group = shapely.get_parts(unions, return_index=True)
    large = shapely.area(parts) > LEAST_M2
    first = np.asarray([faces[0] for faces in groups])
    return parts[large], np.asarray(land.village[first[group[large]]], dtype=np.int64)


def farmed(terrain: Terrain, x: Floats, y: Floats) -> Floats:
    """Above 0 where the better fields are, which were delimited as farmland."""
    return rough(x, y, 2600.0, terrain.seed + 70, 2) + 0.35


def _redline(terrain: Terrain, land: Land) -> Shapes:
    """Three stretches of far forest, as whole pieces of the coverage."""
    x, y = land.spot.T
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
    fields = shapely.buffer(shapely.Point(terrain.seats[3]), 1_800 * terrain.stretch, quad_segs=6)
    return np.asarray([shapely.set_precision(road, 0.001), shapely.set_precision(fields, 0.001)], dtype=object)


def _grouped(which: Ints) -> list[Ints]:
    """Positions of each group number, in order."""
    order = np.argsort(which, kind="stable")
    return list(np.split(order, np.flatnonzero(np.diff(which[order])) + 1))
