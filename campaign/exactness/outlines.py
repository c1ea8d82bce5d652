"""Rings for pairs, many at a time: stars, stairs, needles, and what is done to them. Everything is vectorised.

Rings are open here (the first vertex is not repeated) and are closed when shapes are made of them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Areal = NDArray[np.object_]


class Rings(NamedTuple):
    """xy float64[n, 2] metres, start int64[r+1]: ring k has the vertices start[k]:start[k+1]."""

    xy: Floats
    start: Ints

    @property
    def counts(self) -> Ints:
        return np.diff(self.start)

    @property
    def owner(self) -> Ints:
        """The ring of each vertex, int64[n]."""
        return np.repeat(np.arange(len(self.start) - 1), self.counts)

    @property
    def place(self) -> Ints:
        """The number of each vertex in its ring, int64[n]."""
        return np.arange(len(self.xy)) - self.start[:-1][self.owner]

    @property
    def following(self) -> Ints:
        """The index of the vertex after each, round the ring, int64[n]."""
        after = np.arange(1, len(self.xy) + 1)
        after[self.start[1:] - 1] = self.start[:-1]
        return after

    def at(self, xy: Floats) -> Rings:
        """The same rings with other coordinates."""
        return Rings(xy, self.start)

    def moved(self, by: Floats) -> Rings:
        """Each ring by its own vector, float64[r, 2]."""
        return self.at(self.xy + by[self.owner])

    def scaled(self, factor: Floats) -> Rings:
        """Each ring about its own origin, float64[r]."""
        return self.at(self.xy * factor[self.owner, None])


def offsets(counts: Ints) -> Ints:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)


def log_uniform(rng: np.random.Generator, low: float, high: float, size: int) -> Floats:
    return np.exp(rng.uniform(np.log(low), np.log(high), size))


def vertex_counts(rng: np.random.Generator, low: int, high: int, size: int) -> Ints:
    return np.clip(log_uniform(rng, low, high + 1, size).astype(np.int64), low, high)


def stars(rng: np.random.Generator, count: Ints, radius: Floats, ragged: Floats | float = 0.6) -> Rings:
    """Rings seen whole from their origin, counter-clockwise; `ragged` 0 is convex, 1 reaches to the middle.

    No two vertices lie nearer than a fifth of a step in angle, so rounding leaves them valid nearly always.
    """
    rings = Rings(np.empty((int(count.sum()), 2)), offsets(count))
    owner, n = rings.owner, len(rings.xy)
    step = 2 * np.pi / count[owner]
    turn = (rings.place + 0.8 * rng.uniform(0, 1, n)) * step + rng.uniform(0, 2 * np.pi, len(count))[owner]
    inward = np.broadcast_to(np.asarray(ragged, dtype=np.float64), count.shape)[owner] * rng.uniform(0, 1, n)
    far = radius[owner] * (1 - inward)
    return rings.at(np.column_stack((far * np.cos(turn), far * np.sin(turn))))


def stairs(columns: Ints, step: Floats, heights: Ints, hanging: NDArray[np.bool_]) -> Rings:
    """Columns of whole numbers of steps, standing on y = 0 or hanging from it; heights int64[sum of columns].

    Coordinates are whole multiples of a ring's step, so that two of them have edges on the very same lines.
    """
    start = offsets(2 * columns + 2)
    owner = np.repeat(np.arange(len(columns)), columns)
    k = np.arange(len(owner)) - offsets(columns)[:-1][owner]
    xy = np.empty((start[-1], 2))
    left = start[:-1][owner] + 1 + 2 * k
    for index, column in ((left, k), (left + 1, k + 1)):
        xy[index] = np.column_stack((column, heights))
    xy[start[:-1]] = 0.0
    xy[start[1:] - 1] = np.column_stack((columns, np.zeros(len(columns))))
    up = np.where(hanging, -1.0, 1.0)
    each = np.repeat(np.arange(len(columns)), np.diff(start))
    return Rings(xy * step[each, None] * np.column_stack((np.ones(len(each)), up[each])), start)


def turned(rings: Rings, roll: Ints) -> Rings:
    """The same rings the other way round, beginning `roll[r]` vertices on."""
    owner = rings.owner
    return rings.at(rings.xy[rings.start[:-1][owner] + (roll[owner] - rings.place) % rings.counts[owner]])


def densified(rings: Rings, share: Floats) -> Rings:
    """A further vertex on every edge, `share` float64[n] of the way along it."""
    between = rings.xy + (rings.xy[rings.following] - rings.xy) * share[:, None]
    xy = np.empty((2 * len(rings.xy), 2))
    xy[0::2], xy[1::2] = rings.xy, between
    return Rings(xy, 2 * rings.start)


def joined(first: Rings, second: Rings) -> Rings:
    """Ring k of the first, then ring k of the second, and so on: as exteriors and their holes."""
    counts = np.column_stack((first.counts, second.counts)).ravel()
    both = Rings(np.empty((int(counts.sum()), 2)), offsets(counts))
    even = both.owner % 2 == 0
    both.xy[even], both.xy[~even] = first.xy, second.xy
    return both


def shapes_of(rings: Rings, holes: int = 0, parts: Ints | None = None) -> Areal:
    """Shapely shapes: `holes` 1 takes every second ring as a hole of the one before; `parts` int64[s] of each shape."""
    counts = rings.counts + 1
    closed = Rings(np.empty((int(counts.sum()), 2)), offsets(counts))
    last = closed.start[1:] - 1
    open_ = np.ones(len(closed.xy), dtype=np.bool_)
    open_[last] = False
    closed.xy[open_] = rings.xy
    closed.xy[last] = rings.xy[rings.start[:-1]]
    wholes = np.arange(0, len(counts) + 1, holes + 1)
    if parts is None:
        made = shapely.from_ragged_array(shapely.GeometryType.POLYGON, closed.xy, (closed.start, wholes))
    else:
        levels = (closed.start, wholes, offsets(parts))
        made = shapely.from_ragged_array(shapely.GeometryType.MULTIPOLYGON, closed.xy, levels)
    return np.asarray(made, dtype=np.object_)
