"""What a check is handed, and where checks are entered: shapes that the law fills in, and checks of their own shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from weipian.programme.submission.checking.finding import Told, Why
from weipian.programme.submission.checking.law import Entry, Law
from weipian.programme.submission.checking.row import Row, Whole
from weipian.programme.submission.checking.subjects import number, spelt, values
from weipian.terms.checking import Subject


@dataclass(frozen=True, slots=True)
class Ask:
    """One check of one plot. `unkept`: what the books that the rows come from have no place for."""

    entry: Entry
    law: Law
    row: Row
    unkept: frozenset[Subject]

    def limit(self, name: str) -> Fraction:
        """The number of the law that the check names by its key; 0 where it names none."""
        key = self.entry.text(name)
        return self.law.number(key) if key else Fraction(0)

    def number(self, subject: Subject) -> Fraction | None:
        return number(self.row, subject)

    def open(self, subject: Subject) -> Told:
        """It can't be told, and that by itself is nobody's fault."""
        return Told(Why.UNKEPT if subject in self.unkept else Why.OPEN, subject)

    def lacks(self, subject: Subject, should: str = "") -> Told:
        """The ground needs it, and it isn't there."""
        return Told(Why.UNKEPT if subject in self.unkept else Why.LACKS, subject, "空", should)

    def fails(self, subject: Subject, should: str = "", stands: str | None = None) -> Told:
        said = "、".join(spelt(subject, one) for one in values(self.row, subject)) if stands is None else stands
        return Told(Why.FAILS, subject, said or "空", should)


Check = Callable[[Ask], Iterator[Told]]
SetCheck = Callable[[Entry, Law, Whole], Iterator[tuple[str, Told]]]
SHAPES: dict[str, Check] = {}
"""Shapes by name: the law says what they compare."""
OWN: dict[str, Check] = {}
"""Checks with a shape of their own, by code."""
OF_SETS: dict[str, SetCheck] = {}
"""Checks of all rows together, by code: they tell of a plot each."""


def shape(name: str) -> Callable[[Check], Check]:
    """Enters a shape."""
    return lambda check: SHAPES.setdefault(name, check)


def own(code: str) -> Callable[[Check], Check]:
    """Enters a check of a shape of its own."""
    return lambda check: OWN.setdefault(code, check)


def of_set(code: str) -> Callable[[SetCheck], SetCheck]:
    """Enters a check of all rows together."""
    return lambda check: OF_SETS.setdefault(code, check)
