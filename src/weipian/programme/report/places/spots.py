"""Hot spots: repeat places that lie near each other, and villages and townships that have several. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

import numpy as np
import shapely
import shapely.affinity

from weipian.geometry.authalic import from_plane


def components(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups that hang together by pairs, each sorted, in order of their first; single ones are left out."""
    parent = list(range(count))

    def top(one: int) -> int:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for one, other in pairs:
        first, second = sorted((top(one), top(other)))
        parent[second] = first
    groups: dict[int, list[int]] = {}
    for one in range(count):
        groups.setdefault(top(one), []).append(one)
    return [group for group in groups.values() if len(group) > 1]


def in_metres(planar: Sequence[shapely.Geometry]) -> list[shapely.Geometry]:
    """Shapes of the plane stretched back, so that a distance within the county is one on the ground (to 0.5 %)."""
    if not planar:
        return []
    west, south, east, north = shapely.total_bounds(planar)
    _, latitude = from_plane(np.array([(west + east) / 2]), np.array([(south + north) / 2]))
    narrow = cos(radians(float(latitude[0])))
    return [shapely.affinity.scale(one, narrow, 1 / narrow, origin=(0, 0)) for one in planar]


def near(planar: Sequence[shapely.Geometry], metres: float) -> list[tuple[int, int]]:
    """Pairs that lie no further apart than so many metres; 以内 includes the number."""
    if len(planar) < 2:
        return []
    shapes = in_metres(planar)
    ones, others = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=metres)
    return [(one, other) for one, other in zip(ones.tolist(), others.tolist(), strict=True) if one < other]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A village, township or cluster with the patches that came again there; a cluster is named by its first."""

    kind: str
    name: str
    places: tuple[str, ...]


def gathered(kind: str, own: Sequence[str], names: Sequence[str], least: int) -> list[Gathered]:
    """Names that have at least so many patches of `own`, most first; a patch without a name is in none."""
    found: dict[str, list[str]] = {}
    for patch, name in zip(own, names, strict=True):
        if name:
            found.setdefault(name, []).append(patch)
    return by_size([Gathered(kind, name, tuple(some)) for name, some in found.items() if len(some) >= least])


def by_size(found: Iterable[Gathered]) -> list[Gathered]:
    return sorted(found, key=lambda one: (-len(one.places), one.name))
