"""Every geometry of a source looked at once: an area or not, finite or not; flat WKB and boxes of the good ones.

Compiled code that checks every place before it reads sees to the plain ones; the few others go to GEOS, which stays
behind the fence, since a malformed value may bring it down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from weipian.geometry.packed import Packed
from weipian.geometry.wkb import FLAT

Ints = npt.NDArray[np.int64]
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
    """`wkb` without heights, `fault` uint8[n], `box` float64[n, 4] (NaN in refused rows), whether any were dropped."""

    wkb: Packed
    fault: Codes
    box: Floats
    flattened: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What GEOS says of the odd ones: `fault` and `box` as above, `flat` where a value had to change, else None."""

    fault: Codes
    box: Floats
    flat: list[bytes | None]


Ask = Callable[[list[bytes]], Answered]

_AREAS = (3, 6)  # Polygon, MultiPolygon
_CURVED = (8, 9, 10, 11, 12, 13, 14)


def look(wkb: Packed, ask: Ask) -> Looked:
    """Look at all values; `ask` asks GEOS."""
    seen = wkb.seen()
    fault, box = np.zeros(len(wkb), np.uint8), seen.box.copy()
    odd = np.flatnonzero(seen.plain == 0)
    fault[odd] = [_fault_by_kind(wkb, index) for index in odd.tolist()]
    asked = odd[fault[odd] == Fault.NONE]
    flat, flattened = wkb.flat(), bool((seen.plain > FLAT).any())
    if len(asked):
        answered = ask([wkb[index] for index in asked.tolist()])
        fault[asked], box[asked] = answered.fault, answered.box
        changed = {int(index): value for index, value in zip(asked, answered.flat, strict=True) if value is not None}
        flat, flattened = flat.changed(changed), flattened or bool(changed)
    return Looked(flat, fault, box, flattened)


def _fault_by_kind(wkb: Packed, index: int) -> int:
    """What the type alone says; an area by name is looked at further."""
    kind = _kind(wkb.head(index))
    base = base_kind(kind)
    if kind < 0:
        return Fault.NULL
    if base in _AREAS:
        return Fault.NONE
    return Fault.CURVED if base in _CURVED else Fault.NOT_AREA


def _kind(value: bytes) -> int:
    """The geometry type code of a WKB, -1 for none."""
    if not value:
        return -1
    return int.from_bytes(value[1:5], "little" if value[0] == 1 else "big")


def base_kind(kind: int) -> int:
    """Without the marks for Z and M, both the ISO and the older one."""
    return (kind & 0x0FFFFFFF) % 1000
