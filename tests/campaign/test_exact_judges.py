"""Both judges on areas known beforehand, against each other, and against the rational oracle of the geometry tests."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
import shapely
from hypothesis import given, settings
from shapely.geometry.base import BaseGeometry

from campaign.exactness import fragments, slabs
from campaign.exactness.rational import area
from geometry.making import exact_area, exact_shared, land, moved

Judge = Callable[[BaseGeometry, BaseGeometry], Fraction]
both = pytest.mark.parametrize("judge", [slabs.shared, fragments.shared], ids=["slabs", "fragments"])

SQUARE = shapely.box(0, 0, 3, 3)
HOLED = shapely.Polygon([(0, 0), (6, 0), (6, 6), (0, 6)], [[(0, 3), (3, 1), (3, 5)]])
KNOWN = {
    "itself": (SQUARE, SQUARE, Fraction(9)),
    "quarter": (SQUARE, shapely.box(1.5, 1.5, 9, 9), Fraction(9, 4)),
    "thirds": (shapely.Polygon([(0, 0), (3, 0), (0, 3)]), shapely.Polygon([(0, 0), (6, 3), (0, 3)]), Fraction(3)),
    "a fraction no double can be": (
        shapely.Polygon([(0, 0), (1, 0), (0, 1)]),
        shapely.Polygon([(0, 0), (2, 1), (0, 1)]),
        Fraction(1, 3),
    ),
    "diamond": (shapely.box(-1, -1, 1, 1), shapely.Polygon([(0, -2), (2, 0), (0, 2), (-2, 0)]), Fraction(4)),
    "an edge only": (SQUARE, shapely.box(3, 1, 5, 2), Fraction(0)),
    "a corner only": (SQUARE, shapely.box(3, 3, 5, 5), Fraction(0)),
    "apart": (SQUARE, shapely.box(4, 4, 5, 5), Fraction(0)),
    "within": (SQUARE, shapely.box(1, 1, 2, 2), Fraction(1)),
    "edges in part shared": (SQUARE, shapely.Polygon([(0, 0), (3, 0), (3, 1), (0, 2)]), Fraction(9, 2)),
    "hole that touches, against all": (HOLED, shapely.box(-1, -1, 7, 7), Fraction(30)),
    "hole filled": (HOLED, shapely.Polygon([(0, 3), (3, 1), (3, 5)]), Fraction(0)),
    "hole and its filling and more": (HOLED, shapely.box(0, 1, 3, 5), Fraction(6)),
    "parts": (
        shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 0, 3, 1)]),
        shapely.box(0.5, 0.5, 2.5, 2),
        Fraction(1, 2),
    ),
    "last bits": (shapely.box(0, 0, 1, 1), shapely.box(2.0**-52, 0, 2, 1), 1 - Fraction(1, 2**52)),
}


@both
@pytest.mark.parametrize("name", KNOWN)
def test_known_areas(judge: Judge, name: str) -> None:
    a, b, wanted = KNOWN[name]
    assert judge(a, b) == judge(b, a) == wanted
    assert judge(a.reverse(), b) == wanted


@settings(max_examples=60, deadline=None)
@given(land(), land())
def test_judges_agree(a: BaseGeometry, b: BaseGeometry) -> None:
    a, b = moved(a), moved(b, 9.7)
    assert slabs.shared(a, b) == fragments.shared(a, b) == exact_shared(a, b)


@settings(max_examples=60, deadline=None)
@given(land())
def test_area_of_a_shape(a: BaseGeometry) -> None:
    a = moved(a, 3.3)
    assert area(a) == exact_area(a) == slabs.shared(a, a) == fragments.shared(a, a)
    assert area(shapely.Polygon()) == area(shapely.LineString([(0, 0), (1, 1)])) == 0


@both
def test_a_shift_of_one_bit_is_seen(judge: Judge) -> None:
    """2⁻²⁹ m at an easting of 12,000,000 m, along three metres: no double holds the area."""
    bit = 2.0**-29
    a, b = shapely.box(1.2e7, 0, 1.2e7 + 3, 3), shapely.box(1.2e7 + bit, 0, 1.2e7 + 4, 3)
    assert judge(a, b) == 9 - 3 * Fraction(1, 2**29)
