"""The kinds of pair that have troubled overlays: each makes k pairs about k centres, from a generator of numbers.

Every pair stays within `REACH` of its centre. Invalid shapes are possible (rounding may fold a needle): the caller
drops them, since the kernel takes valid shapes only.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import numpy as np

from campaign.exactness.outlines import (
    Areal,
    Floats,
    Ints,
    Rings,
    densified,
    joined,
    log_uniform,
    shapes_of,
    stairs,
    stars,
    turned,
    vertex_counts,
)

Rng = np.random.Generator
Pairs = tuple[Areal, Areal]
REACH = 6400.0
SMALLEST, LARGEST = 5.0, 2500.0
"""Radii in metres: shapes of 10 m to 5 km."""


class Kind(Enum):
    """A way in which two shapes lie to each other; the value is its key in results."""

    IDENTICAL = "identical"
    REVERSED = "reversed"
    SUB_BIT = "sub_bit"
    SHIFTED = "shifted"
    JITTERED = "jittered"
    ROUNDED = "rounded"
    SLIVER = "sliver"
    COLLINEAR = "collinear"
    STAIRS = "stairs"
    HOLES = "holes"
    PARTS = "parts"
    HUGE_TINY = "huge_tiny"
    CUT = "cut"
    ANY = "any"

    @property
    def label(self) -> str:
        return LABELS[self][0]

    @property
    def gist(self) -> str:
        return LABELS[self][1]


LABELS = {
    Kind.IDENTICAL: ("相同", "the same coordinates twice"),
    Kind.REVERSED: ("反向", "reversed, another start vertex"),
    Kind.SUB_BIT: ("末位以下平移", "shifted by less than a unit in the last place"),
    Kind.SHIFTED: ("微小平移", "shifted by 1e-9 to 1e-2 m"),
    Kind.JITTERED: ("逐点抖动", "each vertex moved by 1e-9 to 1e-2 m"),
    Kind.ROUNDED: ("取位", "rounded to 1e-2 … 1e-6 m"),
    Kind.SLIVER: ("狭长", "strips on a shared edge and needles, 1e-7 to 0.1 m wide"),
    Kind.COLLINEAR: ("共线加点", "further vertices on every edge"),
    Kind.STAIRS: ("共线阶梯", "steps whose edges run along each other"),
    Kind.HOLES: ("洞", "holes that touch their exterior, are filled, or share the other's outline"),
    Kind.PARTS: ("多部件", "multipolygons, parts apart or touching in a point"),
    Kind.HUGE_TINY: ("大配小", "5 km against 10–60 m on its rim"),
    Kind.CUT: ("需切分的大图形", "260–600 vertices, which the kernel cuts, against a patch on the rim"),
    Kind.ANY: ("任意", "two ragged stars"),
}


def identical(rng: Rng, centre: Floats) -> Pairs:
    made = _placed_stars(rng, centre)
    return shapes_of(made), shapes_of(made)


def reversed_(rng: Rng, centre: Floats) -> Pairs:
    made = _placed_stars(rng, centre)
    return shapes_of(made), shapes_of(turned(made, rng.integers(0, 1000, len(centre))))


def sub_bit(rng: Rng, centre: Floats) -> Pairs:
    """Half are moved whole before rounding, half have single vertices put to the neighbouring number."""
    local = _stars(rng, len(centre))
    a = local.moved(centre)
    bit = np.spacing(centre)
    whole = local.moved(rng.uniform(-1, 1, centre.shape) * bit).moved(centre)
    single = a.xy + rng.integers(-1, 2, a.xy.shape) * np.spacing(a.xy)
    halves = (np.arange(len(centre)) % 2 == 0)[a.owner, None]
    return shapes_of(a), shapes_of(a.at(np.where(halves, whole.xy, single)))


def shifted(rng: Rng, centre: Floats) -> Pairs:
    a = _placed_stars(rng, centre)
    return shapes_of(a), shapes_of(a.moved(_small_vectors(rng, len(centre))))


def jittered(rng: Rng, centre: Floats) -> Pairs:
    """Nearly parallel edges that cross at angles down to 1e-12."""
    a = _placed_stars(rng, centre)
    size = log_uniform(rng, 1e-9, 1e-2, len(centre))[a.owner, None]
    return shapes_of(a), shapes_of(a.at(a.xy + size * rng.uniform(-1, 1, a.xy.shape)))


def rounded(rng: Rng, centre: Floats) -> Pairs:
    a = _placed_stars(rng, centre)
    unit = 10.0 ** rng.integers(2, 7, len(centre))[a.owner, None]
    return shapes_of(a), shapes_of(a.at(np.rint(a.xy * unit) / unit))


def sliver(rng: Rng, centre: Floats) -> Pairs:
    """Half strips that share one edge with the other shape, half needles across it."""
    a = _placed_stars(rng, centre)
    k = len(centre)
    first = a.xy[a.start[:-1]]
    second = a.xy[a.start[:-1] + 1]
    needle = np.arange(k) % 2 == 1
    turn, long = rng.uniform(0, 2 * np.pi, k), log_uniform(rng, 20, 5000, k)
    along = np.column_stack((np.cos(turn), np.sin(turn))) * long[:, None]
    shift = rng.uniform(-0.5, 0.5, (k, 1)) * along
    p = np.where(needle[:, None], centre + shift - along / 2, first)
    q = np.where(needle[:, None], centre + shift + along / 2, second)
    across = np.column_stack((-(q - p)[:, 1], (q - p)[:, 0])) / np.hypot(*(q - p).T)[:, None]
    across *= (log_uniform(rng, 1e-7, 0.1, k) * rng.choice([-1.0, 1.0], k))[:, None]
    near, far = rng.uniform(0.2, 1, (k, 1)), rng.uniform(0.2, 1, (k, 1))
    strip = np.stack((p, q, q + across * near, p + across * far), axis=1).reshape(-1, 2)
    return shapes_of(a), shapes_of(Rings(strip, np.arange(0, 4 * k + 1, 4)))


def collinear(rng: Rng, centre: Floats) -> Pairs:
    """Further vertices lie on the edges but for rounding; half of the pairs have them on both sides."""
    local = _stars(rng, len(centre), 100)
    both = np.arange(len(centre)) % 2 == 0
    a, b = (densified(local, rng.uniform(0.05, 0.95, len(local.xy))).moved(centre) for _ in range(2))
    plain = shapes_of(local.moved(centre))
    return np.where(both, shapes_of(a), plain), shapes_of(b)


def stairs_on_stairs(rng: Rng, centre: Floats) -> Pairs:
    k = len(centre)
    step = log_uniform(rng, 0.5, 100, k)
    made = []
    for _ in range(2):
        columns = vertex_counts(rng, 1, 25, k)
        heights = rng.integers(1, 13, int(columns.sum()))
        by = rng.integers(-4, 5, (k, 2)) * step[:, None]
        made.append(shapes_of(stairs(columns, step, heights, rng.uniform(0, 1, k) < 0.2).moved(by).moved(centre)))
    return made[0], made[1]


def holes(rng: Rng, centre: Floats) -> Pairs:
    """A's hole touches its exterior in a vertex; b fills the hole, is A without it, surrounds A, or is another star."""
    k = len(centre)
    outer = _stars(rng, k, 100, LARGEST / 2)
    inner = outer.scaled(rng.uniform(0.3, 0.9, k))
    inner.xy[inner.start[:-1]] = outer.xy[outer.start[:-1]]
    a = shapes_of(joined(outer, inner).moved(np.repeat(centre, 2, axis=0)), holes=1)
    loose = outer.at(outer.xy * np.where(outer.place < outer.counts[outer.owner] / 2, 1.0, 1.1)[:, None])
    around = joined(outer.scaled(np.full(k, 1.5)), loose).moved(np.repeat(centre, 2, axis=0))
    choices = (
        shapes_of(turned(inner, rng.integers(0, 100, k)).moved(centre)),
        shapes_of(outer.moved(centre + _small_vectors(rng, k))),
        shapes_of(around, holes=1),
        shapes_of(_stars(rng, k, 100, LARGEST / 2).moved(centre)),
    )
    return a, np.choose(np.arange(k) % 4, choices)


def parts(rng: Rng, centre: Floats) -> Pairs:
    """Half have parts in a circle, moved one by one in b; half have two parts that are mirrored in a common vertex."""
    half = len(centre) // 2
    apart, touching = _parts_apart(rng, centre[:half]), _parts_touching(rng, centre[half:])
    return np.concatenate((apart[0], touching[0])), np.concatenate((apart[1], touching[1]))


def _parts_apart(rng: Rng, centre: Floats) -> Pairs:
    k = len(centre)
    number = rng.integers(2, 6, k)
    shape = np.repeat(np.arange(k), number)
    which = np.arange(len(shape)) - np.repeat(np.cumsum(number) - number, number)
    far = log_uniform(rng, SMALLEST * 2, LARGEST, k)[shape]
    turn = 2 * np.pi * which / number[shape]
    at = np.column_stack((np.cos(turn), np.sin(turn))) * far[:, None]
    rings = stars(rng, vertex_counts(rng, 4, 60, len(shape)), far * 0.4).moved(at + centre[shape])
    by = _small_vectors(rng, len(shape), far * 0.3)
    return shapes_of(rings, parts=number), shapes_of(rings.moved(by), parts=number)


def _parts_touching(rng: Rng, centre: Floats) -> Pairs:
    k = len(centre)
    ring = stars(rng, vertex_counts(rng, 4, 100, k), log_uniform(rng, SMALLEST, LARGEST / 2, k), 0.0)
    mirrored = ring.at(2 * ring.xy[ring.start[:-1]][ring.owner] - ring.xy)
    both = joined(ring, mirrored).moved(np.repeat(centre, 2, axis=0))
    twos = np.full(k, 2)
    return shapes_of(both, parts=twos), shapes_of(both.moved(np.repeat(_small_vectors(rng, k), 2, axis=0)), parts=twos)


def huge_tiny(rng: Rng, centre: Floats) -> Pairs:
    k = len(centre)
    huge = stars(rng, vertex_counts(rng, 60, 200, k), rng.uniform(1500, LARGEST, k)).moved(centre)
    return shapes_of(huge), shapes_of(_on_rim(rng, huge, log_uniform(rng, SMALLEST, 30, k)))


def cut(rng: Rng, centre: Floats) -> Pairs:
    k = len(centre)
    huge = stars(rng, vertex_counts(rng, 260, 600, k), rng.uniform(500, LARGEST, k)).moved(centre)
    return shapes_of(huge), shapes_of(_on_rim(rng, huge, log_uniform(rng, SMALLEST, 500, k)))


def any_(rng: Rng, centre: Floats) -> Pairs:
    k = len(centre)
    radius = log_uniform(rng, SMALLEST, LARGEST, k)
    other = np.clip(radius * log_uniform(rng, 0.2, 5.0, k), SMALLEST, LARGEST)
    a, b = (stars(rng, vertex_counts(rng, 4, 200, k), r, rng.uniform(0, 0.9, k)) for r in (radius, other))
    apart = rng.uniform(-0.6, 0.6, centre.shape) * (radius + other)[:, None]
    return shapes_of(a.moved(centre)), shapes_of(b.moved(apart).moved(centre))


MAKERS: dict[Kind, Callable[[Rng, Floats], Pairs]] = {
    Kind.IDENTICAL: identical,
    Kind.REVERSED: reversed_,
    Kind.SUB_BIT: sub_bit,
    Kind.SHIFTED: shifted,
    Kind.JITTERED: jittered,
    Kind.ROUNDED: rounded,
    Kind.SLIVER: sliver,
    Kind.COLLINEAR: collinear,
    Kind.STAIRS: stairs_on_stairs,
    Kind.HOLES: holes,
    Kind.PARTS: parts,
    Kind.HUGE_TINY: huge_tiny,
    Kind.CUT: cut,
    Kind.ANY: any_,
}
WEIGHTS = {kind: 0.2 if kind is Kind.CUT else 1.0 for kind in Kind}


def _stars(rng: Rng, k: int, most: int = 200, largest: float = LARGEST) -> Rings:
    return stars(rng, vertex_counts(rng, 4, most, k), log_uniform(rng, SMALLEST, largest, k), rng.uniform(0, 0.9, k))


def _placed_stars(rng: Rng, centre: Floats) -> Rings:
    return _stars(rng, len(centre)).moved(centre)


def _small_vectors(rng: Rng, k: int, largest: Floats | float = 1e-2) -> Floats:
    """Vectors of 1e-9 m to `largest`, in any direction."""
    length = np.minimum(log_uniform(rng, 1e-9, 1e-2, k), largest)
    turn: Floats = rng.uniform(0, 2 * np.pi, k)
    return np.column_stack((np.cos(turn), np.sin(turn))) * length[:, None]


def _on_rim(rng: Rng, huge: Rings, radius: Floats) -> Rings:
    """Stars about a vertex of each huge ring, about a point of its first edge, or about a point within."""
    k = len(radius)
    first, second = huge.xy[huge.start[:-1]], huge.xy[huge.start[:-1] + 1]
    middle = (huge.xy[huge.start[:-1]] + huge.xy[huge.start[:-1] + huge.counts // 2]) / 2
    which: Ints = np.arange(k) % 3
    at = np.choose(which[:, None], (first, first + (second - first) * rng.uniform(0, 1, (k, 1)), middle))
    return stars(rng, vertex_counts(rng, 4, 60, k), radius).moved(at)
