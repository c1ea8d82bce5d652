"""The ellipsoids: CGCS2000 is the one that areas are measured on."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """Two defining numbers; all others follow from them, so that no two can come from different ellipsoids."""

    name: str
    a: float
    """Equatorial radius, metres."""
    inverse_flattening: float

    @property
    def f(self) -> float:
        return 1.0 / self.inverse_flattening

    @property
    def b(self) -> float:
        """Polar radius, metres."""
        return self.a * (1.0 - self.f)

    @property
    def e2(self) -> float:
        """First eccentricity squared."""
        return self.f * (2.0 - self.f)

    @property
    def e(self) -> float:
        return sqrt(self.e2)

    @property
    def n(self) -> float:
        """Third flattening, (a - b) / (a + b)."""
        return self.f / (2.0 - self.f)


# GB 22021-2008; the technical standard of the datum, not a number of the law.
CGCS2000 = Ellipsoid("CGCS2000", 6378137.0, 298.257222101)
