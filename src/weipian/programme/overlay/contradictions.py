"""A layer whose shapes overlap each other: told, never balanced away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from weipian.geometry.geos import shapely
from weipian.geometry.measure import Overlaps
from weipian.programme.overlay.ground import Ground, Ints, Surface
from weipian.terms.area import Area


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two features of one layer (counted from 1) claim the same ground; `patches` are indices of those it concerns."""

    layer: str
    row_a: int
    row_b: int
    area: Area
    patches: tuple[int, ...]


def find(layer: str, ground: Surface, touched: Overlaps) -> list[Contradiction]:
    """Pairs of touched features that overlap by 0.01 m² or more."""
    pairs = ground.clashes(touched)
    if not len(pairs):
        return []
    patches = _patches_of(touched)
    return [
        Contradiction(
            layer, int(ground.rows[a]), int(ground.rows[b]), Area.of_um2(area), tuple(sorted(patches[a] & patches[b]))
        )
        for a, b, area in zip(pairs.a_index.tolist(), pairs.b_index.tolist(), pairs.area_um2.tolist(), strict=True)
    ]


def _patches_of(touched: Overlaps) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for patch, feature in zip(touched.a_index.tolist(), touched.b_index.tolist(), strict=True):
        found[feature].add(patch)
    return found


def union_areas(patches: Ground, ground: Surface, touched: Overlaps, concerned: set[int]) -> dict[int, int]:
    """For each concerned patch, the ground that the layer covers at least once, 1e-6 m²."""
    return {index: union_area(patches, index, [(ground, features_of(touched, index))]) for index in concerned}


def features_of(touched: Overlaps, patch: int) -> Ints:
    """The layer's features that a patch lies on; pairs come sorted by patch."""
    start, end = np.searchsorted(touched.a_index, (patch, patch + 1))
    found: Ints = touched.b_index[start:end]
    return found


def union_area(patches: Ground, index: int, over: Sequence[tuple[Surface, Ints]]) -> int:
    """The part of one patch that any of these features covers, 1e-6 m², by GEOS about the patch's own origin."""
    patch = patches.planar([index])[0]
    x, y = shapely.bounds(patch)[:2]
    pieces = [piece for ground, features in over if len(features) for piece in ground.planar(features)]
    if not pieces:
        return 0
    moved = shapely.transform(np.array([patch, *pieces], object), lambda xy: xy - (x, y))
    joined = shapely.union_all(shapely.intersection(moved[1:], moved[0]))
    return round(float(shapely.area(joined)) * 1e6)
