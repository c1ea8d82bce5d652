"""The coordinate systems that are taken, known by EPSG number, by name or by the size of the coordinates.

EPSG, 2000国家大地坐标系: 4490 degrees; 4491-4501 6° zones 13-23, 4513-4533 3° zones 25-45, both with the zone
number before the easting; 4502-4512 and 4534-4554 the same central meridians without it. 4326 is read as
CGCS2000: the two frames differ by less than a metre, and areas by nothing that shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Literal, Self

from weipian.geometry.foreign import name_of_foreign
from weipian.terms.errors import InputError

Kind = Literal["geographic", "gauss_kruger", "web_mercator"]
Bounds = tuple[float, float, float, float]
"""xmin, ymin, xmax, ymax; x is the easting or longitude."""

ZONE_STEP = 1_000_000.0
MIDDLE = 500_000.0
"""False easting of the central meridian inside its zone, metres."""


@dataclass(frozen=True, slots=True)
class Crs:
    """A coordinate system of the allow-list; `zone` is 0 where eastings carry no zone number."""

    epsg: int
    kind: Kind
    central_meridian: float = 0.0
    false_easting: float = 0.0
    zone_width: int = 0

    @classmethod
    def of_epsg(cls, epsg: int, *, where: str = "") -> Self:
        """The system of an EPSG number. Raises InputError `crs_not_allowed`."""
        if epsg in (4490, 4326):
            return cls(epsg, "geographic")
        if epsg == 3857:
            return cls(epsg, "web_mercator")
        for first, last, width, prefixed in _GAUSS_KRUGER:
            if first <= epsg <= last:
                return cls._gauss_kruger(epsg, 75 + (epsg - first) * width, width, prefixed)
        raise InputError("crs_not_allowed", where=where, name=name_of_foreign(epsg))

    @classmethod
    def _gauss_kruger(cls, epsg: int, meridian: int, width: int, prefixed: bool) -> Self:
        zone = zone_of(meridian, width) if prefixed else 0
        return cls(epsg, "gauss_kruger", float(meridian), zone * ZONE_STEP + MIDDLE, width)

    @classmethod
    def of_zone(cls, zone: int, width: int) -> Self:
        """The prefixed system of a zone number, 3° (25-45) or 6° (13-23). Raises InputError `crs_zone_unknown`."""
        first, numbers = (4513, range(25, 46)) if width == 3 else (4491, range(13, 24))
        if width not in (3, 6) or zone not in numbers:
            raise InputError("crs_zone_unknown", zone=zone, width=width)
        return cls.of_epsg(first + zone - numbers[0])

    @property
    def zone(self) -> int:
        """The zone number before the easting, 0 where there is none."""
        return int(self.false_easting // ZONE_STEP)

    @property
    def label(self) -> str:
        """What people call it."""
        if self.kind == "geographic":
            return f"{'CGCS2000' if self.epsg == 4490 else 'WGS 84'} 经纬度（EPSG:{self.epsg}）"
        if self.kind == "web_mercator":
            return "Web 墨卡托（EPSG:3857）"
        zone = f"第{self.zone}带" if self.zone else "不带带号"
        meridian = f"中央经线{self.central_meridian:g}°"
        return f"CGCS2000 高斯-克吕格 {self.zone_width}度分带 {zone} {meridian}（EPSG:{self.epsg}）"


_GAUSS_KRUGER = ((4491, 4501, 6, True), (4502, 4512, 6, False), (4513, 4533, 3, True), (4534, 4554, 3, False))


def zone_of(meridian: int, width: int) -> int:
    """The number of the zone with this central meridian: 3° zones lie on multiples of 3°, 6° ones between."""
    return meridian // 3 if width == 3 else (meridian + 3) // 6


CHINA_LON = (70.0, 140.0)
CHINA_LAT = (0.0, 60.0)
NORTHINGS = (300_000.0, 6_300_000.0)
"""China's northings with room to spare, metres; data without a place lie near 0 and fall out."""


def guess(bounds: Bounds, *, where: str = "") -> Crs | None:
    """The system that coordinates of this size are in, None where more than one could be meant.

    Degrees within China are 4490. Eight-digit eastings carry their zone: 25-45 are 3° zones, 16-23 are 6° ones;
    13-15 could as well be Web Mercator in eastern China, and six-digit eastings name no meridian: None.
    Raises InputError `crs_axes_swapped` where x and y stand in each other's place, `crs_zones_mixed`,
    `crs_not_finite`.
    """
    _require_finite(bounds, where)
    _refuse_swapped(bounds, where)
    if _within(bounds, CHINA_LON, CHINA_LAT):
        return Crs.of_epsg(4490)
    first, last = (int(x // ZONE_STEP) for x in (bounds[0], bounds[2]))
    if not (13 <= first <= last <= 45 and _within(bounds, (0.0, 46 * ZONE_STEP), NORTHINGS)):
        return None
    if first != last:
        raise InputError("crs_zones_mixed", where=where, first=first, last=last)
    if first >= 25:
        return Crs.of_zone(first, 3)
    return Crs.of_zone(first, 6) if 16 <= first <= 23 else None


def check(crs: Crs, bounds: Bounds, *, where: str = "") -> None:
    """Raises InputError where coordinates can't be in the system that they are said to be in."""
    _require_finite(bounds, where)
    _refuse_swapped(bounds, where)
    said, corner = crs.label, {"x": f"{bounds[2]:.9g}", "y": f"{bounds[3]:.9g}"}
    degrees = _within(bounds, (-180.0, 180.0), (-90.0, 90.0))
    if crs.kind == "geographic":
        if not degrees:
            raise InputError("crs_degrees_expected", where=where, crs=said, **corner)
        return
    if degrees:
        raise InputError("crs_metres_expected", where=where, crs=said, **corner)
    if crs.kind == "web_mercator":
        if not _within(bounds, (-20_037_509.0, 20_037_509.0), (-20_048_967.0, 20_048_967.0)):
            raise InputError("crs_outside", where=where, crs=said, **corner)
        return
    _check_gauss_kruger(crs, bounds, where)


def _check_gauss_kruger(crs: Crs, bounds: Bounds, where: str) -> None:
    """The zone number before the easting, the easting's distance from the meridian, the northing."""
    said = crs.label
    first, last = (int(x // ZONE_STEP) for x in (bounds[0], bounds[2]))
    if crs.zone and (first, last) == (0, 0):
        raise InputError("crs_prefix_missing", where=where, crs=said, x=_whole(bounds[0]), zone=crs.zone)
    if not crs.zone and first == last >= 13:
        raise InputError("crs_prefix_unexpected", where=where, crs=said, x=_whole(bounds[0]), zone=first)
    if crs.zone and first == last and 13 <= first <= 45 and first != crs.zone:
        raise InputError("crs_prefix_other", where=where, crs=said, x=_whole(bounds[0]), found=first, zone=crs.zone)
    if max(abs(x - crs.false_easting) for x in (bounds[0], bounds[2])) >= MIDDLE:
        raise InputError("crs_far_from_zone", where=where, crs=said, x=f"{_whole(bounds[0])}～{_whole(bounds[2])}")
    if not _within(bounds, (bounds[0], bounds[2]), NORTHINGS):
        raise InputError("crs_northing_outside", where=where, crs=said, y=f"{_whole(bounds[1])}～{_whole(bounds[3])}")


def _refuse_swapped(bounds: Bounds, where: str) -> None:
    """Latitude first (China's degrees don't overlap), or the northing where the easting belongs."""
    x0, y0, x1, y1 = bounds
    turned = (y0, x0, y1, x1)
    eight_digits = (13 * ZONE_STEP, 46 * ZONE_STEP)
    six_digits = (100_000.0, 900_000.0)
    if (
        _within(turned, CHINA_LON, CHINA_LAT)
        or _within(turned, eight_digits, NORTHINGS)
        or (x0 >= ZONE_STEP and _within(turned, six_digits, NORTHINGS))
    ):
        raise InputError("crs_axes_swapped", where=where, x=f"{x0:.10g}", y=f"{y0:.10g}")


def _within(bounds: Bounds, x: tuple[float, float], y: tuple[float, float]) -> bool:
    return x[0] <= bounds[0] and bounds[2] <= x[1] and y[0] <= bounds[1] and bounds[3] <= y[1]


def _require_finite(bounds: Bounds, where: str) -> None:
    if not all(map(isfinite, bounds)):
        raise InputError("crs_not_finite", where=where)


def _whole(value: float) -> str:
    return f"{value:.0f}"
