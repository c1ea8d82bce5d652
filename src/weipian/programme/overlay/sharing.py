"""Ground that two plots share: of the plots that are asked about, on which others they lie, and how much (B4)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.geometry.areas import UM2_PER_M2
from weipian.geometry.authalic import AUTHALIC
from weipian.geometry.joined import joined
from weipian.geometry.measure import indexed, overlaps
from weipian.geometry.shapes import Shapes
from weipian.programme.overlay.plots import shapes_of
from weipian.store.queries.outlines import Boxed, Outline, boxes, outlines
from weipian.terms.area import Area

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shared:
    """Two plots, the one that was asked about first, and the ground that both claim."""

    one: str
    other: str
    area: Area


@dataclass(frozen=True, slots=True)
class Ground:
    """The outlines of the plots that come near one another, in the authalic plane; `pairs` by number."""

    pairs: tuple[Shared, ...] = ()
    numbers: tuple[str, ...] = ()
    shapes: Shapes | None = None

    def in_turn(self, plot: str, others: Sequence[str]) -> list[Area]:
        """What each of `others` covers of the plot that none before it does: together never more than the plot."""
        if len(others) == 1:
            return [next(pair.area for pair in self.pairs if {pair.one, pair.other} == {plot, others[0]})]
        found, left = list[Area](), self._shape(plot)
        for other in others:
            over = self._shape(other)
            found.append(Area.of_um2(round(shapely.intersection(left, over).area * UM2_PER_M2)))
            left = shapely.difference(left, over)
        return found

    def _shape(self, plot: str) -> shapely.Geometry:
        assert self.shapes is not None
        return self.shapes.geometry(self.numbers.index(plot))


def shared_ground(asked: Collection[str], among: Collection[str]) -> Ground:
    """The pairs of a plot of `asked` with another of `among` that share ground; measured where their boxes meet."""
    every = [one for one in boxes() if one.number in among]
    near = near_one_another(every, [one.number in asked for one in every])
    return _measured(outlines([every[at].id for at in near]), asked)


def near_one_another(every: Sequence[Boxed], asked: Sequence[bool]) -> list[int]:
    """Places of the plots whose boxes meet the box of an asked one, and of those that are met; edges meet too."""
    sides = np.array([(one.west, one.south, one.east, one.north) for one in every], np.float64).reshape(-1, 4)
    boxes = shapely.box(*sides.T)  # whole millimetres: doubles hold them exactly
    own = np.flatnonzero(np.array(asked, np.bool_))
    one, other = shapely.STRtree(boxes).query(boxes[own])
    pairs = np.stack([own[one], other])
    return sorted(set(pairs[:, pairs[0] != pairs[1]].ravel().tolist()))


def _measured(found: Sequence[Outline], asked: Collection[str]) -> Ground:
    if len(found) < 2:
        return Ground()
    shapes = _in_plane(found)
    ready = indexed(shapes)
    over, numbers = overlaps(ready, ready), tuple(one.number for one in found)
    each = zip(over.a_index.tolist(), over.b_index.tolist(), over.area_um2.tolist(), strict=True)
    pairs = [Shared(numbers[a], numbers[b], Area.of_um2(area)) for a, b, area in each if _counts(a, b, numbers, asked)]
    return Ground(tuple(pairs), numbers, shapes)


def _counts(a: int, b: int, numbers: Sequence[str], asked: Collection[str]) -> bool:
    """A pair once: by number where both were asked about, else the asked one first."""
    if a == b or numbers[a] not in asked:
        return False
    return a < b or numbers[b] not in asked


def _in_plane(found: Sequence[Outline]) -> Shapes:
    order: list[int] = []
    groups: list[Shapes] = []
    for crs in sorted({one.crs for one in found}):
        some = [at for at, one in enumerate(found) if one.crs == crs]
        groups.append(shapes_of([found[at].wkb for at in some], crs))
        order += some
    shapes = joined(groups, np.argsort(np.array(order, np.int64), kind="stable"))
    assert shapes.crs is AUTHALIC or shapes.crs == AUTHALIC
    return shapes
