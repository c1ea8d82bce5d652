"""One chunk: pairs made in their own spots, our areas beside those of GEOS, and the pairs worth a judge."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from campaign.exactness.kinds import MAKERS, REACH, WEIGHTS, Kind
from campaign.exactness.outlines import Areal, Floats, Ints
from weipian.geometry.authalic import AUTHALIC
from weipian.geometry.measure import overlaps
from weipian.geometry.shapes import Shapes

EAST, NORTH = 12_000_000.0, 2_800_000.0
"""The middle of the spots. Such an x counts from Greenwich, where the last bit is 1.9e-9 m; our plane counts from 105°,
so that China lies within 3,000 km of 0 and is finer: another `east` can be asked for."""
SPACING = 2 * REACH + 200
HALF_QUANTUM = 0.5e-6
SPARE = 1.08
"""Candidates made for each pair wanted, since some come out invalid."""
KINDS = tuple(Kind)
DECADES = np.concatenate(([0.0], 10.0 ** np.arange(-9, 3)))
"""Lower ends of the classes of |ours - GEOS| in m²."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairing:
    """Valid pairs: a, b object[k]; kind int64[k] (place in KINDS); spot int64[k]; how many candidates fell out."""

    a: Areal
    b: Areal
    kind: Ints
    spot: Ints
    dropped: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What both say of the same pairs: ours int64[k] 1e-6 m², geos float64[k] m², and the smaller outline in m."""

    ours: Ints
    geos: Floats
    outline: Floats
    seconds_ours: float
    seconds_geos: float
    geos_refused: int

    @property
    def difference(self) -> Floats:
        """|ours - GEOS| in m²; where GEOS refused it is without limit."""
        return difference_of(self.ours, self.geos)


def difference_of(ours: Ints, geos: Floats) -> Floats:
    return np.asarray(np.nan_to_num(np.abs(ours / 1e6 - geos), nan=np.inf), dtype=np.float64)


def per_metre(difference: Floats, outline: Floats) -> Floats:
    """What of the difference our rounding to 1e-6 m² can't explain, by the outline's length: a distance in metres."""
    return np.asarray(np.maximum(difference - HALF_QUANTUM, 0.0) / outline, dtype=np.float64)


def pairs_of(seed: int, chunk: int, wanted: int, east: float = EAST) -> Pairing:
    """The pairs of a chunk: the same for the same seed, chunk number, size and place, whatever ran before."""
    rng = np.random.default_rng((seed, chunk))
    spots = int(wanted * SPARE) + len(KINDS)
    kind = rng.permutation(_kinds(spots))
    centre = _centres(rng, spots, east)
    a, b = (np.empty(spots, dtype=np.object_) for _ in range(2))
    for number, each in enumerate(KINDS):
        mine = np.flatnonzero(kind == number)
        a[mine], b[mine] = MAKERS[each](rng, centre[mine])
    valid = shapely.is_valid(a) & shapely.is_valid(b) & (shapely.area(a) > 0) & (shapely.area(b) > 0)
    dropped = np.bincount(kind[~valid], minlength=len(KINDS))
    kept = np.flatnonzero(valid)[:wanted]
    return Pairing(a[kept], b[kept], kind[kept], kept, dropped)


def _kinds(spots: int) -> Ints:
    """The kinds by their weights, one a spot, in order."""
    ends = np.cumsum([WEIGHTS[kind] for kind in KINDS])
    return np.searchsorted(ends, np.linspace(0, ends[-1], spots, endpoint=False), side="right").astype(np.int64)


def _centres(rng: np.random.Generator, spots: int, east: float) -> Floats:
    """Spots in a square, far enough apart that only the two shapes of a pair can meet."""
    side = int(np.ceil(np.sqrt(spots)))
    row, column = np.divmod(np.arange(spots), side)
    at = (np.column_stack((column, row)) - side / 2) * SPACING
    return np.asarray(at + np.array((east, NORTH)) + rng.uniform(-50, 50, at.shape), dtype=np.float64)


def measured(pairing: Pairing) -> Measured:
    begun = time.perf_counter()
    ours = our_areas(pairing.a, pairing.b)
    between = time.perf_counter()
    geos, refused = geos_areas(pairing.a, pairing.b)
    ended = time.perf_counter()
    outline = np.minimum(shapely.length(pairing.a), shapely.length(pairing.b))
    return Measured(ours, geos, outline, between - begun, ended - between, refused)


def our_areas(a: Areal, b: Areal) -> Ints:
    """int64[k] in 1e-6 m², 0 where nothing is shared."""
    found = overlaps(Shapes.of_shapely(a, AUTHALIC), Shapes.of_shapely(b, AUTHALIC), threads=1)
    if not np.array_equal(found.a_index, found.b_index):
        raise AssertionError("pairs of two spots met")
    areas = np.zeros(len(a), dtype=np.int64)
    areas[found.a_index] = found.area_um2
    return areas


def geos_areas(a: Areal, b: Areal) -> tuple[Floats, int]:
    """float64[k] in m²; what GEOS refuses is NaN, and how many it refused."""
    try:
        return np.asarray(shapely.area(shapely.intersection(a, b)), dtype=np.float64), 0
    except shapely.errors.GEOSException:
        areas = np.array([_geos_area(one, other) for one, other in zip(a, b, strict=True)])
        return areas, int(np.isnan(areas).sum())


def _geos_area(a: object, b: object) -> float:
    try:
        return float(shapely.area(shapely.intersection(a, b)))
    except shapely.errors.GEOSException:
        return float("nan")


@dataclass(frozen=True, slots=True)
class Keeping:
    """How many pairs of a chunk go before the judge: the worst by m², by m² per m of outline, of each kind, by lot."""

    worst: int = 200
    of_kind: int = 5
    by_lot: int = 2


def worth_judging(pairing: Pairing, found: Measured, keeping: Keeping) -> tuple[Ints, NDArray[np.bool_]]:
    """Places int64[m] of the pairs to keep, and which of them were drawn by lot, bool[m]."""
    difference = found.difference
    groups = [ranked(values)[: keeping.worst] for values in (difference, per_metre(difference, found.outline))]
    for number in range(len(KINDS)):
        mine = np.flatnonzero(pairing.kind == number)
        groups.append(mine[ranked(difference[mine])][: keeping.of_kind])
    lot = np.random.default_rng(int(pairing.spot.sum())).permutation(len(difference))[: keeping.by_lot]
    kept = np.unique(np.concatenate((*groups, lot)))
    return kept, np.isin(kept, lot)


def ranked(values: Floats) -> Ints:
    """Places from the largest down; of equals the earlier first."""
    return np.argsort(-values, kind="stable")


def classes(pairing: Pairing, found: Measured) -> Ints:
    """How many pairs of each kind fall in each decade of difference, int64[kinds, decades]."""
    decade = np.searchsorted(DECADES, found.difference, side="right") - 1
    table = np.zeros((len(KINDS), len(DECADES)), dtype=np.int64)
    np.add.at(table, (pairing.kind, decade), 1)
    return table
