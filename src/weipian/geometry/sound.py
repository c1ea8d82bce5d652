"""From WKB to shapes in one go, each judged: what GEOS says of all of them, at a fraction of the time.

Most shapes are one plain ring that quick tests prove to be simple; only the rest go through GEOS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.authalic import AUTHALIC, Authalic
from weipian.geometry.crs import Crs
from weipian.geometry.project import to_plane
from weipian.geometry.rings import orient
from weipian.geometry.shapes import Shapes, to_authalic
from weipian.geometry.surely import surely_valid
from weipian.geometry.threads import in_blocks
from weipian.geometry.validity import Defect, judge, read
from weipian.geometry.wkb import taken_apart

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

BLOCK = 4096
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
    ragged, plain = taken_apart(wkb)
    sure = np.zeros(len(wkb), np.bool_)
    in_blocks(
        lambda first, last: surely_valid(ragged.x, ragged.y, ragged.ring_start, ragged.shape_start, first, last, sure),
        len(wkb),
        BLOCK,
    )
    fit, defects = _asked(wkb, np.flatnonzero(~sure))
    good = np.flatnonzero(fit)
    if not plain[good].all():  # big-endian, or with empty parts: seldom, so without haste
        return Judged(
            to_authalic(Shapes.of_shapely(read([wkb[index] for index in good.tolist()])[0], crs)), good, defects
        )
    all_read = Shapes(*ragged, crs)
    kept = all_read if len(good) == len(wkb) else all_read.picked(good)
    x, y = to_plane(kept.x, kept.y, crs) if isinstance(crs, Crs) else (kept.x.copy(), kept.y.copy())
    orient(x, y, kept.ring_start, kept.hole)
    return Judged(Shapes(x, y, kept.ring_start, kept.shape_start, kept.hole, AUTHALIC), good, defects)


def _asked(wkb: Sequence[bytes | None], doubtful: Ints) -> tuple[Bools, list[Defect]]:
    """What GEOS says of the doubtful ones: who is fit of all, and why the others aren't."""
    fit = np.ones(len(wkb), np.bool_)
    if not len(doubtful):
        return fit, []
    _, found = judge([wkb[index] for index in doubtful.tolist()])
    defects = [Defect(int(doubtful[one.index]), one.code, one.place) for one in found]
    fit[[defect.index for defect in defects]] = False
    return fit, defects
