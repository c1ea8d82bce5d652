"""A layer whose shapes overlap each other: told, never balanced away."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import shapely

from weipian.geometry.measure import Overlaps, overlaps
from weipian.geometry.shapes import Shapes, to_authalic
from weipian.programme.overlay.ground import Ground, Ints
from weipian.programme.overlay.rules import CENTI
from weipian.terms.area import Area


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two features of one layer (counted from 1) claim the same ground; `patches` are indices of those it concerns."""

    layer: str
    row_a: int
    row_b: int
    area: Area
    patches: tuple[int, ...]


def find(layer: str, ground: Ground, touched: Overlaps) -> list[Contradiction]:
    """Pairs of touched features that overlap by 0.01 m² or more."""
    used = np.unique(touched.b_index)
    if len(used) < 2:
        return []
    some = to_authalic(Shapes.of_shapely(ground.areal[used], ground.crs))
    pairs = overlaps(some, some)
    real = (pairs.a_index < pairs.b_index) & (pairs.area_um2 >= CENTI)
    if not real.any():
        return []
    patches = _patches_of(touched)
    return [
        Contradiction(
            layer,
            ground.rows[used[a]],
            ground.rows[used[b]],
            Area.of_um2(int(area)),
            tuple(sorted(patches[int(used[a])] & patches[int(used[b])])),
        )
        for a, b, area in zip(pairs.a_index[real], pairs.b_index[real], pairs.area_um2[real], strict=True)
    ]


def _patches_of(touched: Overlaps) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for patch, feature in zip(touched.a_index.tolist(), touched.b_index.tolist(), strict=True):
        found[feature].add(patch)
    return found


def union_areas(patches: Ground, ground: Ground, touched: Overlaps, concerned: set[int]) -> dict[int, int]:
    """For each concerned patch, the ground that the layer covers at least once, 1e-6 m²."""
    return {index: union_area(patches, index, [(ground, features_of(touched, index))]) for index in concerned}


def features_of(touched: Overlaps, patch: int) -> Ints:
    """The layer's features that a patch lies on; pairs come sorted by patch."""
    start, end = np.searchsorted(touched.a_index, (patch, patch + 1))
    found: Ints = touched.b_index[start:end]
    return found


def union_area(patches: Ground, index: int, over: list[tuple[Ground, Ints]]) -> int:
    """The part of one patch that any of these features covers, 1e-6 m², by GEOS about the patch's own origin."""
    patch = patches.planar([index])[0]
    x, y = shapely.bounds(patch)[:2]
    pieces = [piece for ground, features in over if len(features) for piece in ground.planar(features)]
    if not pieces:
        return 0
    moved = shapely.transform(np.array([patch, *pieces], object), lambda xy: xy - (x, y))
    joined = shapely.union_all(shapely.intersection(moved[1:], moved[0]))
    return round(float(shapely.area(joined)) * 1e6)
