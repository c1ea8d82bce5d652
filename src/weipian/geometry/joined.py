"""Shapes of several sources in one list."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.gathering import spans
from weipian.geometry.shapes import Ints, Shapes


def joined(groups: Sequence[Shapes], order: Ints) -> Shapes:
    """All shapes of the groups, all in one system; shape i of the answer is the `order[i]`-th of them."""
    rings = _ends([group.ring_start for group in groups])
    shapes = _ends([group.shape_start for group in groups])
    ring_picks = spans(shapes[order], shapes[order + 1])
    vertex_picks = spans(rings[ring_picks], rings[ring_picks + 1])
    x, y, hole = (np.concatenate([getattr(group, name) for group in groups]) for name in ("x", "y", "hole"))
    return Shapes(
        x[vertex_picks],
        y[vertex_picks],
        _starts(np.diff(rings)[ring_picks]),
        _starts(np.diff(shapes)[order]),
        hole[ring_picks],
        groups[0].crs,
    )


def _ends(starts: Sequence[Ints]) -> Ints:
    """Offsets of several lists put one behind the other."""
    return _starts(np.concatenate([np.diff(one) for one in starts]))


def _starts(lengths: NDArray[np.int64]) -> Ints:
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
