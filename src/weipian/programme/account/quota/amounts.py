"""An amount of which something may not be known: that is not nought, and it adds up exactly."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from weipian.terms.area import decimals

UNKNOWN = "不明"


@dataclass(frozen=True, slots=True)
class Amount:
    """`known` is exact; `unknown` counts lines of unknown size, those that went out negative."""

    known: Fraction = Fraction(0)
    unknown: int = 0

    @classmethod
    def of(cls, value: Fraction | None) -> Self:
        return cls(Fraction(0), 1) if value is None else cls(value)

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.known + other.known, self.unknown + other.unknown)

    def __neg__(self) -> Amount:
        return Amount(-self.known, -self.unknown)

    def __sub__(self, other: Amount) -> Amount:
        return self + -other

    @property
    def is_known(self) -> bool:
        return self.unknown == 0

    @property
    def is_nothing(self) -> bool:
        return self == NOTHING

    def text(self, places: int = 4) -> str:
        """「12.3400」, 「不明」, or 「不明（已知 12.3400，另 2 行不明）」."""
        if self.is_known:
            return decimals(self.known, places)
        told = f"已知 {decimals(self.known, places)}，" if self.known else ""
        return f"{UNKNOWN}（{told}{abs(self.unknown)} 行没有写）"


NOTHING = Amount()
