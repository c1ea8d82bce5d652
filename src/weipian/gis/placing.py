"""Shapes of several systems in one; those that are in it already keep their bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import pyproj
import shapely

from weipian.geometry import authalic
from weipian.geometry.crs import Crs
from weipian.geometry.ellipsoid import CGCS2000

PLANE = ""
"""How the books name the authalic plane, where parts of a split plot are kept."""


def commonest(systems: Sequence[str]) -> Crs:
    """The system that most shapes are in, of equally many the one with the smaller number."""
    counted = Counter(name for name in systems if name != PLANE)
    name = min(counted, key=lambda one: (-counted[one], one)) if counted else "EPSG:4490"
    return Crs.of_epsg(int(name.removeprefix("EPSG:")))


def placed(wkb: Sequence[bytes], systems: Sequence[str], into: Crs) -> tuple[list[bytes], int]:
    """Every shape in one system, and how many had to be moved from another file's system (parts not counted)."""
    found, moved = list(wkb), 0
    own = f"EPSG:{into.epsg}"
    for system in sorted({*systems} - {own}):
        at = [index for index, name in enumerate(systems) if name == system]
        moved += 0 if system == PLANE else len(at)
        shapes = shapely.force_2d(shapely.from_wkb(np.array([wkb[index] for index in at], object)))
        change = pyproj.Transformer.from_crs(_system(system), into.epsg, always_xy=True)
        there = shapely.transform(shapes, change.transform, interleaved=False)
        for index, one in zip(at, shapely.to_wkb(there, byte_order=1).tolist(), strict=True):
            found[index] = one
    return found, moved


def _system(name: str) -> pyproj.CRS:
    if name != PLANE:
        return pyproj.CRS.from_epsg(int(name.removeprefix("EPSG:")))
    ellipsoid = f"+a={CGCS2000.a!r} +b={CGCS2000.b!r}"
    geographic = pyproj.CRS.from_epsg(4490)
    plane = pyproj.CRS.from_proj4(f"+proj=cea +lat_ts=0 +lon_0={authalic.ORIGIN_LON} {ellipsoid} +units=m +no_defs")
    description = plane.to_json_dict()
    description["base_crs"] = geographic.to_json_dict()
    return pyproj.CRS.from_json_dict(description)
