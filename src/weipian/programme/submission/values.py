"""Cells as they are kept: one plain text a value, and when two texts say the same."""

from __future__ import annotations

from fractions import Fraction

from weipian.fence.field import Field, Kind
from weipian.fence.kept import kept_text

__all__ = ["kept_text", "same", "shown"]
SAME = Fraction(1, 10**9)
"""亩 (7e-7 m²): office programs keep 15 digits of a number."""
NUMBERS = (Kind.MU, Kind.NUMBER)


def same(field: Field, one: str, other: str) -> bool:
    """Do two kept texts say the same."""
    if one == other:
        return True
    if field.kind in NUMBERS and one and other:
        mine, theirs = Fraction(one), Fraction(other)
        return abs(mine - theirs) <= SAME * max(Fraction(1), abs(mine) / 1000)
    return " ".join(one.split()) == " ".join(other.split())


def shown(field: Field, text: str) -> str:
    """A kept text for people."""
    if not text:
        return "空"
    if field.kind is Kind.FLAG:
        return "是" if text == "1" else "否"
    return field.word(text).label if field.kind is Kind.WORD and field.word else text
