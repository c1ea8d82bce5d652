"""The quick ways against the slow ones: judging by GEOS alone, projecting step by step, pairs by looking at all."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from weipian.geometry import authalic, gauss_kruger
from weipian.geometry.crs import Crs
from weipian.geometry.project import to_plane
from weipian.geometry.shapes import Shapes, to_authalic
from weipian.geometry.sound import judged
from weipian.geometry.tree import along_curve, meetings, tree_over
from weipian.geometry.validity import check

ZONE = Crs.of_epsg(4525)
X, Y = 37_464_000.0, 2_881_000.0


def scribbles(count: int, seed: int, grid: int) -> list[bytes]:
    """Closed lines through points of a coarse grid: most cross, touch or fold back, some are valid."""
    rng = np.random.default_rng(seed)
    rings = [rng.integers(0, grid, (int(rng.integers(3, 8)), 2)).astype(float) for _ in range(count)]
    return [shapely.to_wkb(shapely.Polygon(np.vstack((ring, ring[:1])) + np.array([X, Y]))) for ring in rings]


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("grid", [3, 6, 50])
def test_never_valid_where_geos_says_no(grid: int) -> None:
    wkb = scribbles(6000, grid, grid)
    slow = check(wkb)
    quick = judged(wkb, ZONE)
    assert quick.defects == slow
    assert 0 < len(slow) < len(wkb)
    assert quick.good.tolist() == sorted(set(range(len(wkb))) - {one.index for one in slow})


def test_a_hair_of_a_crossing_is_seen() -> None:
    """One vertex a last bit to this or the other side of an edge that it must not reach."""
    ends = [(X, Y), (X + 10, Y), (X + 10, Y + 10)]
    wkb = []
    for step in range(-3, 4):
        y = Y + 5.0 + step * np.spacing(Y)
        wkb.append(shapely.to_wkb(shapely.Polygon([*ends, (X + 5, y), (X, Y + 10), (X, Y)])))
    wkb += [shapely.to_wkb(shapely.Polygon([*ends, (X + 5, Y + d), (X, Y + 10)])) for d in (0.0, 1e-9, -1e-9)]
    assert judged(wkb, ZONE).defects == check(wkb)


def test_long_outlines_with_one_fault() -> None:
    """Rings up to and over what the quick proof takes, whole and with one vertex moved across the ring."""
    rng = np.random.default_rng(7)
    wkb = []
    for count in (5, 8, 9, 297, 1201, 1999, 2000, 2001):
        turns = 2 * np.pi * np.arange(count) / count
        ring = np.column_stack((np.cos(turns), np.sin(turns))) * rng.uniform(80.0, 100.0, (count, 1))
        for moved in (None, 0, count // 2, count - 1):
            spoilt = ring.copy()
            if moved is not None:
                spoilt[moved] *= -1.5
            wkb.append(shapely.to_wkb(shapely.Polygon(spoilt + np.array([X, Y]))))
    found = judged(wkb, ZONE)
    assert found.defects == check(wkb)
    assert 8 <= len(found.good) < len(wkb)


def test_every_form_of_wkb_gives_the_same_shapes() -> None:
    holed = shapely.box(X, Y, X + 90, Y + 90).difference(shapely.box(X + 9, Y + 9, X + 20, Y + 20))
    two = shapely.MultiPolygon([shapely.box(X, Y, X + 9, Y + 9), shapely.box(X + 20, Y, X + 30, Y + 9)])
    shapes = [holed, two, shapely.box(X, Y, X + 1, Y + 1).reverse()]
    slow = to_authalic(Shapes.of_wkb([shapely.to_wkb(one) for one in shapes], ZONE))
    high = [shapely.force_3d(one, 7.0) for one in shapes]
    forms = [[shapely.to_wkb(one, byte_order=order) for one in some] for order in (0, 1) for some in (shapes, high)]
    for wkb in forms:
        quick = judged(wkb, ZONE).shapes
        for name in ("x", "y", "ring_start", "shape_start", "hole"):
            assert np.array_equal(getattr(quick, name), getattr(slow, name))


def test_cut_and_missing_are_told_like_before() -> None:
    whole = shapely.to_wkb(shapely.box(X, Y, X + 9, Y + 9))
    wkb = [whole, whole[:40], b"", None, whole[:5], b"\x01\x03\x00\x00\x00\xff\xff\xff\xff", whole]
    quick = judged(wkb, ZONE)
    assert quick.defects == check(wkb)
    assert quick.good.tolist() == [0, 6]


def test_unrolling_is_the_projection_step_by_step() -> None:
    rng = np.random.default_rng(1)
    x, y = 37_500_000 + rng.uniform(-3e5, 3e5, 50_000), rng.uniform(3e5, 6.3e6, 50_000)
    lon, tangent = gauss_kruger.inverse(x, y, ZONE.central_meridian, ZONE.false_easting)
    wanted = authalic.to_plane(lon, tangent / np.hypot(1.0, tangent))
    for one, other in zip(to_plane(x, y, ZONE), wanted, strict=True):
        assert np.abs(one - other).max() < 1e-8


@pytest.mark.parametrize(("ones", "others"), [(1, 1), (40, 16), (40, 17), (300, 3000), (0, 5), (5, 0)])
def test_the_tree_finds_each_pair_once(ones: int, others: int) -> None:
    rng = np.random.default_rng(ones + others)

    def boxes(count: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        low = rng.uniform(0, 900, (count, 2)) + np.array([600_000.0, 2_800_000.0])
        box = np.hstack((low, low + rng.exponential(30.0, (count, 2))))
        sorted_box = np.ascontiguousarray(box[np.argsort(along_curve(box))])
        sorted_box.setflags(write=False)
        return sorted_box

    a, b = boxes(ones), boxes(others)
    found = list(zip(*(column.tolist() for column in meetings(a, 0, len(a), b, tree_over(b))), strict=True))
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    assert len(set(found)) == len(found)
    assert set(found) == {(int(i), int(j)) for i, j in zip(*np.nonzero((low < high).all(axis=2)), strict=True)}
