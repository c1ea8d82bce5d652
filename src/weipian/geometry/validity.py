"""Validity first: the kernel is silently wrong on shapes that cross themselves. Judged by GEOS, told in Chinese."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.geos import shapely
from weipian.terms.errors import InputError
from weipian.terms.messages import sentence

Wkb = Sequence[bytes | None] | NDArray[np.object_]
Objects = NDArray[np.object_]

POLYGON_ID, MULTIPOLYGON_ID = 3, 6
_CURVED_IDS = frozenset({8, 9, 10, 11, 12, 13, 14})
_REASONS = {
    "Self-intersection": "shape_crosses_itself",
    "Ring Self-intersection": "shape_ring_touches_itself",
    "Hole lies outside shell": "shape_hole_outside",
    "Holes are nested": "shape_holes_nested",
    "Nested shells": "shape_parts_nested",
    "Interior is disconnected": "shape_interior_cut",
    "Duplicate Rings": "shape_rings_twice",
    "Too few points in geometry component": "shape_too_few_points",
    "Invalid Coordinate": "shape_not_finite",
}
"""GEOS says → our code."""


@dataclass(frozen=True, slots=True)
class Defect:
    """Why the shape at `index` (from 0) can't be measured; `place` is where in it, in its own coordinates, or empty."""

    index: int
    code: str
    place: str = ""

    @property
    def message(self) -> str:
        return sentence(self.code, {"place": self.place})

    def error(self, where: str = "") -> InputError:
        return InputError(self.code, where=where, place=self.place)


def check(wkb: Wkb) -> list[Defect]:
    """Every shape that can't be measured as it is, in order; nothing is repaired."""
    return judge(wkb)[1]


def judge(wkb: Wkb) -> tuple[Objects, list[Defect]]:
    """The shapes in two dimensions (object[n], None where unreadable) and every defect, in order."""
    areal, defects = read(wkb)
    found = {defect.index for defect in defects}
    for index in np.flatnonzero(~shapely.is_valid(areal)):
        if int(index) not in found:
            defects.append(_invalid(int(index), areal[index]))
    return areal, sorted(defects, key=lambda defect: defect.index)


def read(wkb: Wkb) -> tuple[Objects, list[Defect]]:
    """The shapes in two dimensions, and the defects that show without looking for crossings."""
    raw = [bytes(item) if item else b"" for item in wkb]
    areal = [item if _wkb_type(item) in (POLYGON_ID, MULTIPOLYGON_ID) else None for item in raw]
    with warnings.catch_warnings():  # NaN among the coordinates is told as a defect
        warnings.simplefilter("ignore", RuntimeWarning)
        found: Objects = shapely.force_2d(shapely.from_wkb(np.array(areal, dtype=object), on_invalid="ignore"))
    sound = ~(shapely.is_missing(found) | shapely.is_empty(found))
    defects = [Defect(int(i), _why_not_read(raw[i], found[i])) for i in np.flatnonzero(~sound)]
    found[~sound] = None
    return found, defects


def _why_not_read(raw: bytes, found: object) -> str:
    """No area to speak of: missing, curved, of another type, empty, not closed, cut short."""
    kind = _wkb_type(raw)
    if not raw:
        return "shape_missing"
    if kind in _CURVED_IDS:
        return "shape_curved"
    if found is not None:
        return "shape_empty"
    if kind in (POLYGON_ID, MULTIPOLYGON_ID):
        return _why_unreadable(raw)
    return "shape_not_areal" if kind else "shape_unreadable"


def _wkb_type(raw: bytes) -> int:
    """The type number without the marks for Z, M and SRID; 0 where the bytes are no WKB."""
    if len(raw) < 5 or raw[0] not in (0, 1):
        return 0
    return (int.from_bytes(raw[1:5], "little" if raw[0] else "big") & 0x0FFFFFFF) % 1000


def _why_unreadable(raw: bytes) -> str:
    try:
        shapely.from_wkb(raw)
    except shapely.errors.GEOSException as error:
        if "closed linestring" in str(error):
            return "shape_not_closed"
        if "number of points" in str(error):
            return "shape_too_few_points"
    return "shape_unreadable"


def _invalid(index: int, shape: object) -> Defect:
    said = str(shapely.is_valid_reason(shape))
    reason, _, rest = said.partition("[")
    code = _REASONS.get(reason, "shape_invalid")
    if code == "shape_crosses_itself" and _has_ring_twice(shape):
        code = "shape_rings_twice"
    elif code in ("shape_crosses_itself", "shape_ring_touches_itself") and _is_collapsed(shape):
        code = "shape_no_area"
    return Defect(index, code, _place(rest))


def _is_collapsed(shape: object) -> bool:
    """Nothing areal can be made of it; a symmetric bow-tie, whose wings cancel, can be."""
    return bool(shapely.area(shapely.make_valid(shape, method="structure", keep_collapsed=False)) == 0)


def _has_ring_twice(shape: object) -> bool:
    rings = shapely.get_rings(shapely.get_parts(shape))
    outlines = [shapely.normalize(shapely.polygons(ring)).wkb for ring in rings]
    return len(set(outlines)) < len(outlines)


def _place(rest: str) -> str:
    """「(110.65, 26.04)」 from GEOS's 「110.65 26.04]」."""
    numbers = re.findall(r"[-+.\w]+", rest)
    return f"({', '.join(numbers)})" if len(numbers) == 2 else ""
