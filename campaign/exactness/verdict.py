"""One pair before the judge: its exact shared area, how far ours and GEOS's are from it, and who is nearer."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from campaign.exactness import fragments, slabs
from campaign.exactness.rational import area
from weipian.geometry.authalic import AUTHALIC
from weipian.geometry.pieces import into_pieces
from weipian.geometry.shapes import Shapes

Nearer = Literal["ours", "geos", "tie"]
QUANTUM = Fraction(1, 10**6)
"""Our areas are whole 1e-6 m²; rounding alone may be off by half of it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Errors are measured less exact, m²; None where GEOS refused.

    `second` is the other judge's area. `built`: exact area of the very shape that GEOS built. `local`: GEOS given the
    same pair moved, without rounding, to a vertex of its own. `bound`: what our error may be.
    """

    exact: Fraction
    second: Fraction
    ours: Fraction
    geos: Fraction | None
    built: Fraction | None
    local: Fraction | None
    bound: Fraction

    @property
    def judges_agree(self) -> bool:
        return self.exact == self.second

    @property
    def nearer(self) -> Nearer:
        """A tie where the two errors differ by no more than our rounding can make."""
        gap = None if self.geos is None else abs(self.ours) - abs(self.geos)
        if gap is not None and abs(gap) <= QUANTUM / 2:
            return "tie"
        return "ours" if gap is None or gap < 0 else "geos"

    @property
    def strictly_nearer(self) -> Nearer:
        """Without any allowance for rounding."""
        if self.geos is not None and abs(self.ours) == abs(self.geos):
            return "tie"
        return "ours" if self.geos is None or abs(self.ours) < abs(self.geos) else "geos"

    @property
    def within_bound(self) -> bool:
        return abs(self.ours) <= self.bound


def settle(a: BaseGeometry, b: BaseGeometry, ours_um2: int, geos_m2: float) -> Verdict:
    """Judge a pair twice, by strips and round the outline, and measure everyone against it."""
    exact = slabs.shared(a, b)
    refused = bool(np.isnan(geos_m2))
    return Verdict(
        exact=exact,
        second=fragments.shared(a, b),
        ours=ours_um2 * QUANTUM - exact,
        geos=None if refused else Fraction(geos_m2) - exact,
        built=None if refused else area(shapely.intersection(a, b)) - exact,
        local=None if refused else Fraction(_local(a, b)) - exact,
        bound=bound(a, b),
    )


def bound(a: BaseGeometry, b: BaseGeometry) -> Fraction:
    """What `overlaps` promises: 1e-6 m² a pair of pieces and the coordinates' last bit times the outline, m²."""
    sides = [np.array([side], dtype=np.object_) for side in (a, b)]
    pieces = [len(into_pieces(Shapes.of_shapely(side, AUTHALIC)).owner) for side in sides]
    last_bit = float(np.spacing(max(np.abs(shapely.get_coordinates(side)).max() for side in sides)))
    outline = min(float(shapely.length(side)) for side in (a, b))
    return pieces[0] * pieces[1] * QUANTUM + Fraction(last_bit * outline)


def _local(a: BaseGeometry, b: BaseGeometry) -> float:
    """GEOS's area with a's first vertex as the origin; doubles of one binade subtract without rounding."""
    origin = shapely.get_coordinates(a)[0]
    moved = [shapely.transform(side, lambda xy: xy - origin) for side in (a, b)]
    return float(shapely.area(shapely.intersection(*moved)))
