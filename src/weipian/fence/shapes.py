"""Every geometry of a source looked at once: an area or not, finite or not; flat WKB and boxes of the good ones."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from weipian.geometry.geos import shapely

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]


class Fault(IntEnum):
    """Why a geometry is not taken."""

    NONE = 0
    NULL = 1
    EMPTY = 2
    NOT_AREA = 3
    CURVED = 4
    NOT_FINITE = 5
    MALFORMED = 6

    @property
    def code(self) -> str:
        """The message."""
        return _CODES[self.value - 1]


_CODES = (
    "geometry_null",
    "geometry_empty",
    "geometry_not_area",
    "geometry_curved",
    "geometry_not_finite",
    "geometry_malformed",
)


@dataclass(frozen=True, slots=True)
class Looked:
    """`fault` uint8[n], `box` float64[n, 4], whether heights were dropped, and the WKB where it had to change.

    `wkb` is None where every value stays as it was; else object[n], None in refused rows.
    """

    wkb: npt.NDArray[np.object_] | None
    fault: Codes
    box: Floats
    flattened: bool


_AREAS = (3, 6)  # Polygon, MultiPolygon
_CURVED = (8, 9, 10, 11, 12, 13, 14)


def look(raw: npt.NDArray[np.object_]) -> Looked:
    """Look at WKB values (bytes or None)."""
    kinds = np.fromiter((_kind(value) for value in raw), np.int64, len(raw))
    base = _base_kind(kinds)
    fault = np.zeros(len(raw), np.uint8)
    areas = np.isin(base, _AREAS)
    fault[~areas] = Fault.NOT_AREA
    fault[np.isin(base, _CURVED)] = Fault.CURVED
    fault[kinds < 0] = Fault.NULL
    shapes: Any = np.full(len(raw), None, object)
    shapes[areas] = shapely.from_wkb(raw[areas], on_invalid="ignore")
    fault[areas & shapely.is_missing(shapes)] = Fault.MALFORMED
    _look_at_shapes(shapes, fault)
    good = fault == Fault.NONE
    shapes[~good] = None
    high = good & (kinds != base)
    if good.all() and (kinds == base).all():
        return Looked(None, fault, shapely.bounds(shapes), flattened=False)
    wkb = raw.copy()
    wkb[~good] = None
    if high.any():
        wkb[high] = shapely.to_wkb(shapes[high], output_dimension=2)
    return Looked(wkb, fault, shapely.bounds(shapes), bool(high.any()))


def _kind(value: bytes | None) -> int:
    """The geometry type code of a WKB, −1 for none."""
    if not value:
        return -1
    return int.from_bytes(value[1:5], "little" if value[0] == 1 else "big")


def _base_kind(kinds: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Without the marks for Z and M, both the ISO and the older one."""
    return (kinds & 0x0FFFFFFF) % 1000


def _look_at_shapes(shapes: Any, fault: Codes) -> None:
    known = fault == Fault.NONE
    fault[known & shapely.is_empty(shapes)] = Fault.EMPTY
    doubtful = np.flatnonzero(~np.isfinite(shapely.length(shapes)) & ~shapely.is_missing(shapes))
    for row in doubtful:  # a length overflows before its coordinates do
        if not np.isfinite(shapely.get_coordinates(shapes[row])).all():
            fault[row] = Fault.NOT_FINITE
