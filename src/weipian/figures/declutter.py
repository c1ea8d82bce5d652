"""Signs on a small map that would lie on each other: those of one mark become one with a number, others move aside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from weipian.figures.marks import Marked

Floats = NDArray[np.float64]
ROUNDS = 60
FARTHEST_MM = 3.2
"""A sign moves no farther from its place."""
WIDTHS = (1.7, 2.4, 3.4, 4.8, 6.8, 9.6)
FULL = 0.24
"""Signs that fill more than this part of the map are put together more."""
GROWTH = 0.16
"""A sign of several is this much larger for each doubling."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign at (x, y) for `count` patches around (from_x, from_y), mm."""

    mark: Marked
    x: float
    y: float
    reach: float
    count: int
    from_x: float
    from_y: float


def decluttered(marks: Sequence[Marked], places: Floats, reaches: Floats, room_mm2: float = np.inf) -> list[Sign]:
    """Signs for patches at places float64[n, 2] with reaches float64[n], mm: none hides another if there is room.

    `room_mm2`: how large the map is; the more patches on it, the farther apart those are that become one sign.
    """
    signs: list[Sign] = []
    kinds = [kind for kind in (type(marks[0]) if len(marks) else ()) if kind in set(marks)]
    for width in WIDTHS:
        signs = [sign for mark in kinds for sign in _clusters(mark, marks, places, reaches, width)]
        if sum(np.pi * one.reach**2 for one in signs) <= FULL * room_mm2:
            break
    if len(signs) < 2:
        return signs
    at = np.array([(one.from_x, one.from_y) for one in signs])
    moved = _apart(at, np.array([one.reach for one in signs]))
    return [
        Sign(one.mark, float(x), float(y), one.reach, one.count, one.from_x, one.from_y)
        for one, (x, y) in zip(signs, moved, strict=True)
    ]


def _clusters(mark: Marked, marks: Sequence[Marked], places: Floats, reaches: Floats, width: float) -> list[Sign]:
    """Patches of one mark within `width` times its reach of a first one become one sign, in the middle of them."""
    own = np.array([k for k, each in enumerate(marks) if each is mark], np.int64)
    left = np.ones(len(own), np.bool_)
    found = []
    for first in range(len(own)):
        if not left[first]:
            continue
        away = np.hypot(*(places[own] - places[own[first]]).T)
        near = left & (away < width * reaches[own[first]])
        near[first] = True
        left &= ~near
        x, y = places[own[near]].mean(axis=0)
        count = int(near.sum())
        reach = float(reaches[own[near]].max()) * (1 + GROWTH * float(np.log2(count)))
        found.append(Sign(mark, float(x), float(y), reach, count, float(x), float(y)))
    return found


def _apart(at: Floats, reach: Floats) -> Floats:
    """Signs pushed from each other a little at a time, and held near their places."""
    now = at.copy()
    least = (reach[:, None] + reach[None, :]) * 1.05
    ways = _ways(len(at))
    for _ in range(ROUNDS):
        apart = now[:, None, :] - now[None, :, :]
        away = np.hypot(apart[..., 0], apart[..., 1])
        short = np.where(away < least, least - away, 0.0)
        np.fill_diagonal(short, 0.0)
        if short.max(initial=0.0) < 0.02:
            break
        way = np.where(away[..., None] > 1e-6, apart / np.maximum(away, 1e-6)[..., None], ways)
        now = now + (way * short[..., None]).sum(axis=1) * 0.35
        drift = now - at
        far = np.hypot(drift[:, 0], drift[:, 1])
        now = at + drift * np.minimum(1.0, FARTHEST_MM / np.maximum(far, 1e-9))[:, None]
    return now


def _ways(count: int) -> Floats:
    """For signs at the very same place: directions that differ, and are opposite for the two of a pair."""
    turn = (np.arange(count)[:, None] - np.arange(count)[None, :]) * 2.399963
    sign = np.sign(np.arange(count)[:, None] - np.arange(count)[None, :])
    return np.stack((np.cos(turn) * sign, np.sin(turn) * sign), axis=-1)
