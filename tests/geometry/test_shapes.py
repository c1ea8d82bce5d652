"""Ragged arrays from WKB: roles, heights dropped, refusals."""

from __future__ import annotations

import struct

import numpy as np
import pytest
import shapely

from geometry.making import area_um2, moved
from weipian.geometry.authalic import AUTHALIC
from weipian.geometry.crs import Crs
from weipian.geometry.measure import shape_areas
from weipian.geometry.shapes import Shapes, to_authalic
from weipian.terms.errors import InputError

SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
HOLE = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)]


def read(*texts: str) -> Shapes:
    return Shapes.of_wkb([shapely.to_wkb(shapely.from_wkt(text), output_dimension=4) for text in texts], AUTHALIC)


@pytest.mark.parametrize("exterior", [SQUARE, SQUARE[::-1]])
@pytest.mark.parametrize("hole", [HOLE, HOLE[::-1]])
def test_rings_turn_by_role_not_by_given_order(
    exterior: list[tuple[float, float]], hole: list[tuple[float, float]]
) -> None:
    shapes = Shapes.of_wkb([shapely.to_wkb(shapely.Polygon(exterior, [hole]))], AUTHALIC)
    assert shapes.hole.tolist() == [False, True]
    for ring, counter_clockwise in ((0, True), (1, False)):
        part = slice(shapes.ring_start[ring], shapes.ring_start[ring + 1])
        points = np.column_stack((shapes.x[part], shapes.y[part]))
        assert bool(shapely.is_ccw(shapely.linearrings(points))) is counter_clockwise
    assert shape_areas(shapes).tolist() == [15_000_000]


def test_offsets_of_polygons_and_multipolygons() -> None:
    shapes = read(
        "POLYGON ((0 0, 4 0, 4 4, 0 0))",
        "MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 1)), ((9 9, 10 9, 10 10, 9 9)))",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), EMPTY)",
    )
    assert shapes.ring_start.tolist() == [0, 4, 9, 13, 17, 21]
    assert shapes.shape_start.tolist() == [0, 1, 4, 5]
    assert shapes.hole.tolist() == [False, False, True, False, False]
    assert shapes.ring_start.dtype == np.dtype(np.int64)
    assert shapes.x.dtype == np.dtype(np.float64)
    assert len(shapes) == 3


def test_heights_and_measures_are_dropped() -> None:
    flat, z, m, zm = (
        f"POLYGON {kind} ((0 0{extra}, 4 0{extra}, 4 4{extra}, 0 0{extra}))"
        for kind, extra in (("", ""), ("Z", " 7"), ("M", " 7"), ("ZM", " 7 8"))
    )
    shapes = read(flat, z, m, zm)
    assert shape_areas(shapes).tolist() == [8_000_000] * 4


def test_arrays_are_read_only() -> None:
    with pytest.raises(ValueError, match="read-only"):
        read("POLYGON ((0 0, 4 0, 4 4, 0 0))").x[0] = 1.0


def curve(kind: int) -> bytes:
    return struct.pack("<BII", 1, kind, 0)


@pytest.mark.parametrize(
    ("wkb", "code"),
    [
        (shapely.to_wkb(shapely.Point(1, 1)), "shape_not_areal"),
        (shapely.to_wkb(shapely.LineString(SQUARE)), "shape_not_areal"),
        (shapely.to_wkb(shapely.GeometryCollection([shapely.Polygon(SQUARE)])), "shape_not_areal"),
        (curve(10), "shape_curved"),
        (curve(1010), "shape_curved"),
        (curve(12), "shape_curved"),
        (shapely.to_wkb(shapely.Polygon()), "shape_empty"),
        (shapely.to_wkb(shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])), "shape_crosses_itself"),
        (b"", "shape_missing"),
        (b"\x01\x03", "shape_unreadable"),
        (shapely.to_wkb(shapely.Polygon(SQUARE))[:60], "shape_unreadable"),
    ],
)
def test_refusals(wkb: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        Shapes.of_wkb([shapely.to_wkb(shapely.Polygon(SQUARE)), wkb], AUTHALIC, where="图斑.shp ")
    assert caught.value.code == code
    assert caught.value.where == "图斑.shp 第2个图形"


def test_coordinates_that_contradict_their_system_are_refused() -> None:
    metres = shapely.to_wkb(
        shapely.Polygon([(37_450_000, 2_880_000), (37_450_100, 2_880_000), (37_450_100, 2_880_100)])
    )
    with pytest.raises(InputError) as caught:
        Shapes.of_wkb([metres], Crs.of_epsg(4490))
    assert caught.value.code == "crs_degrees_expected"


def test_shared_vertices_stay_shared_in_the_plane() -> None:
    """Projected alone or in another array's middle, a vertex goes to the same bits."""
    x = 37_400_000 + np.random.default_rng(3).uniform(0, 1e5, 40_001)
    y = 2_800_000 + np.random.default_rng(4).uniform(0, 1e5, 40_001)
    rings = np.array([0, len(x)])
    many = to_authalic(Shapes(x, y, rings, np.array([0, 1]), np.array([False]), Crs.of_epsg(4525)))
    back = to_authalic(
        Shapes(x[::-1].copy(), y[::-1].copy(), rings, np.array([0, 1]), np.array([False]), Crs.of_epsg(4525))
    )
    assert set(zip(many.x.tolist(), many.y.tolist(), strict=True)) == set(
        zip(back.x.tolist(), back.y.tolist(), strict=True)
    )


def test_plane_shapes_are_given_back_as_they_are() -> None:
    shapes = read("POLYGON ((0 0, 4 0, 4 4, 0 0))")
    assert to_authalic(shapes) is shapes


def test_area_far_from_the_origin() -> None:
    """Coordinates of 1e7 m cost nothing: the origin is local."""
    near = shapely.Polygon([(0, 0), (31.25, 3.5), (20.5, 40.75), (1.5, 22.25)])
    assert area_um2(near) == area_um2(moved(near, 1.0, (9_000_000.0, 6_000_000.0)))


def test_all_polygons_at_once_are_the_parts_of_the_shapes_one_by_one() -> None:
    ring = shapely.box(0, 0, 10, 10).difference(shapely.box(2, 2, 4, 4))
    two = shapely.MultiPolygon(
        [shapely.box(20, 0, 30, 10), shapely.box(40, 0, 50, 10).difference(shapely.box(42, 2, 44, 4))]
    )
    shapes = Shapes.of_shapely(np.array([ring, two, shapely.box(60, 0, 61, 1)], object), AUTHALIC)
    expected = shapely.get_parts([shapes.geometry(index) for index in range(3)])
    found = shapes.polygons()
    assert len(found) == 4
    assert shapely.equals_exact(found, expected).all()
