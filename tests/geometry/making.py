"""Shapes for tests, and oracles that share no code with the kernel: GEOS, and rational arithmetic."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from fractions import Fraction

import numpy as np
import shapely
from hypothesis import strategies as st
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from weipian.geometry.authalic import AUTHALIC
from weipian.geometry.measure import overlaps, shape_areas
from weipian.geometry.shapes import Shapes

WHERE = (600_000.0, 2_800_000.0)
"""Where 资源县 lies in the plane, roughly: tests run with coordinates of true size."""


def plane(*shapes: BaseGeometry) -> Shapes:
    """Valid shapes as they stand, taken to be in the authalic plane."""
    return Shapes.of_wkb([shapely.to_wkb(shape) for shape in shapes], AUTHALIC)


def moved(shape: BaseGeometry, scale: float = 10.0, by: tuple[float, float] = WHERE) -> BaseGeometry:
    return shapely.transform(shape, lambda xy: xy * scale + by)


def shared_um2(a: BaseGeometry, b: BaseGeometry) -> int:
    return int(overlaps(plane(a), plane(b)).area_um2.sum())


def area_um2(shape: BaseGeometry) -> int:
    return int(shape_areas(plane(shape))[0])


def boxes(size: int = 12) -> st.SearchStrategy[BaseGeometry]:
    corner = st.integers(0, size)
    side = st.integers(1, size)
    return st.builds(lambda x, y, w, h: shapely.box(x, y, x + w, y + h), corner, corner, side, side)


def triangles(size: int = 14) -> st.SearchStrategy[BaseGeometry]:
    point = st.tuples(st.integers(0, size), st.integers(0, size))
    return st.tuples(point, point, point).map(shapely.Polygon).filter(lambda shape: shape.area > 0)


def joined(parts: list[BaseGeometry], holes: list[BaseGeometry]) -> BaseGeometry:
    """Snapped to 1/64, so that moving and scaling it is exact and leaves it valid."""
    made = shapely.difference(shapely.union_all(parts), shapely.union_all(holes))
    return shapely.set_precision(made, 1 / 64)


def land() -> st.SearchStrategy[BaseGeometry]:
    """Multipolygons with holes on a coarse grid, so that edges are shared, run along each other and touch."""
    piece = st.one_of(boxes(), triangles())
    made = st.builds(joined, st.lists(piece, min_size=1, max_size=4), st.lists(piece, max_size=3))
    return made.filter(lambda s: s.geom_type in ("Polygon", "MultiPolygon") and not s.is_empty and s.is_valid)


def star(vertices: int, radius: float, seed: int, centre: tuple[float, float] = WHERE) -> BaseGeometry:
    """A ragged outline around a centre: valid, and as long-winded as a redline."""
    rng = np.random.default_rng(seed)
    turns = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    far = radius * (0.8 + 0.1 * np.sin(7 * turns) + 0.002 * rng.uniform(-1, 1, vertices))
    return shapely.Polygon(np.column_stack((centre[0] + far * np.cos(turns), centre[1] + far * np.sin(turns))))


def exact_area(shape: BaseGeometry) -> Fraction:
    """Shoelace in rationals: what these very floating-point numbers enclose."""
    return sum((_ring_area(ring) for ring in _turned_rings(shape)), Fraction(0))


def exact_shared(a: BaseGeometry, b: BaseGeometry) -> Fraction:
    """The shared area in rationals: strips between all x where something happens, trapezoids within."""
    ones, others = _edges(a), _edges(b)
    stops = sorted({x for edge in ones + others for x in (edge[0], edge[2])} | set(_crossings(ones, others)))
    return sum((_strip(ones, others, left, right) for left, right in itertools.pairwise(stops)), Fraction(0))


Edge = tuple[Fraction, Fraction, Fraction, Fraction]


def _strip(ones: list[Edge], others: list[Edge], left: Fraction, right: Fraction) -> Fraction:
    """Within a strip no edges cross: intervals of inside, by pairs, at its middle; their common length."""
    middle = (left + right) / 2
    inside = [_intervals(edges, middle) for edges in (ones, others)]
    shared = sum(max(Fraction(0), min(p[1], q[1]) - max(p[0], q[0])) for p in inside[0] for q in inside[1])
    return Fraction(shared) * (right - left)


def _intervals(edges: list[Edge], x: Fraction) -> list[tuple[Fraction, Fraction]]:
    heights = sorted(_height(edge, x) for edge in edges if edge[0] < x < edge[2])
    return list(zip(heights[::2], heights[1::2], strict=True))


def _height(edge: Edge, x: Fraction) -> Fraction:
    x1, y1, x2, y2 = edge
    return y1 + (y2 - y1) * (x - x1) / (x2 - x1)


def _crossings(ones: list[Edge], others: list[Edge]) -> Iterable[Fraction]:
    for p in ones:
        for q in others:
            left, right = max(p[0], q[0]), min(p[2], q[2])
            if left < right:
                d0, d1 = _height(p, left) - _height(q, left), _height(p, right) - _height(q, right)
                if d0 * d1 < 0:
                    yield left + (right - left) * d0 / (d0 - d1)


def _edges(shape: BaseGeometry) -> list[Edge]:
    found = []
    for ring in _rings(shape):
        points = [(Fraction(x), Fraction(y)) for x, y in ring.tolist()]
        for p, q in itertools.pairwise(points):
            if p[0] != q[0]:
                low, high = sorted((p, q))
                found.append((*low, *high))
    return found


def _rings(shape: BaseGeometry) -> list[NDArray[np.float64]]:
    return [shapely.get_coordinates(ring) for part in shapely.get_parts(shape) for ring in shapely.get_rings(part)]


def _turned_rings(shape: BaseGeometry) -> list[tuple[bool, NDArray[np.float64]]]:
    return [
        (index > 0, shapely.get_coordinates(ring))
        for part in shapely.get_parts(shape)
        for index, ring in enumerate(shapely.get_rings(part))
    ]


def _ring_area(turned: tuple[bool, NDArray[np.float64]]) -> Fraction:
    hole, ring = turned
    points = [(Fraction(x), Fraction(y)) for x, y in ring.tolist()]
    twice = sum(p[0] * q[1] - q[0] * p[1] for p, q in itertools.pairwise(points))
    area = abs(Fraction(twice)) / 2
    return -area if hole else area
