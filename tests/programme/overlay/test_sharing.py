"""Which plots lie on which, and how much: against Shapely's own areas, at any order, parts of cut patches too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shapely

from made_books import Given, issue, made_desk
from weipian.geometry import ellipsoid_areas

pytestmark = pytest.mark.requirement("C4", "B4")
HERE = (110.6, 26.0)


def square(east: float, north: float, side: float = 0.002) -> Any:
    west, south = HERE[0] + east, HERE[1] + north
    return shapely.box(west, south, west + side, south + side)


SHAPES = {
    "P1": square(0, 0),
    "P2": square(0.001, 0),
    "P3": square(0.001, 0.001),
    "P4": square(0.5, 0.5),
    "P5": square(0.002, 0.5),
}


def um2(shape: Any) -> int:
    return int(ellipsoid_areas([shape], 4490)[0])


def placed(folder: Path) -> Any:
    """Patches at these places, with boxes that are wide enough."""
    desk = made_desk(folder)
    issue(desk, [Given(number, wkb=bytes(shapely.to_wkb(shape))) for number, shape in SHAPES.items()])
    return desk


def test_pairs_are_those_that_share_ground_measured_as_it_lies(tmp_path: Path) -> None:
    placed(tmp_path / "county")
    from weipian.programme.overlay.sharing import shared_ground

    ground = shared_ground(frozenset(SHAPES), SHAPES.keys())
    got = {(one.one, one.other): one.area.m2 * 10**6 for one in ground.pairs}
    want = {
        (one, other): um2(SHAPES[one].intersection(SHAPES[other]))
        for one, other in (("P1", "P2"), ("P1", "P3"), ("P2", "P3"))
    }
    assert got.keys() == want.keys()
    assert all(abs(got[pair] - want[pair]) <= 1000 for pair in want)
    assert {one.other for one in shared_ground(frozenset({"P2"}), SHAPES.keys()).pairs} == {"P1", "P3"}
    assert [one.other for one in shared_ground(frozenset({"P2"}), frozenset({"P1", "P2"})).pairs] == ["P1"]
    assert shared_ground(frozenset({"P4"}), SHAPES.keys()).pairs == ()
    assert shared_ground(frozenset(), SHAPES.keys()).pairs == ()


def test_in_turn_no_ground_is_told_twice(tmp_path: Path) -> None:
    placed(tmp_path / "county")
    from weipian.programme.overlay.sharing import shared_ground

    ground = shared_ground(frozenset({"P2"}), SHAPES.keys())
    first, second = ground.in_turn("P2", ["P1", "P3"])
    both = SHAPES["P2"].intersection(shapely.union_all([SHAPES["P1"], SHAPES["P3"]]))
    assert abs((first.m2 + second.m2) * 10**6 - um2(both)) <= 1000
    assert abs(first.m2 * 10**6 - um2(SHAPES["P2"].intersection(SHAPES["P1"]))) <= 1000
    assert ground.in_turn("P2", ["P3"])[0].m2 > second.m2


def test_only_what_lies_near_is_read(tmp_path: Path) -> None:
    placed(tmp_path / "county")
    from weipian.programme.overlay.sharing import near_one_another
    from weipian.store.queries.outlines import Boxed

    every = [Boxed(at, f"P{at}", west, 0, west + 10, 10) for at, west in enumerate((0, 10, 30, 55))]
    assert near_one_another(every, [True, False, False, False]) == [0, 1]  # they touch
    assert near_one_another(every, [False, False, True, True]) == []
    assert near_one_another([], []) == []
