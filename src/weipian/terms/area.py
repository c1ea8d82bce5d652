"""Areas: exact m² inside, 亩 at the edges (1 亩 = 2000/3 m²), rounded once."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Self

M2_PER_MU = Fraction(2000, 3)


def decimals(value: Fraction, places: int) -> str:
    """A fraction as text with `places` decimals, half away from zero."""
    scaled = abs(value) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and units else ""
    whole, part = divmod(units, 10**places)
    return f"{sign}{whole}.{part:0{places}d}" if places else f"{sign}{whole}"


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """An exact area. Never negative checks are the caller's: differences of areas are areas too."""

    m2: Fraction

    @classmethod
    def of_m2(cls, value: int | str | Decimal | Fraction) -> Self:
        return cls(Fraction(value))

    @classmethod
    def of_mu(cls, value: int | str | Decimal | Fraction) -> Self:
        found = Fraction(value)
        return cls(Fraction(found.numerator * M2_PER_MU.numerator, found.denominator * M2_PER_MU.denominator))

    @classmethod
    def of_um2(cls, units: int) -> Self:
        """From the kernel's integer unit, 1e-6 m²."""
        return cls(Fraction(units, 1_000_000))

    @property
    def mu(self) -> Fraction:
        return Fraction(self.m2.numerator * M2_PER_MU.denominator, self.m2.denominator * M2_PER_MU.numerator)

    def __add__(self, other: Area) -> Area:
        return Area(self.m2 + other.m2)

    def __sub__(self, other: Area) -> Area:
        return Area(self.m2 - other.m2)

    def text_m2(self) -> str:
        """m² with 2 decimals, as JSON and CSV carry it."""
        return decimals(self.m2, 2)

    def text_mu(self, places: int = 4) -> str:
        """亩 with 4 decimals, as JSON and CSV carry it."""
        return decimals(self.mu, places)

    def rounded_m2(self) -> Decimal:
        """m² rounded once to 0.01, for sheets."""
        return Decimal(self.text_m2()).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


ZERO = Area(Fraction(0))
