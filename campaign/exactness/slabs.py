"""The first judge: the shared area in exact fractions, by upright strips.

The strips lie between all x where something happens: every vertex, and every crossing of an edge of a with one of b.
Within a strip no two edges cross, so at its middle the edges of each shape, from below, begin and end its inside by
turns, and the strip's area is its width times the length that is inside both. Nothing is signed and nothing is
rounded: it shares no idea with the kernel but the shapes.
"""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from itertools import pairwise

from shapely.geometry.base import BaseGeometry

from campaign.exactness.rational import Edge, Whole

Side = tuple[Edge, bool]
"""An edge that runs rightwards, and whether it is a's."""


def shared(a: BaseGeometry, b: BaseGeometry) -> Fraction:
    """The area that two valid shapes share, m², exact."""
    whole = Whole.of(a, b)
    sides = [(_rightwards(e), True) for e in whole.a] + [(_rightwards(e), False) for e in whole.b]
    sides = sorted(side for side in sides if side[0][0][0] < side[0][1][0])
    stops = sorted({Fraction(p[0]) for edge, _ in sides for p in edge} | set(_crossings(sides)))
    total = sum((_strip(sides, stops, strip) for strip in _filled(sides, stops)), Fraction(0))
    return total * whole.unit**2


Strip = tuple[int, list[int]]


def _filled(sides: list[Side], stops: list[Fraction]) -> list[Strip]:
    """Each strip's number with the places of the sides that reach across it."""
    across: list[list[int]] = [[] for _ in stops]
    for place, (edge, _) in enumerate(sides):
        for strip in range(bisect_left(stops, edge[0][0]), bisect_left(stops, edge[1][0])):
            across[strip].append(place)
    return [(strip, places) for strip, places in enumerate(across) if places]


def _strip(sides: list[Side], stops: list[Fraction], strip: Strip) -> Fraction:
    number, places = strip
    left, right = stops[number], stops[number + 1]
    if len({sides[place][1] for place in places}) < 2:
        return Fraction(0)
    middle = (left + right) / 2
    heights = sorted((_height(sides[place][0], middle), sides[place][1]) for place in places)
    inside = {True: False, False: False}
    length = Fraction(0)
    for (below, whose), (above, _) in pairwise(heights):
        inside[whose] = not inside[whose]
        if inside[True] and inside[False]:
            length += above - below
    return length * (right - left)


def _height(edge: Edge, x: Fraction) -> Fraction:
    (x1, y1), (x2, y2) = edge
    wide, part = x2 - x1, x.denominator
    return Fraction(y1 * wide * part + (y2 - y1) * (x.numerator - x1 * part), wide * part)


def _rightwards(edge: Edge) -> Edge:
    return edge if edge[0] < edge[1] else (edge[1], edge[0])


def _crossings(sides: list[Side]) -> list[Fraction]:
    """x of every point where an edge of a and one of b cross within both; touching ends are vertices already."""
    found: list[Fraction] = []
    open_: list[Side] = []
    for side in sides:
        open_ = [other for other in open_ if other[0][1][0] > side[0][0][0]]
        found.extend(x for other in open_ if other[1] != side[1] and (x := _crossing(other[0], side[0])) is not None)
        open_.append(side)
    return found


def _crossing(p: Edge, q: Edge) -> Fraction | None:
    (x1, y1), (x2, y2) = p
    (x3, y3), (x4, y4) = q
    if max(y1, y2) < min(y3, y4) or max(y3, y4) < min(y1, y2):
        return None
    dx, dy, ex, ey = x2 - x1, y2 - y1, x4 - x3, y4 - y3
    d3, d4 = dx * (y3 - y1) - dy * (x3 - x1), dx * (y4 - y1) - dy * (x4 - x1)
    d1, d2 = ex * (y1 - y3) - ey * (x1 - x3), ex * (y2 - y3) - ey * (x2 - x3)
    if (d3 < 0) == (d4 < 0) or (d1 < 0) == (d2 < 0) or not (d1 and d2 and d3 and d4):
        return None
    return x3 + Fraction(ex * d3, d3 - d4)
