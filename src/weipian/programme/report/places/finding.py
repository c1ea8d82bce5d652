"""Repeat places: outlines that share at least a policy share of the smaller one, by exact areas on the ellipsoid.

Of patches of the books among each other, and with patches of earlier years' layer. Pure: outlines in, pairs out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from weipian.geometry.joined import joined
from weipian.geometry.measure import Indexed, Overlaps, indexed, overlaps_within
from weipian.geometry.shapes import Shapes
from weipian.programme.overlay.plots import shapes_of
from weipian.store.queries.clues import Outline

Touched = Callable[[Indexed], Overlaps]
"""Patches → what they share with the earlier years' layer."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two outlines that lie on each other: positions, shared area, share of the smaller one."""

    one: int
    other: int
    shared_um2: int
    share: Fraction


def planar(outlines: Sequence[Outline]) -> Shapes:
    """Outlines in the authalic plane, in their order."""
    order: list[int] = []
    groups: list[Shapes] = []
    for crs in sorted({one.crs for one in outlines}):
        some = [index for index, one in enumerate(outlines) if one.crs == crs]
        groups.append(shapes_of([outlines[index].wkb for index in some], crs))
        order += some
    return joined(groups, np.argsort(np.array(order, np.int64), kind="stable"))


Size = Callable[[int], int]


def among(shapes: Shapes, areas: Sequence[int], least: Fraction) -> list[Pair]:
    """Pairs of one set, each once."""
    return list(_enough(overlaps_within(indexed(shapes)), areas.__getitem__, areas.__getitem__, least))


def against(shapes: Shapes, areas: Sequence[int], others: Touched, other: Size, least: Fraction) -> list[Pair]:
    """Pairs with a layer; `other`: the area of one of its features."""
    return list(_enough(others(indexed(shapes)), areas.__getitem__, other, least))


def _enough(found: Overlaps, first: Size, second: Size, least: Fraction) -> Iterator[Pair]:
    for one, other, shared in zip(found.a_index.tolist(), found.b_index.tolist(), found.area_um2.tolist(), strict=True):
        share = Fraction(shared, max(1, min(first(one), second(other))))
        if share >= least:
            yield Pair(one, other, shared, share)
