"""Net cultivated land: field ridges (田坎, KCXS) come off a land-use shape's area (TD/T 1055-2019, TD/T 1057-2020)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from weipian.terms.errors import InputError

CULTIVATED = frozenset({"0101", "0102", "0103"})
"""水田, 水浇地, 旱地: the land classes of GB/T 21010 as the survey uses them."""
RIDGE = "1203"
"""田坎: a class of its own, farmland that is not cultivated."""
_CODE = re.compile(r"(\d{4}|\d{2})([AK]|H\d)?")
"""Marks of TD/T 1057: A and H1, H2 their own kinds, K restorable. A slip such as 「01O1」 must not pass as 01."""


@dataclass(frozen=True, slots=True)
class LandClass:
    """A class code taken apart: 「0201K」 is 0201, restorable (可调整); 「05H1」 is 05 with its own mark H1."""

    code: str
    mark: str

    @classmethod
    def read(cls, text: str, *, where: str = "") -> LandClass:
        """Raises InputError `land_class_unreadable`."""
        match = _CODE.fullmatch(text.strip().upper())
        if match is None:
            raise InputError("land_class_unreadable", where=where, value=text)
        return cls(match[1], match[2] or "")

    @property
    def is_cultivated(self) -> bool:
        return self.code in CULTIVATED

    @property
    def is_restorable(self) -> bool:
        """可调整地类: was cultivated, is counted apart, never as cultivated."""
        return self.mark == "K"


@dataclass(frozen=True, slots=True)
class NetArea:
    """What is left of an area, and what its ridges take; both 1e-6 m², together the whole."""

    land_um2: int
    ridge_um2: int


def net_of_coefficient(area_um2: int, coefficient: Fraction, *, where: str = "") -> NetArea:
    """Ridges by the coefficient KCXS (0 ≤ KCXS < 1). Raises InputError `ridge_coefficient_outside`."""
    if not 0 <= coefficient < 1:
        raise InputError("ridge_coefficient_outside", where=where, value=float(coefficient))
    ridge = _nearest(area_um2 * coefficient)
    return NetArea(area_um2 - ridge, ridge)


def net_of_register(area_um2: int, registered: Fraction, registered_net: Fraction, *, where: str = "") -> NetArea:
    """Ridges in the share that the register gives the whole shape: TBDLMJ of TBMJ, so any piece has the same share.

    Raises InputError `ridge_register_contradicts` unless 0 ≤ TBDLMJ ≤ TBMJ and TBMJ > 0.
    """
    if not (registered > 0 and 0 <= registered_net <= registered):
        raise InputError("ridge_register_contradicts", where=where, whole=float(registered), net=float(registered_net))
    land = _nearest(area_um2 * registered_net / registered)
    return NetArea(land, area_um2 - land)


def rows_of(class_text: str, net: NetArea) -> list[tuple[str, int]]:
    """The account's rows (class, 1e-6 m²): the class itself, and a 1203 row where ridges come off."""
    rows = [(class_text, net.land_um2), (RIDGE, net.ridge_um2)]
    return rows if net.ridge_um2 else rows[:1]


def cultivated_um2(pieces: list[tuple[str, int]]) -> int:
    """The cultivated land among rows of class and area: 0101, 0102 and 0103, ridges and restorable land not."""
    return sum(um2 for text, um2 in pieces if LandClass.read(text).is_cultivated)


def _nearest(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)
