"""The pairs are what their kinds say, lie apart, and are the same each time."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
import shapely

from campaign.exactness.compare import KINDS, Pairing, pairs_of
from campaign.exactness.kinds import MAKERS, REACH, Kind
from campaign.exactness.outlines import Areal


@cache
def pairing() -> Pairing:
    return pairs_of(5, 0, 1500)


def of(kind: Kind) -> tuple[Areal, Areal]:
    mine = pairing().kind == KINDS.index(kind)
    assert mine.sum() > 15
    return pairing().a[mine], pairing().b[mine]


def test_all_kinds_all_valid_all_of_true_size() -> None:
    made = pairing()
    assert set(made.kind) == set(range(len(KINDS)))
    assert set(MAKERS) == set(Kind)
    assert len(made.a) == 1500
    assert shapely.is_valid(made.a).all()
    assert shapely.is_valid(made.b).all()
    numbers = shapely.get_num_coordinates(np.concatenate((made.a, made.b)))
    assert numbers.min() <= 6
    assert numbers.max() > 256
    assert made.dropped.sum() < 0.02 * len(made.a)


def test_only_the_two_of_a_pair_can_meet() -> None:
    made = pairing()
    boxes = shapely.bounds(shapely.union(shapely.envelope(made.a), shapely.envelope(made.b)))
    assert max((boxes[:, 2:] - boxes[:, :2]).max(axis=0)) < 2 * REACH
    first, second = shapely.STRtree(shapely.box(*boxes.T)).query(shapely.box(*boxes.T), predicate="intersects")
    assert np.array_equal(first, second)


def test_the_same_seed_makes_the_same_pairs() -> None:
    again, other = pairs_of(5, 0, 1500), pairs_of(5, 1, 1500)
    for side in ("a", "b"):
        first = shapely.to_wkb(getattr(pairing(), side))
        assert np.array_equal(first, shapely.to_wkb(getattr(again, side)))
        assert not np.array_equal(first, shapely.to_wkb(getattr(other, side)))


def test_identical_and_reversed() -> None:
    a, b = of(Kind.IDENTICAL)
    assert shapely.equals_exact(a, b).all()
    a, b = of(Kind.REVERSED)
    assert shapely.equals_exact(shapely.normalize(a), shapely.normalize(b)).all()
    assert (shapely.is_ccw(shapely.get_exterior_ring(a)) != shapely.is_ccw(shapely.get_exterior_ring(b))).all()


def test_shifts_below_the_last_bit_move_no_vertex_by_more() -> None:
    a, b = (shapely.get_coordinates(side) for side in of(Kind.SUB_BIT))
    assert (np.abs(a - b) <= np.spacing(a)).all()
    assert (a != b).any(axis=1).mean() > 0.2


@pytest.mark.parametrize(("kind", "most"), [(Kind.SHIFTED, 1e-2), (Kind.JITTERED, 1e-2), (Kind.ROUNDED, 0.5e-2)])
def test_small_moves_are_small(kind: Kind, most: float) -> None:
    a, b = (shapely.get_coordinates(side) for side in of(kind))
    assert 0 < np.abs(a - b).max() <= most + 1e-8


def test_slivers_are_slivers() -> None:
    a, b = of(Kind.SLIVER)
    assert (2 * shapely.area(b) / shapely.length(b) < 0.1).all()
    assert shapely.intersects(a, b).any()


def test_collinear_pairs_share_their_outline_but_for_rounding() -> None:
    a, b = of(Kind.COLLINEAR)
    assert (shapely.hausdorff_distance(a, b) < 1e-8).mean() > 0.95
    a, b = of(Kind.STAIRS)
    common = shapely.length(shapely.intersection(shapely.boundary(a), shapely.boundary(b)))
    assert (common > 0).mean() > 0.3


def test_holes_touch_their_exterior() -> None:
    a, _ = of(Kind.HOLES)
    assert (shapely.get_num_interior_rings(a) == 1).all()
    assert shapely.intersects(shapely.get_exterior_ring(a), shapely.get_interior_ring(a, 0)).all()


def test_parts_of_multipolygons_some_touching() -> None:
    a, b = of(Kind.PARTS)
    assert (shapely.get_num_geometries(a) >= 2).all()
    assert (shapely.get_num_geometries(b) >= 2).all()
    touching = shapely.intersects(shapely.get_geometry(a, 0), shapely.get_geometry(a, 1))
    assert 0 < touching.sum() < len(a)


def test_huge_and_tiny() -> None:
    a, b = of(Kind.HUGE_TINY)
    assert (np.sqrt(shapely.area(a)) > 1000).all()
    assert (np.sqrt(shapely.area(b)) < 60).all()
    a, _ = of(Kind.CUT)
    assert (shapely.get_num_coordinates(a) > 256).all()
