"""Shapes as whole numbers: a double is a whole number of some power of two, so nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import shapely
from shapely.geometry.base import BaseGeometry

Point = tuple[int, int]
Edge = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Whole:
    """Two shapes on one lattice: directed edges with the inside on their left, and what a unit of the lattice is."""

    a: tuple[Edge, ...]
    b: tuple[Edge, ...]
    unit: Fraction

    @staticmethod
    def of(a: BaseGeometry, b: BaseGeometry) -> Whole:
        rings = [list(_rings(shape)) for shape in (a, b)]
        per_metre = max((value.as_integer_ratio()[1] for value in _values(rings)), default=1)
        whole = [tuple(_edges(each, per_metre)) for each in rings]
        return Whole(whole[0], whole[1], Fraction(1, per_metre))


def area(shape: BaseGeometry) -> Fraction:
    """What a valid shape's very numbers enclose, m²."""
    whole = Whole.of(shape, shapely.Polygon())
    return Fraction(sum(p[0] * q[1] - p[1] * q[0] for p, q in whole.a), 2) * whole.unit**2


Ring = tuple[bool, list[list[float]]]


def _rings(shape: BaseGeometry) -> Iterator[Ring]:
    """Every ring with whether it is a hole; what is not areal has none."""
    for part in shapely.get_parts(shape):
        for number, ring in enumerate(shapely.get_rings(part)):
            yield number > 0, shapely.get_coordinates(ring).tolist()


def _values(rings: Iterable[list[Ring]]) -> Iterator[float]:
    return (value for each in rings for _, points in each for point in points for value in point)


def _edges(rings: list[Ring], per_metre: int) -> Iterator[Edge]:
    for hole, points in rings:
        at = [(_whole(x, per_metre), _whole(y, per_metre)) for x, y in points]
        doubled = sum(p[0] * q[1] - p[1] * q[0] for p, q in pairwise(at))
        forward = (doubled > 0) != hole
        yield from ((p, q) if forward else (q, p) for p, q in pairwise(at) if p != q)


def _whole(value: float, per_metre: int) -> int:
    above, below = value.as_integer_ratio()
    return above * (per_metre // below)
