"""From the authalic plane to the coordinates that stand on a map: the plot's own Gauss–Krüger zone, number before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from weipian.geometry.authalic import ORIGIN_LON
from weipian.geometry.crs import Crs
from weipian.geometry.ellipsoid import CGCS2000

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]

PLANE = f"+proj=cea +lon_0={ORIGIN_LON} +lat_ts=0 +a={CGCS2000.a} +rf={CGCS2000.inverse_flattening} +units=m +no_defs"
"""The authalic plane by PROJ's name; its series agrees with our closed form to 2 mm, on paper nothing."""
WIDTH, WIDE = 3, 6


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone, and the ways to and from the plane."""

    crs: Crs
    there: Any
    back: Any

    def shapes(self, planar: NDArray[np.object_]) -> NDArray[np.object_]:
        """Shapes of the plane in the zone's metres."""
        moved: Any = shapely.transform(planar, lambda xy: np.column_stack(self.there.transform(xy[:, 0], xy[:, 1])))
        return np.asarray(moved, object)

    def plane_box(self, box: Box) -> Box:
        """A box of the plane around a box of the zone; meridians converge, so it is a little larger."""
        west, south, east, north = box
        x, y = self.back.transform([west, east, west, east], [south, south, north, north])
        return min(x), min(y), max(x), max(y)


@cache
def zone_for(epsg: int, longitude: float) -> Zone:
    """The zone of a system; for degrees and others the 3° zone that the longitude lies in."""
    crs = Crs.of_epsg(epsg)
    if crs.kind != "gauss_kruger":
        crs = Crs.of_zone(round(longitude / WIDTH), WIDTH)
    elif not crs.zone:
        wide = crs.zone_width == WIDE
        crs = Crs.of_zone(round((crs.central_meridian + (3 if wide else 0)) / crs.zone_width), crs.zone_width)
    there = Transformer.from_crs(PLANE, crs.epsg, always_xy=True)
    return Zone(crs, there, Transformer.from_crs(crs.epsg, PLANE, always_xy=True))


def zone_of_plane(epsg: int, x: float) -> Zone:
    """The zone for a place of the plane; `epsg`: the system that the patch was issued in."""
    return zone_for(epsg, round(ORIGIN_LON + float(np.degrees(x / CGCS2000.a)), 1))
