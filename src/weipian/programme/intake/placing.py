"""Where a clue lies: a point or an outline as people write it, its system found by its coordinates (B2, E8)."""

from __future__ import annotations

import json
import re

import shapely

from weipian.geometry.crs import Crs, check, guess
from weipian.geometry.shapes import Shapes, to_authalic
from weipian.terms.errors import InputError

PAIR = re.compile(r"\s*(-?\d{1,9}(?:\.\d{1,12})?)\s*[,，\s]\s*(-?\d{1,9}(?:\.\d{1,12})?)\s*", re.ASCII)
LONGEST = 1_000_000
KINDS = ("Point", "Polygon", "MultiPolygon")


def place_of(text: str, epsg: int | None, where: str) -> tuple[str, bytes]:
    """`x,y`, WKT or GeoJSON → its system and WKB. Raises InputError."""
    shape = _read(text, where)
    if shape.geom_type not in KINDS or shape.is_empty or not shapely.is_valid(shape):
        raise InputError("clue_place", where=where)
    bounds = shape.bounds
    crs = Crs.of_epsg(epsg, where=where) if epsg else guess(bounds, where=where)
    if crs is None:
        raise InputError("clue_crs", where=where)
    check(crs, bounds, where=where)
    return f"EPSG:{crs.epsg}", shapely.to_wkb(shapely.force_2d(shape))


def _read(text: str, where: str) -> shapely.Geometry:
    pair = PAIR.fullmatch(text)
    if pair:
        return shapely.Point(float(pair[1]), float(pair[2]))
    if len(text) > LONGEST:
        raise InputError("clue_place", where=where)
    try:
        if text.lstrip().startswith("{"):
            said = json.loads(text)
            return shapely.from_geojson(json.dumps(said.get("geometry") or said))
        return shapely.from_wkt(text)
    except (shapely.GEOSException, ValueError, AttributeError):
        raise InputError("clue_place", where=where) from None


def in_plane(crs: str, wkb: bytes) -> shapely.Geometry:
    """A place in the authalic plane."""
    shape, system = shapely.from_wkb(wkb), Crs.of_epsg(int(crs.removeprefix("EPSG:")))
    if shape.geom_type == "Point":
        from weipian.geometry.project import to_plane

        x, y = to_plane(shapely.get_x([shape]), shapely.get_y([shape]), system)
        return shapely.Point(float(x[0]), float(y[0]))
    return to_authalic(Shapes.of_wkb([wkb], system)).geometry(0)
