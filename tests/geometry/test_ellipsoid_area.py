"""Areas on the ellipsoid: the survey standard's sum, map sheets, the oracle, and geodesics within their bound."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geometry.areas_agree import SHEETS, check_plane, check_sheets
from weipian.geometry import gauss_kruger
from weipian.geometry.authalic import q_of_sine, to_plane, trapezoid_by_series
from weipian.geometry.crs import Crs
from weipian.geometry.ellipsoid import CGCS2000
from weipian.geometry.measure import overlaps, shape_areas
from weipian.geometry.shapes import Shapes
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("C1")

Floats = NDArray[np.float64]

ORACLE = shapely.Polygon([(110.65, 26.04), (110.655, 26.0415), (110.654, 26.045), (110.6495, 26.0435)])
ORACLE_M2 = 196810.432
GEODESIC = Geodesic(CGCS2000.a, CGCS2000.f)


def degrees(*shapes: BaseGeometry) -> Shapes:
    return Shapes.of_wkb([shapely.to_wkb(shape) for shape in shapes], Crs.of_epsg(4490))


def area_m2(shape: BaseGeometry) -> float:
    return float(shape_areas(degrees(shape))[0]) / 1e6


def closed_form(lat1: float, lat2: float, dlon: float) -> float:
    """Radians to m², as the plane has it."""
    q = q_of_sine(np.sin(np.array([lat1, lat2])))
    return float(CGCS2000.b**2 * dlon * (q[1] - q[0]))


def geodesic_m2(shape: BaseGeometry) -> float:
    outline = GEODESIC.Polygon()
    for lon, lat in shapely.get_coordinates(shape)[:-1].tolist():
        outline.AddPoint(lat, lon)
    return abs(float(outline.Compute()[2]))


def geodesic_bound(shape: BaseGeometry) -> float:
    """2·Σ L³·tan φ/(12R) + 0.001 m²: how far a geodesic bows from a straight edge of the authalic plane."""
    points = shapely.get_coordinates(shape)
    lat = np.radians(points[:, 1])
    north = np.diff(lat) * 6.371e6
    east = np.radians(np.diff(points[:, 0])) * 6.371e6 * np.cos(lat[:-1])
    steepest = np.tan(np.maximum(np.abs(lat[:-1]), np.abs(lat[1:])))
    return float(2 * (np.hypot(north, east) ** 3 * steepest).sum() / (12 * 6.371e6)) + 0.001


def standards_sum(points: Iterable[tuple[float, float]]) -> float:
    """The standard's procedure: each edge's trapezoid to the meridian 60°, by the series, signed and added."""
    ring = [(math.radians(lon), math.radians(lat)) for lon, lat in points]
    far = math.radians(60)
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return abs(sum(trapezoid_by_series(p[1], q[1], (p[0] + q[0]) / 2 - far) for p, q in pairs))


def test_constants_of_the_datum() -> None:
    assert abs(CGCS2000.b - 6356752.31414036) < 1e-8
    assert abs(CGCS2000.e2 - 0.006694380022900792) < 1e-17


def test_series_on_map_sheets() -> None:
    """To 1e-12 as far as 40°; further north its truncation after e⁸ shows: 6.5e-12 at 53°."""
    check_sheets(trapezoid_by_series, northmost=40.5)
    for south, north in SHEETS:
        lat1, lat2 = math.radians(south), math.radians(north)
        assert abs(trapezoid_by_series(lat1, lat2, 0.01) / closed_form(lat1, lat2, 0.01) - 1) < 1e-11


def test_closed_form_on_map_sheets() -> None:
    check_sheets(closed_form)


def test_plane_against_proj() -> None:
    check_plane(lambda lon, lat: to_plane(lon, np.sin(np.radians(lat))))


def test_oracle() -> None:
    assert abs(area_m2(ORACLE) - ORACLE_M2) < 0.001
    assert abs(standards_sum(shapely.get_coordinates(ORACLE)[:-1].tolist()) - area_m2(ORACLE)) < 1e-5


def test_oracle_from_the_zones_own_coordinates() -> None:
    """The same land in zone 37, with and without the zone number, and in Web Mercator."""
    lon, lat = shapely.get_coordinates(ORACLE).T
    for epsg in (4525, 4546, 4508):
        crs = Crs.of_epsg(epsg)
        east, north = gauss_kruger.forward(lon, lat, crs.central_meridian, crs.false_easting)
        shapes = Shapes.of_wkb([shapely.to_wkb(shapely.Polygon(np.column_stack((east, north))))], crs)
        assert abs(shape_areas(shapes)[0] / 1e6 - ORACLE_M2) < 0.001
        assert abs(shapely.Polygon(np.column_stack((east, north))).area - ORACLE_M2) > 5  # the plane's is not it
    mercator = shapely.transform(ORACLE, web_mercator)
    shapes = Shapes.of_wkb([shapely.to_wkb(mercator)], Crs.of_epsg(3857))
    assert abs(shape_areas(shapes)[0] / 1e6 - ORACLE_M2) < 0.001


def web_mercator(points: Floats) -> Floats:
    lon, lat = np.radians(points.T)
    return np.column_stack((6378137.0 * lon, 6378137.0 * np.arctanh(np.sin(lat))))


def test_sheets_add_up() -> None:
    """A 1:1,000,000 sheet is its 576 sheets of 1:10,000… to 1e-6 m² each; here its 144 of 1:100,000 and thirds."""
    whole = shapely.box(108, 24, 114, 28)
    parts = [
        shapely.box(108 + c / 2, 24 + r / 3, 108.5 + c / 2, 24 + (r + 1) / 3) for c in range(12) for r in range(12)
    ]
    assert abs(int(shape_areas(degrees(*parts)).sum()) - int(shape_areas(degrees(whole))[0])) < 10_000
    found = overlaps(degrees(*parts), degrees(whole))
    assert abs(int(found.area_um2.sum()) - int(shape_areas(degrees(whole))[0])) < 10_000


@settings(max_examples=150, deadline=None)
@given(
    st.floats(75, 130),
    st.floats(5, 50),
    st.lists(st.tuples(st.floats(0.2, 1), st.floats(0, 2 * math.pi)), min_size=3, max_size=12),
    st.floats(1e-4, 0.05),
)
def test_geodesic_area_lies_within_the_bound(
    lon: float, lat: float, points: list[tuple[float, float]], size: float
) -> None:
    ordered = sorted(points, key=lambda point: point[1])
    shape = shapely.Polygon([(lon + size * r * math.cos(t), lat + size * r * math.sin(t)) for r, t in ordered])
    if not shape.is_valid or shape.area < 1e-12:
        return
    assert abs(area_m2(shape) - geodesic_m2(shape)) <= geodesic_bound(shape)


@settings(max_examples=100, deadline=None)
@given(st.floats(75, 130), st.floats(5, 50), st.integers(3, 9), st.floats(1e-3, 0.1))
def test_the_standards_own_sum(lon: float, lat: float, corners: int, size: float) -> None:
    turns = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    shape = shapely.Polygon(np.column_stack((lon + size * np.cos(turns), lat + size * np.sin(turns))))
    wanted = standards_sum(shapely.get_coordinates(shape)[:-1].tolist())
    assert abs(area_m2(shape) - wanted) < 1e-3 + 1e-10 * wanted  # the sum to 60° itself cancels 1e5 to one


def test_too_large_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        shape_areas(degrees(shapely.box(-170, -80, 170, 80)))
    assert caught.value.code == "shape_too_large"
    with pytest.raises(InputError):
        overlaps(degrees(shapely.box(-170, -80, 170, 80)), degrees(shapely.box(-160, -80, 170, 80)))
