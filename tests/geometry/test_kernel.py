"""The kernel against GEOS and rational arithmetic, and what must not matter to it."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geometry.making import WHERE, area_um2, boxes, exact_area, exact_shared, land, moved, plane, shared_um2, star
from weipian.geometry.measure import overlaps, shape_areas

MANY = settings(max_examples=150, deadline=None)


@MANY
@given(land(), land())
def test_agrees_with_geos(a: BaseGeometry, b: BaseGeometry) -> None:
    a, b = moved(a), moved(b)
    assert abs(shared_um2(a, b) / 1e6 - shapely.intersection(a, b).area) < 2e-5


@settings(max_examples=60, deadline=None)
@given(land(), land())
def test_agrees_with_rational_arithmetic(a: BaseGeometry, b: BaseGeometry) -> None:
    a, b = moved(a), moved(b)
    assert abs(Fraction(shared_um2(a, b), 10**6) - exact_shared(a, b)) < Fraction(2, 10**6)
    assert abs(Fraction(area_um2(a), 10**6) - exact_area(a)) <= Fraction(1, 10**6)


@MANY
@given(land(), land(), st.randoms(use_true_random=False))
def test_order_and_start_vertex_do_not_matter(a: BaseGeometry, b: BaseGeometry, random: Random) -> None:
    a, b = moved(a), moved(b)
    a2, b2 = shuffled(a, random), shuffled(b, random)
    assert shared_um2(a, b) == shared_um2(a2, b2)
    assert area_um2(a) == area_um2(a2)


@MANY
@given(land(), land())
def test_exchange_gives_the_same_integer(a: BaseGeometry, b: BaseGeometry) -> None:
    a, b = moved(a, 3.5), moved(b, 3.5)
    assert shared_um2(a, b) == shared_um2(b, a)


@MANY
@given(land(), land(), st.integers(-1000, 1000), st.integers(-1000, 1000))
def test_moving_both_does_not_matter(a: BaseGeometry, b: BaseGeometry, east: int, north: int) -> None:
    """Moves that floating point represents exactly, so that nothing but the origin changes."""
    a, b = moved(a), moved(b)
    a2, b2 = (moved(shape, 1.0, (64.0 * east, 64.0 * north)) for shape in (a, b))
    assert shared_um2(a, b) == shared_um2(a2, b2)
    assert area_um2(a) == area_um2(a2)


@MANY
@given(land())
def test_a_shape_shares_all_of_itself(a: BaseGeometry) -> None:
    a = moved(a, 7.5)
    assert abs(shared_um2(a, a) - area_um2(a)) <= 1


@MANY
@given(land(), boxes())
def test_inside_and_outside_make_the_whole(a: BaseGeometry, b: BaseGeometry) -> None:
    outside = shapely.difference(shapely.box(-5, -5, 40, 40), b)
    a, b, outside = moved(a), moved(b), moved(outside)
    assert abs(shared_um2(a, b) + shared_um2(a, outside) - area_um2(a)) <= 3


@pytest.mark.parametrize("seed", range(4))
def test_parts_of_a_tessellation_make_the_whole(seed: int) -> None:
    rng = np.random.default_rng(seed)
    seeds = shapely.MultiPoint(rng.uniform(-3000, 3000, (400, 2)) + WHERE)
    frame = shapely.box(WHERE[0] - 4000, WHERE[1] - 4000, WHERE[0] + 4000, WHERE[1] + 4000)
    cells = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=frame))
    patches = [star(60, 300, k, tuple(rng.uniform(-2000, 2000, 2) + WHERE)) for k in range(40)]
    found = overlaps(plane(*patches), plane(*cells))
    sums = np.bincount(found.a_index, weights=found.area_um2, minlength=len(patches))
    assert np.abs(sums - shape_areas(plane(*patches))).max() <= 100


def test_threads_and_sequence_do_not_matter() -> None:
    rng = np.random.default_rng(7)
    patches = [star(30, 80, k, tuple(rng.uniform(-2000, 2000, 2) + WHERE)) for k in range(1500)]
    others = [star(40, 90, k, tuple(rng.uniform(-2000, 2000, 2) + WHERE)) for k in range(900)]
    a, b = plane(*patches), plane(*others)
    first = overlaps(a, b, threads=1)
    assert len(first) > 3000
    for other in (overlaps(a, b, threads=2), overlaps(a, b, threads=5)):
        assert all(np.array_equal(getattr(first, n), getattr(other, n)) for n in ("a_index", "b_index", "area_um2"))
    order = rng.permutation(len(patches))
    again = overlaps(plane(*(patches[k] for k in order)), b)
    assert sorted(zip(order[again.a_index], again.b_index, again.area_um2, strict=True)) == sorted(
        zip(first.a_index, first.b_index, first.area_um2, strict=True)
    )


def test_pairs_are_those_of_geos() -> None:
    rng = np.random.default_rng(11)
    ones = [star(25, rng.uniform(20, 400), k, tuple(rng.uniform(-3000, 3000, 2) + WHERE)) for k in range(500)]
    others = [star(25, rng.uniform(20, 400), k, tuple(rng.uniform(-3000, 3000, 2) + WHERE)) for k in range(500)]
    found = overlaps(plane(*ones), plane(*others))
    a, b = shapely.STRtree(others).query(ones, predicate="intersects")
    areas = shapely.area(shapely.intersection(np.array(ones)[a], np.array(others)[b]))
    expected = {(int(i), int(j)): area for i, j, area in zip(a, b, areas, strict=True) if area > 1e-5}
    mine = {(int(i), int(j)): um2 / 1e6 for i, j, um2 in zip(found.a_index, found.b_index, found.area_um2, strict=True)}
    assert {pair for pair, area in mine.items() if area > 1e-5} == set(expected)
    assert max(abs(mine[pair] - area) for pair, area in expected.items()) < 1e-5


def test_far_outlier_changes_nothing() -> None:
    """One shape with a wrong coordinate far away must not spoil the pairs of the others."""
    near = [star(20, 50, k, (WHERE[0] + 60.0 * k, WHERE[1])) for k in range(50)]
    far = star(20, 50, 99, (-4_000_000.0, -3_000_000.0))
    plain, spoiled = overlaps(plane(*near), plane(*near)), overlaps(plane(*near, far), plane(*near, far))
    kept = spoiled.a_index < len(near)
    assert np.array_equal(plain.area_um2, spoiled.area_um2[kept])


TOUCHING = {
    "edge": shapely.box(1, 0, 2, 1),
    "part of an edge": shapely.box(1, 0.25, 2, 0.5),
    "corner": shapely.box(1, 1, 2, 2),
    "corner on an edge": shapely.Polygon([(1, 0.3), (2, 0), (2, 1)]),
    "apart": shapely.box(3, 0, 4, 1),
}


@pytest.mark.parametrize("name", TOUCHING)
def test_what_only_touches_shares_nothing(name: str) -> None:
    square = shapely.box(0, 0, 1, 1)
    found = overlaps(plane(moved(square, 317.0)), plane(moved(TOUCHING[name], 317.0)))
    assert len(found) == 0


def test_hole_filled_exactly_shares_nothing() -> None:
    ring = shapely.box(0, 0, 9, 9).difference(shapely.Polygon([(1, 4), (5, 1), (8, 6), (3, 8)]))
    filling = shapely.Polygon([(1, 4), (5, 1), (8, 6), (3, 8)])
    assert shared_um2(moved(ring, 33.3), moved(filling, 33.3)) <= 1


def test_hole_that_touches_its_exterior() -> None:
    touching = shapely.Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], [[(0, 5), (5, 3), (5, 7)]])
    assert touching.is_valid
    a, b = moved(touching, 12.0), moved(shapely.box(-1, 4, 6, 6), 12.0)
    assert abs(Fraction(shared_um2(a, b), 10**6) - exact_shared(a, b)) < Fraction(2, 10**6)


def test_needle_and_sliver() -> None:
    """A sliver a tenth of a millimetre wide and a kilometre long is 0.1 m², not nothing."""
    sliver = shapely.Polygon([(0, 0), (1000, 377), (1000, 377.0001), (0, 0.0001)])
    a, b = moved(sliver, 1.0), moved(shapely.box(-10, -10, 1010, 400), 1.0)
    assert abs(Fraction(shared_um2(a, b), 10**6) - exact_area(a)) < Fraction(2, 10**6)
    assert abs(shared_um2(a, b) / 1e6 - 0.1) < 2e-6


@pytest.mark.requirement("C1")
def test_redline_of_40000_vertices_is_exact() -> None:
    redline = star(40_000, 50_000, 3)
    assert abs(Fraction(area_um2(redline), 10**6) - exact_area(redline)) <= Fraction(1, 10**6)
    frame = shapely.box(*redline.buffer(10).bounds)
    assert abs(shared_um2(redline, frame) - area_um2(redline)) < 1000  # 0.001 m² of 5,000 km²
    assert abs(shared_um2(redline, redline) - area_um2(redline)) < 1000


def test_redline_and_patches_on_its_rim() -> None:
    redline = star(40_000, 50_000, 4)
    rim = shapely.get_coordinates(redline)[::997]
    patches = [star(40, 150, k, (x, y)) for k, (x, y) in enumerate(rim)]
    found = overlaps(plane(*patches), plane(redline))
    expected = shapely.area(shapely.intersection(np.array(patches), redline))
    assert len(found) == len(patches)
    assert np.abs(found.area_um2 / 1e6 - expected).max() < 1e-4


def test_edges_of_hundreds_of_kilometres() -> None:
    a = shapely.Polygon([(0, 0), (400_000, 13_000), (120_000, 310_000)])
    b = shapely.Polygon([(50_000, -20_000), (390_000, 250_000), (-10_000, 260_000)])
    a, b = moved(a, 1.0), moved(b, 1.0)
    assert abs(Fraction(shared_um2(a, b), 10**6) - exact_shared(a, b)) < Fraction(1, 1000)


@pytest.mark.parametrize("most", [16, 64])
def test_cutting_finer_changes_nothing_that_shows(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = star(240, 3000, 5), star(200, 2500, 6, (WHERE[0] + 1700, WHERE[1] - 900))
    holed = shapely.difference(a, star(100, 600, 7))
    whole = shared_um2(holed, b)
    monkeypatch.setattr("weipian.geometry.split.MOST_VERTICES", most)
    monkeypatch.setattr("weipian.geometry.pieces.MOST_VERTICES", most)
    assert abs(shared_um2(holed, b) - whole) <= 200
    assert shared_um2(holed, b) == shared_um2(b, holed) == shared_um2(shuffled(holed), shuffled(b))


def test_empty_layers_share_nothing() -> None:
    assert len(overlaps(plane(), plane(shapely.box(0, 0, 1, 1)))) == 0
    assert len(shape_areas(plane())) == 0


def shuffled(shape: BaseGeometry, random: Random | None = None) -> BaseGeometry:
    """The same shape: other start vertices, other senses, other sequence of holes and parts."""
    pick = random or Random(3)
    parts = [
        shapely.Polygon(turned(rings[0], pick), [turned(ring, pick) for ring in reversed(rings[1:])])
        for rings in (shapely.get_rings(part) for part in shapely.get_parts(shape))
    ]
    return shapely.MultiPolygon(parts[::-1])


def turned(ring: BaseGeometry, pick: Random) -> NDArray[np.float64]:
    points = np.asarray(shapely.get_coordinates(ring)[:-1], dtype=np.float64)
    points = np.roll(points, pick.randrange(len(points)), axis=0)
    return points[::-1] if pick.random() < 0.5 else points
