"""The quick way to a window of an image: where its grid lies straight and whole under the window, it is one resampling.

Two projections of a neighbourhood differ by a straight map and some millimetres. What is not so simple (borders, places
that nothing is seen of, windows of many kilometres) is asked pixel by pixel, in `window`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from weipian.atlas.images.between import Floats, Tones

CLOSE = 0.02
"""Pixels of the source by which the map may be off anywhere."""
TURNED = 1e-6
"""Less is no turning."""
Way = Callable[[Floats, Floats], tuple[Floats, Floats]]


@dataclass(frozen=True, slots=True)
class Straight:
    """column = a u + b v + c, row = d u + e v + f, for u across and v down; whole numbers are pixels' edges."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def at(self, u: float, v: float) -> tuple[float, float]:
        return self.a * u + self.b * v + self.c, self.d * u + self.e * v + self.f

    def box(self, width: int, height: int) -> tuple[float, float, float, float]:
        """Of the whole window in the source: left, top, right, bottom."""
        corners = [self.at(u, v) for u in (0, width) for v in (0, height)]
        columns, rows = [one for one, _ in corners], [one for _, one in corners]
        return min(columns), min(rows), max(columns), max(rows)

    def within(self, left: int, top: int, shrink: tuple[float, float]) -> Straight:
        """The same for what was read from there, so many pixels as one."""
        across, down = shrink
        return Straight(
            self.a / across, self.b / across, (self.c - left) / across,
            self.d / down, self.e / down, (self.f - top) / down,
        )  # fmt: skip


def straight(way: Way, width: int, height: int) -> Straight | None:
    """The map through nine places of the window; None where it bends."""
    u, v = (one.ravel() for one in np.meshgrid([0.0, width / 2, width], [0.0, height / 2, height]))
    found = np.stack(way(u, v))
    if not np.isfinite(found).all():
        return None
    known = np.column_stack([u, v, np.ones(len(u))])
    fit = np.linalg.lstsq(known, found.T, rcond=None)[0].T
    if np.abs(fit @ known.T - found).max() > CLOSE:
        return None
    return Straight(*fit.ravel().tolist())


def resampled(read: Tones, place: Straight, width: int, height: int) -> Tones:
    """uint8[3, height, width] of what was read, by bilinear interpolation."""
    from PIL import Image

    size, how = (width, height), Image.Resampling.BILINEAR
    image = Image.fromarray(np.ascontiguousarray(np.moveaxis(read, 0, 2)))
    if max(abs(place.b), abs(place.d)) * max(size) < TURNED and min(place.a, place.e) > 0:
        left, top, right, bottom = place.box(width, height)
        made: Any = image.resize(size, how, box=(max(left, 0.0), max(top, 0.0), right, bottom))
    else:
        told = (place.a, place.b, place.c, place.d, place.e, place.f)
        made = image.transform(size, Image.Transform.AFFINE, told, how)
    return np.moveaxis(np.asarray(made), 2, 0)
