"""The eight bugs seen in public code (shared proj_area), planted one by one: each must fail the check that guards it.

A check is run on our own code first, so that it is known to pass, then on the mutant.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyproj
import pytest
import shapely

from geometry.areas_agree import SHEETS, Floats, check_plane, check_sheets
from geometry.making import star
from weipian.geometry import gauss_kruger, split
from weipian.geometry.authalic import ORIGIN_LON, q_of_sine, to_plane, trapezoid_by_series
from weipian.geometry.crs import Crs
from weipian.geometry.ellipsoid import CGCS2000, Ellipsoid
from weipian.geometry.prj import of_text
from weipian.geometry.validity import check
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("C1")

XIAN80 = Ellipsoid("Xian 1980", 6378140.0, 298.257)


@dataclass(frozen=True)
class Mixed(Ellipsoid):
    """One ellipsoid's axes with an eccentricity from elsewhere."""

    other_e2: float = 0.0

    @property
    def e2(self) -> float:
        return self.other_e2


def series_on(ellipsoid: Ellipsoid) -> Callable[[float, float, float], float]:
    return lambda lat1, lat2, dlon: trapezoid_by_series(lat1, lat2, dlon, ellipsoid)


def caught(check_it: Callable[[], None]) -> None:
    with pytest.raises((AssertionError, InputError)):
        check_it()


def southern_sheets(trapezoid: Callable[[float, float, float], float]) -> None:
    check_sheets(trapezoid, northmost=40.5)


def test_1_integer_division() -> None:
    """(3 / 6) · e² as 0: the first term's share is lost."""

    def mutant(lat1: float, lat2: float, dlon: float) -> float:
        lost = 3 / 6 * CGCS2000.e2 * math.sin((lat2 - lat1) / 2) * math.cos((lat1 + lat2) / 2)
        return trapezoid_by_series(lat1, lat2, dlon) - 2 * CGCS2000.b**2 * dlon * lost

    southern_sheets(trapezoid_by_series)
    caught(lambda: southern_sheets(mutant))


def test_2_second_eccentricity() -> None:
    second = CGCS2000.e2 / (1 - CGCS2000.e2)
    caught(lambda: southern_sheets(series_on(Mixed("mutant", 6378137.0, 298.257222101, second))))
    caught(lambda: check_plane(plane_on(Mixed("mutant", 6378137.0, 298.257222101, second))))


def test_3_another_ellipsoids_constants() -> None:
    """CGCS2000's axes, Xi'an 80's e²: 5e-9 in e², and the footpoints off by centimetres."""
    mixed = Mixed("mutant", 6378137.0, 298.257222101, XIAN80.e2)
    caught(lambda: southern_sheets(series_on(mixed)))
    caught(lambda: check_plane(plane_on(mixed)))
    check_inverse(CGCS2000)
    caught(lambda: check_inverse(XIAN80))


def plane_on(ellipsoid: Ellipsoid) -> Callable[[Floats, Floats], tuple[Floats, Floats]]:
    return lambda lon, lat: to_plane(lon, np.sin(np.radians(lat)), ellipsoid)


def check_inverse(ellipsoid: Ellipsoid) -> None:
    """Zone 37 back to degrees to 1e-9°, as PROJ has it."""
    x, y = np.array([37_450_000.0, 37_520_000.0]), np.array([2_880_000.0, 2_910_000.0])
    lon, lat = pyproj.Transformer.from_crs(4525, 4490, always_xy=True).transform(x, y)
    mine, tangent = gauss_kruger.inverse(x, y, 111, 37_500_000, ellipsoid)
    assert np.abs(mine - lon).max() < 1e-9
    assert np.abs(np.degrees(np.arctan(tangent)) - lat).max() < 1e-9


def test_4_a_short_pi() -> None:
    """3.1415926535 is 2.9e-11 low: a third of a millimetre in the plane."""
    short = 3.1415926535 / 180

    def mutant(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        y = CGCS2000.b**2 / CGCS2000.a * q_of_sine(np.sin(lat * short))
        return CGCS2000.a * short * (lon - ORIGIN_LON), y

    check_plane(plane_on(CGCS2000))
    caught(lambda: check_plane(mutant))


ZoneReader = Callable[[int], int]


def check_zones(epsg_of_zone: ZoneReader) -> None:
    """Zone numbers against the register's central meridians and false eastings."""
    for zone in range(25, 46):
        conversion = pyproj.CRS(epsg_of_zone(zone)).coordinate_operation
        assert conversion is not None
        values = {p.name: p.value for p in conversion.params}
        assert values["Longitude of natural origin"] == 3 * zone
        assert values["False easting"] == zone * 1e6 + 500_000


@pytest.mark.parametrize("off", [-1, 1])
def test_5_zones_off_by_one(off: int) -> None:
    """Zone 36 → 4525, zone 37 → 4526."""
    check_zones(lambda zone: Crs.of_zone(zone, 3).epsg)
    caught(lambda: check_zones(lambda zone: Crs.of_zone(zone, 3).epsg + off))
    caught(lambda: check_zones(lambda zone: 4513 + (zone - 25 + off) % 21))


WktReader = Callable[[str], Crs]


def check_liars(read: WktReader) -> None:
    """A name and numbers that contradict each other are refused, and the honest one is 4546."""
    honest = str(pyproj.CRS(4546).to_wkt("WKT1_GDAL"))
    assert read(honest).epsg == 4546
    for lie in (honest.replace("500000", "61500000"), honest.replace('"4546"', '"4526"')):
        refused = False
        try:
            read(lie)
        except InputError as error:
            refused = error.code == "crs_name_contradicts"
        assert refused, lie


def test_6_a_meridians_name_with_another_zones_numbers() -> None:
    """「CGCS2000_3_Degree_GK_CM_111E」 with x_0 = 61500000, or numbered 4526."""

    def believes_the_number(text: str) -> Crs:
        return Crs.of_epsg(int(re.findall(r'"EPSG","(\d+)"', text)[-1]))

    def believes_the_name(text: str) -> Crs:
        meridian = int(re.findall(r"CM (\d+)E", text)[0])
        return Crs.of_epsg(4534 + (meridian - 75) // 3)

    check_liars(of_text)
    caught(lambda: check_liars(believes_the_number))
    caught(lambda: check_liars(believes_the_name))


Cutter = Callable[..., tuple[Floats, Floats, np.ndarray[tuple[int, ...], np.dtype[np.int64]]]]


def check_closing(cut: Cutter) -> None:
    """Both sides of a cut are closed rings, and together they are the whole."""
    shape = star(200, 1000, 1)
    points = shapely.get_coordinates(shape)
    x, y, start = points[:, 0].copy(), points[:, 1].copy(), np.array([0, len(points)])
    areas = []
    for side in (1.0, -1.0):
        cut_x, cut_y, cut_start = cut(x, y, start, True, 600_100.0, side)
        for first, end in itertools.pairwise(cut_start):
            assert (cut_x[first], cut_y[first]) == (cut_x[end - 1], cut_y[end - 1])
            areas.append(shapely.Polygon(np.column_stack((cut_x[first:end], cut_y[first:end]))).area)
    assert abs(sum(areas) - shape.area) < 1e-3


def test_7_a_closing_point_of_x_and_x() -> None:
    """The last point of a ring written as (x0, x0): in a file it is refused, in our own cutting it would be seen."""

    def mutant(*args: object) -> tuple[Floats, Floats, np.ndarray[tuple[int, ...], np.dtype[np.int64]]]:
        x, y, start = split.cut(*args)  # type: ignore[arg-type]
        y = y.copy()
        y[start[1:] - 1] = x[start[:-1]]
        return x, y, start

    check_closing(split.cut)
    caught(lambda: check_closing(mutant))
    ring = np.array([[1.0, 2.0], [5.0, 2.0], [5.0, 6.0], [1.0, 1.0]])
    packed = bytes(shapely.to_wkb(shapely.LineString(ring), byte_order=1))
    wkb = packed[:1] + (3).to_bytes(4, "little") + (1).to_bytes(4, "little") + packed[5:]
    assert [defect.code for defect in check([wkb])] == ["shape_not_closed"]


def check_names(read: WktReader) -> None:
    """Every system of the list is read from its own ESRI text."""
    for epsg in range(4491, 4555):
        found, wanted = read(str(pyproj.CRS(epsg).to_wkt("WKT1_ESRI"))), Crs.of_epsg(epsg)
        assert (found.central_meridian, found.false_easting) == (wanted.central_meridian, wanted.false_easting)


def test_8_a_zone_number_from_the_names_last_two_characters() -> None:
    def mutant(text: str) -> Crs:
        tail = text.split('"')[1][-2:]
        assert tail.isdigit(), tail
        return Crs.of_zone(int(tail), 3)

    check_names(of_text)
    caught(lambda: check_names(mutant))


def test_the_sheets_reach_over_the_country() -> None:
    assert min(south for south, _ in SHEETS) <= 4
    assert max(north for _, north in SHEETS) >= 53
