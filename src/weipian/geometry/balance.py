"""Balancing (调平): parts rounded to 0.01 m² that add up to the rounded whole; rounding is moved, nothing scaled."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from weipian.terms.area import decimals
from weipian.terms.errors import InputError

UM2_PER_CENTI = 10_000
"""1e-6 m² in 0.01 m²."""
LARGEST_GAP = UM2_PER_CENTI
"""Parts further from the whole than 0.01 m² don't miss it by rounding: they overlap, or leave something out."""


def centi_m2(um2: int) -> int:
    """0.01 m², rounded half away from zero."""
    whole = (2 * abs(um2) + UM2_PER_CENTI) // (2 * UM2_PER_CENTI)
    return whole if um2 >= 0 else -whole


def balance(total_um2: int, parts_um2: Sequence[int], *, where: str = "") -> list[int]:
    """The parts in 0.01 m², adding up to the total rounded once; the residue goes ±1 to the largest parts.

    Among equal parts the earlier one first. Areas in 1e-6 m². Raises InputError `parts_do_not_fill`.
    """
    total, parts = int(total_um2), [int(part) for part in parts_um2]
    gap = total - sum(parts)
    if abs(gap) > LARGEST_GAP or not parts:
        if not parts and centi_m2(total) == 0:
            return []
        difference = decimals(Fraction(abs(gap), 1_000_000), 2)
        raise InputError("parts_do_not_fill", where=where, difference=difference)
    rounded = [centi_m2(part) for part in parts]
    residue = centi_m2(total) - sum(rounded)
    step = 1 if residue > 0 else -1
    largest_first = sorted(range(len(parts)), key=lambda index: (-parts[index], index))
    for index in largest_first[: abs(residue)]:
        rounded[index] += step
    return rounded
