"""Cells as they are kept: one plain text a value, and when two texts say the same."""

from __future__ import annotations

import unicodedata
from datetime import date
from fractions import Fraction

from weipian.fence.field import Field, Kind
from weipian.terms.words import Word

SAME = Fraction(1, 10**9)
"""亩 (7e-7 m²): office programs keep 15 digits of a number."""
NUMBERS = (Kind.MU, Kind.NUMBER)


def kept_text(field: Field, cell: str) -> str:
    """A cell as it is kept: words by key, flags 1 and 0, dates ISO, numbers as written. Raises InputError."""
    value = field.read(cell)
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case date():
            return value.isoformat()
        case Word():
            return value.value
        case Fraction():
            return unicodedata.normalize("NFKC", cell).strip().removeprefix("+")
    return str(value).strip()


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
