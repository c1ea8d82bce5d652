"""Subjects read from a row by their path, and as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from weipian.programme.submission.checking.row import Row
from weipian.terms.area import decimals
from weipian.terms.checking import Subject
from weipian.terms.determination import Nature
from weipian.terms.words import Conclusion, Determination, Word

METRES = (Subject.ROAD_WIDTH,)
SHARES = (Subject.APPROVAL_COVER, Subject.LICENCE_COVER, Subject.FACILITY_COVER, Subject.PERMIT_COVER)
WORDED = (Subject.DECIDED, Subject.PROPOSED, Subject.UPPER)
EMPTY = "空"


def values(row: Row, subject: Subject) -> tuple[object, ...]:
    """What a row says; several where it has several papers. None and an empty text are left out: not given."""
    found: Iterable[object] = (row,)
    for name in subject.value.split("."):
        found = [inner for one in found for inner in _inner(one, name)]
    return tuple(one for one in found if one is not None and one != "")


def _inner(one: object, name: str) -> tuple[object, ...]:
    value = one.get(name) if isinstance(one, Mapping) else getattr(one, name, None)
    return value if isinstance(value, tuple) else (value,)


def papers(row: Row, subject: Subject) -> int:
    """How many papers there are that could say it; 1 for what a row says once."""
    return len(row.approvals) if subject.value.startswith("approvals.") else 1


def number(row: Row, subject: Subject) -> Fraction | None:
    """The one number, or None."""
    for one in values(row, subject):
        if isinstance(one, int | Fraction) and not isinstance(one, bool):
            return Fraction(one)
    return None


def dates(row: Row, subject: Subject) -> tuple[date, ...]:
    return tuple(one for one in values(row, subject) if isinstance(one, date))


def spelt(subject: Subject, value: object) -> str:
    """A value for people: areas as exact as they were written, words by label."""
    match value:
        case None | "":
            return EMPTY
        case bool():
            return "是" if value else "否"
        case int() | Fraction():
            return spelt_number(subject, Fraction(value))
        case date():
            return value.isoformat()
        case Word():
            return value.label
    return word_of(str(value)) if subject in WORDED else str(value)


def spelt_number(subject: Subject, value: Fraction) -> str:
    if subject in SHARES:
        return f"{decimals(value * 100, 2)}%"
    if subject is Subject.PHOTOS:
        return f"{decimals(value, 0)}张"
    return f"{plain(value)}{'米' if subject in METRES else '亩'}"


def plain(value: Fraction) -> str:
    """Two decimals where they say all, else four."""
    return decimals(value, 2 if (value * 100).denominator == 1 else 4)


def word_of(key: str) -> str:
    """A determination by its label, whichever list it is of."""
    for words in (Determination, Conclusion, Nature):
        for word in words:
            if word.value == key:
                return word.label
    return key
