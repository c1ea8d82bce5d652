"""A layer that remembers which of its features patches touched, so that blocks of patches can be told as one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from weipian.geometry.measure import Indexed, Overlaps
from weipian.programme.overlay.ground import Floats, Ints, Objects, Surface
from weipian.terms.errors import Refusal


class Watched:
    """A `Surface` as it is; `used` are the features that the last patches touched."""

    def __init__(self, ground: Surface) -> None:
        self.ground = ground
        self.used: Ints = np.empty(0, np.int64)

    @property
    def name(self) -> str:
        return self.ground.name

    @property
    def rows(self) -> Sequence[int] | Ints:
        return self.ground.rows

    @property
    def refused(self) -> tuple[Refusal, ...]:
        return self.ground.refused

    @property
    def refused_boxes(self) -> Floats:
        return self.ground.refused_boxes

    @property
    def said(self) -> tuple[str, ...]:
        return self.ground.said

    def touched(self, patches: Indexed) -> Overlaps:
        found = self.ground.touched(patches)
        self.used = distinct([found.b_index])
        return found

    def clashes(self, touched: Overlaps) -> Overlaps:
        return self.ground.clashes(touched)

    def planar(self, indices: Sequence[int] | Ints) -> Objects:
        return self.ground.planar(indices)


def distinct(indices: Sequence[Ints]) -> Ints:
    """The indices that stand in any of the arrays, sorted; marking is quicker than sorting millions."""
    marked = np.zeros(max((int(each.max()) + 1 for each in indices if len(each)), default=0), np.bool_)
    for each in indices:
        marked[each] = True
    return np.flatnonzero(marked)


def clashes_among(ground: Surface, used: Ints) -> Overlaps:
    """Pairs of used features that overlap each other."""
    none = np.zeros(len(used), np.int64)
    return ground.clashes(Overlaps(none, used, none))
