"""From WKB to shapes in one go, each judged: what GEOS says of all of them, at a fraction of the time.

Most shapes are one plain ring that quick tests prove to be simple; only the rest go through GEOS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weipian.geometry import validity
from weipian.geometry.authalic import AUTHALIC, Authalic
from weipian.geometry.crs import Crs
from weipian.geometry.packed import Packed
from weipian.geometry.project import project
from weipian.geometry.rings import orient
from weipian.geometry.shapes import Shapes, to_authalic
from weipian.geometry.surely import scratch, surely_valid
from weipian.geometry.threads import in_blocks
from weipian.geometry.validity import Defect
from weipian.geometry.wkb import take

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

BLOCK = 512
"""Shapes that a thread takes at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """`shapes` are all that can be measured, those at `good` (int64[k]), as `Shapes.of_wkb` gives them; `defects` say
    why the others can't.
    """

    shapes: Shapes
    good: Ints
    defects: list[Defect]


def judged(wkb: Sequence[bytes | None], crs: Crs | Authalic) -> Judged:
    """Take apart, judge, project into the authalic plane; `defects` are exactly those of `validity.check`."""
    packed = Packed.of(wkb).flat()
    sure = np.zeros(len(packed), np.bool_)
    shapes = _taken(packed, crs, sure)
    fit, defects = _asked(packed, np.flatnonzero(~sure))
    good = np.flatnonzero(fit)
    if not packed.seen().plain[good].all():  # big-endian, or with empty parts: seldom, so without haste
        areal, _ = validity.read(packed.picked(good))
        return Judged(to_authalic(Shapes.of_shapely(areal, crs)), good, defects)
    return Judged(shapes if len(good) == len(packed) else shapes.picked(good), good, defects)


def _taken(packed: Packed, crs: Crs | Authalic, sure: Bools) -> Shapes:
    """The plain ones ring by ring, in the plane, turned by their roles; true into `sure` where one is surely valid.

    A block goes through all steps while it lies in the processor's cache.
    """
    seen = packed.seen()
    shape_start, vertex_start = _sums(seen.rings), _sums(seen.vertices)
    ring_start, hole = np.zeros(shape_start[-1] + 1, np.int64), np.zeros(shape_start[-1], np.bool_)
    x, y = np.empty(vertex_start[-1]), np.empty(vertex_start[-1])

    def block(first: int, last: int) -> None:
        take(
            packed.raw,
            packed.begin,
            seen.plain,
            first,
            last,
            shape_start,
            vertex_start,
            x.view(np.uint64),
            y.view(np.uint64),
            ring_start,
            hole,
        )
        surely_valid(x, y, ring_start, shape_start, first, last, scratch(), sure)
        part = slice(vertex_start[first], vertex_start[last])
        if isinstance(crs, Crs):
            project(x[part], y[part], crs)
        orient(x, y, ring_start, hole, shape_start[first], shape_start[last])

    in_blocks(block, len(packed), BLOCK)
    return Shapes(x, y, ring_start, shape_start, hole, AUTHALIC)


def _sums(counts: Ints) -> Ints:
    """Where each thing's own begin: int64[n+1]."""
    out = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=out[1:])
    out.setflags(write=False)
    return out


def _asked(wkb: Packed, doubtful: Ints) -> tuple[Bools, list[Defect]]:
    """What GEOS says of the doubtful ones: who is fit of all, and why the others aren't."""
    fit = np.ones(len(wkb), np.bool_)
    if not len(doubtful):
        return fit, []
    _, found = validity.judge(wkb.picked(doubtful))
    defects = [Defect(int(doubtful[one.index]), one.code, one.place) for one in found]
    fit[[defect.index for defect in defects]] = False
    return fit, defects
