"""Side valleys: small waters that branch off the larger ones, now to the left, now to the right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import LineString

from weipian.demo.noise import Floats, hashed
from weipian.demo.places import Course

GAP = 1_900.0
"""Metres along a water from one branch to the next."""
CLEAR = 520.0
"""What another water keeps of distance from a branch, from its second bend on."""


def branching(waters: Sequence[LineString], seed: int) -> list[Course]:
    """Courses of the branches in km, each starting on its water."""
    taken = list(waters)
    courses: list[Course] = []
    for number, water in enumerate(waters):
        for place in range(1, int(water.length / GAP)):
            bends = _bends(water, place * GAP, seed + 1000 * number + place)
            while len(bends) >= 4 and _crowded(bends, taken):
                bends = bends[:-1]
            if len(bends) >= 4:
                taken.append(LineString(bends))
                courses.append(tuple((float(x), float(y)) for x, y in bends / 1000))
    return courses


def _bends(water: LineString, way: float, seed: int) -> Floats:
    """Up to seven bends, 450 metres or so apart, leaving the water at an angle."""
    dice = hashed(seed, np.arange(16))
    start, ahead = (shapely.get_coordinates(water.interpolate(way + d))[0] for d in (0.0, 60.0))
    side = 1 if int(way / GAP) % 2 else -1
    heading = np.arctan2(*(ahead - start)[::-1]) + side * (0.9 + 0.7 * dice[0])
    count = 4 + int(4 * dice[1])
    headings = heading + np.cumsum(0.7 * (dice[2 : 2 + count] - 0.5))
    steps = (380 + 180 * dice[9 : 9 + count])[:, None] * np.stack([np.cos(headings), np.sin(headings)], axis=1)
    return np.asarray(np.concatenate([start[None], start + np.cumsum(steps, axis=0)]), dtype=np.float64)


def _crowded(bends: Floats, taken: Sequence[LineString]) -> bool:
    """The far part of the branch comes near another water."""
    return bool((shapely.distance(LineString(bends[2:]), np.asarray(taken, dtype=object)) < CLEAR).any())
