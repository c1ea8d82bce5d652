"""The second judge: the shared area in exact fractions, round its outline.

Every edge is broken where it meets the other shape. The outline of what is shared is made of the fragments of a
whose middle lies inside b, those of b inside a, and those that both have with the inside on the same side, once.
Half the sum of their cross products is the area. No strips, no sorting by height.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from shapely.geometry.base import BaseGeometry

from campaign.exactness.rational import Edge, Whole

ZERO = Fraction(0)
Place = tuple[Fraction, Fraction]


def shared(a: BaseGeometry, b: BaseGeometry) -> Fraction:
    """The area that two valid shapes share, m², exact."""
    whole = Whole.of(a, b)
    doubled = sum((_doubled(whole.a, whole.b, True), _doubled(whole.b, whole.a, False)), ZERO)
    return doubled / 2 * whole.unit**2


def _doubled(mine: tuple[Edge, ...], theirs: tuple[Edge, ...], with_common: bool) -> Fraction:
    return sum(
        (p[0] * q[1] - p[1] * q[0] for p, q in _fragments(mine, theirs) if _counts(p, q, theirs, with_common)), ZERO
    )


def _fragments(mine: tuple[Edge, ...], theirs: tuple[Edge, ...]) -> Iterator[tuple[Place, Place]]:
    boxed = [(min(p[0], q[0]), min(p[1], q[1]), max(p[0], q[0]), max(p[1], q[1]), (p, q)) for p, q in theirs]
    for edge in mine:
        (x1, y1), (x2, y2) = edge
        west, east, south, north = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
        near = (other for w, s, e, n, other in boxed if w <= east and e >= west and s <= north and n >= south)
        shares = sorted({ZERO, Fraction(1)} | {share for other in near for share in _meetings(edge, other)})
        yield from pairwise((x1 + share * (x2 - x1), y1 + share * (y2 - y1)) for share in shares)


def _meetings(edge: Edge, other: Edge) -> Iterator[Fraction]:
    """How far along the edge (0 to 1) it meets the other: a crossing, or both ends of a common run."""
    (x1, y1), (x2, y2) = edge
    (x3, y3), (x4, y4) = other
    dx, dy, ex, ey = x2 - x1, y2 - y1, x4 - x3, y4 - y3
    turn = dx * ey - dy * ex
    d3, d4 = dx * (y3 - y1) - dy * (x3 - x1), dx * (y4 - y1) - dy * (x4 - x1)
    if turn:
        along = Fraction((x3 - x1) * ey - (y3 - y1) * ex, turn)
        if 0 <= along <= 1 and min(d3, d4) <= 0 <= max(d3, d4):
            yield along
    elif d3 == 0:
        for x, y in other:
            along = Fraction((x - x1) * dx + (y - y1) * dy, dx * dx + dy * dy)
            if 0 <= along <= 1:
                yield along


def _counts(p: Place, q: Place, theirs: tuple[Edge, ...], with_common: bool) -> bool:
    """Whether the middle of a fragment lies inside the other shape, or on its outline, run the same way."""
    x, y = (p[0] + q[0]) / 2, (p[1] + q[1]) / 2
    low_x, high_x, low_y, high_y = floor(x), ceil(x), floor(y), ceil(y)
    wide, tall = x.denominator, y.denominator
    crossed = 0
    for (x1, y1), (x2, y2) in theirs:  # whole numbers alone: they tell as much as fractions, and faster
        if (x1 > low_x and x2 > low_x) or (x1 < high_x and x2 < high_x) or (y1 < high_y and y2 < high_y):
            continue
        side = (x2 - x1) * (y.numerator - y1 * tall) * wide - (y2 - y1) * (x.numerator - x1 * wide) * tall
        if side == 0 and (y1 <= low_y or y2 <= low_y):
            return with_common and (x2 - x1) * (q[0] - p[0]) + (y2 - y1) * (q[1] - p[1]) > 0
        if (x1 <= low_x) != (x2 <= low_x) and (side < 0) == (x2 > x1):
            crossed += 1
    return crossed % 2 == 1
