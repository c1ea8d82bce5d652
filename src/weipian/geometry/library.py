"""The kernel for others: Shapely geometries or WKB in, exact areas on the ellipsoid out; see docs/library.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.crs import Crs, check
from weipian.geometry.geos import shapely
from weipian.geometry.measure import Overlaps, overlaps, shape_areas
from weipian.geometry.shapes import Shapes
from weipian.geometry.sound import judged

Geometries = Sequence[Any] | NDArray[np.object_]


def overlay_areas(
    patches: Geometries, layer: Geometries, epsg: int, layer_epsg: int | None = None, threads: int | None = None
) -> Overlaps:
    """See `weipian.geometry.overlay_areas`, its public name."""
    ones = _shapes(patches, epsg, "patches")
    others = _shapes(layer, layer_epsg or epsg, "layer")
    return overlaps(ones, others, threads)


def ellipsoid_areas(geometries: Geometries, epsg: int) -> NDArray[np.int64]:
    """See `weipian.geometry.ellipsoid_areas`, its public name."""
    return shape_areas(_shapes(geometries, epsg, "geometries"))


def _shapes(geometries: Geometries, epsg: int, where: str) -> Shapes:
    """Judged and in the plane. Raises InputError `shape_…` for the first that can't be measured, `crs_…`."""
    crs = Crs.of_epsg(epsg, where=where)
    given = list(geometries)
    wkb = [one if isinstance(one, bytes) or one is None else shapely.to_wkb(one) for one in given]
    found = judged(wkb, crs)
    if found.defects:
        first = found.defects[0]
        raise first.error(f"{where}[{first.index}]")
    if len(given):
        check(crs, _bounds(wkb), where=where)
    return found.shapes


def _bounds(wkb: list[bytes | None]) -> tuple[float, float, float, float]:
    west, south, east, north = shapely.total_bounds(shapely.from_wkb(np.array(wkb, object))).tolist()
    return west, south, east, north
