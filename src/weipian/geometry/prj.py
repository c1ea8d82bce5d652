"""A coordinate system from what a file says of it: an EPSG number, or a .prj text, judged by its parameters.

Names lie: zone 37 is found numbered 4526, 「CM_111E」 with another zone's false easting. So the parameters decide, and
a name or number that says otherwise is refused, not followed.
"""

from __future__ import annotations

import re

import pyproj
from pyproj.exceptions import CRSError

from weipian.geometry.crs import Crs
from weipian.geometry.foreign import name_of_foreign, translated
from weipian.terms.errors import InputError

_CGCS2000 = re.compile(r"cgcs.?2000|china.?2000|china.geodetic|2000国家大地", re.IGNORECASE)
_WGS84 = re.compile(r"wgs.?(19)?84|world geodetic system 1984", re.IGNORECASE)
_ZONE = re.compile(r"zone[ _](\d{1,2})(?!\d)", re.IGNORECASE)
_MERIDIAN = re.compile(r"CM[ _](\d{2,3})E", re.IGNORECASE)
_NEAR = 1e-6
_WITHOUT_HEIGHT = {4480: 4490, 4979: 4326}
"""The same systems with heights, which are dropped."""


def of_text(text: str, *, where: str = "") -> Crs:
    """The system of an EPSG number (「4525」, 「EPSG:4525」) or of WKT. Raises InputError `crs_unreadable`,
    `crs_not_allowed`, `crs_name_contradicts`."""
    number = re.fullmatch(r"\s*(?:EPSG:+)?(\d{4,6})\s*", text, re.IGNORECASE)
    if text.strip().upper() == "OGC:CRS84":
        return Crs.of_epsg(4326)
    if number:
        epsg = int(number[1])
        return Crs.of_epsg(_WITHOUT_HEIGHT.get(epsg, epsg), where=where)
    try:
        said = _read(text).to_2d()
    except CRSError as error:
        raise InputError("crs_unreadable", where=where) from error
    while said.is_compound:
        said = said.sub_crs_list[0]
    return _geographic(said, where) if said.is_geographic else _projected(said, where)


def _read(text: str) -> pyproj.CRS:
    """Only what a file may hold, WKT or PROJJSON: a PROJ string could name other files of this machine."""
    return pyproj.CRS.from_json(text) if text.lstrip().startswith("{") else pyproj.CRS.from_wkt(text)


def _geographic(said: pyproj.CRS, where: str) -> Crs:
    if _names(said, _CGCS2000):
        return Crs.of_epsg(4490)
    if _names(said, _WGS84):
        return Crs.of_epsg(4326)
    raise _refusal(said, where)


def _projected(said: pyproj.CRS, where: str) -> Crs:
    """Gauss-Krüger on CGCS2000 by its parameters, Web Mercator by its number."""
    numbers = _parameters(said)
    if numbers is None and said.to_epsg() == 3857:
        return Crs.of_epsg(3857)
    if numbers is None or not _names(said, _CGCS2000):
        raise _refusal(said, where)
    meridian, easting = numbers
    found = _of_parameters(meridian, easting)
    if found is None or not _agrees(said, found):
        raise InputError(
            "crs_name_contradicts",
            where=where,
            name=said.name,
            found=f"中央经线 {meridian:g}°、东偏 {easting:.0f} 米",
        )
    return found


def _parameters(said: pyproj.CRS) -> tuple[float, float] | None:
    """Central meridian and false easting of a plain Gauss-Krüger in metres and degrees, else None."""
    operation = said.coordinate_operation
    if operation is None or not re.search(r"transverse.mercator|gauss", operation.method_name, re.IGNORECASE):
        return None
    values = {re.sub(r"[ _]", "", p.name.lower()): (p.value, p.unit_conversion_factor) for p in operation.params}
    plain = {"scalefactoratnaturalorigin": 1.0, "latitudeofnaturalorigin": 0.0, "falsenorthing": 0.0}
    metres = all(abs(axis.unit_conversion_factor - 1.0) < _NEAR for axis in said.axis_info)
    if not metres or any(abs(values.get(key, (wanted, 1))[0] - wanted) > _NEAR for key, wanted in plain.items()):
        return None
    return float(values["longitudeofnaturalorigin"][0]), float(values["falseeasting"][0])


def _of_parameters(meridian: float, easting: float) -> Crs | None:
    """The one system with this central meridian and false easting; without a zone number 3° and 6° are the same."""
    for epsg in (*range(4513, 4555), *range(4491, 4513)):
        crs = Crs.of_epsg(epsg)
        if abs(crs.central_meridian - meridian) < _NEAR and abs(crs.false_easting - easting) < _NEAR:
            return crs
    return None


def _agrees(said: pyproj.CRS, found: Crs) -> bool:
    """Whether the name's zone or meridian and the EPSG number, where they are given, say the same."""
    zone, meridian = _ZONE.search(said.name), _MERIDIAN.search(said.name)
    given = said.to_json_dict().get("id", {})
    number = given.get("code") if given.get("authority") == "EPSG" else None
    return (
        (zone is None or int(zone[1]) == found.zone)
        and (meridian is None or (int(meridian[1]) == found.central_meridian and not found.zone))
        and (number is None or _same_plane(int(number), found))
    )


def _same_plane(epsg: int, found: Crs) -> bool:
    try:
        other = Crs.of_epsg(epsg)
    except InputError:
        return False
    return (other.central_meridian, other.false_easting) == (found.central_meridian, found.false_easting)


def _names(said: pyproj.CRS, pattern: re.Pattern[str]) -> bool:
    datum = said.datum.name if said.datum else ""
    base = said.geodetic_crs.name if said.geodetic_crs else ""
    return bool(pattern.search(f"{datum} {base}"))


def _refusal(said: pyproj.CRS, where: str) -> InputError:
    epsg = said.to_epsg()
    name = name_of_foreign(epsg) if epsg else translated(said.name)
    return InputError("crs_not_allowed", where=where, name=name)
