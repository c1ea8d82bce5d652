"""A value of the law: what it says, in which unit, under which clause, how sure, from when until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 - `date` is a reader of Value
from decimal import Decimal
from fractions import Fraction
from typing import NoReturn

from weipian.policy.schema import Kind
from weipian.terms.errors import PolicyError
from weipian.terms.words import Sure

Content = Fraction | Day | str | bool | tuple[object, ...] | Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Override:
    """What a value of a lower pack replaces, and by whose authority if it relaxes."""

    pack: str
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One dated value. The readers (`number`, `date` …) refuse a value of another kind."""

    key: str
    kind: Kind
    content: Content
    unit: str
    clause: str
    gist: str
    sure: Sure
    since: Day
    until: Day | None
    pack: str
    note: str = ""
    override: Override | None = None
    place: str = ""

    @property
    def number(self) -> Fraction:
        """An exact number in the value's unit."""
        return self.content if isinstance(self.content, Fraction) else self._refuse("数")

    @property
    def whole(self) -> int:
        """A whole number in the value's unit."""
        number = self.number
        return number.numerator if number.denominator == 1 else self._refuse("整数")

    @property
    def days(self) -> int:
        """A whole number of days (calendar or working, as the unit says)."""
        if isinstance(self.content, Mapping):
            period = self.period
            return period.count if period.unit in DAY_UNITS else self._refuse("天数")
        return self.whole if self.unit in DAY_UNITS else self._refuse("天数")

    @property
    def period(self) -> Period:
        """A count and its unit."""
        count, unit = self.table.get("count"), self.table.get("unit")
        if isinstance(count, int) and isinstance(unit, str):
            return Period(count, unit)
        return self._refuse("期间")

    @property
    def date(self) -> Day:
        return self.content if isinstance(self.content, Day) else self._refuse("日期")

    @property
    def dates(self) -> tuple[Day, ...]:
        """The dates; one date counts as a list of one."""
        if isinstance(self.content, Day):
            return (self.content,)
        if isinstance(self.content, tuple):
            found = tuple(entry for entry in self.content if isinstance(entry, Day))
            if len(found) == len(self.content):
                return found
        return self._refuse("日期列表")

    @property
    def text(self) -> str:
        return self.content if isinstance(self.content, str) else self._refuse("文字")

    @property
    def flag(self) -> bool:
        return self.content if isinstance(self.content, bool) else self._refuse("是否")

    @property
    def items(self) -> tuple[str, ...]:
        if isinstance(self.content, tuple) and all(isinstance(entry, str) for entry in self.content):
            return tuple(str(entry) for entry in self.content)
        return self._refuse("列表")

    @property
    def table(self) -> dict[str, object]:
        """A copy of a table's entries."""
        return dict(self.content) if isinstance(self.content, Mapping) else self._refuse("表")

    def holds_on(self, day: Day) -> bool:
        """True if the value is in force on that day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def _refuse(self, wanted: str) -> NoReturn:
        raise PolicyError("policy_wrong_reader", where=f"{self.pack}「{self.key}」", wanted=wanted)


DAY_UNITS = frozenset({"day", "working_day"})


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time; `unit` is day, working_day, month or year."""

    count: int
    unit: str


def freeze(raw: object) -> Content:
    """What TOML gives, made exact and unchangeable: numbers to fractions, lists to tuples."""
    match raw:
        case bool() | str() | Day():
            return raw
        case int() | Decimal():
            return Fraction(raw)
        case list():
            return tuple(_inner(entry) for entry in raw)
        case dict():
            return {key: _inner(entry) for key, entry in raw.items()}
        case _:
            raise TypeError(type(raw).__name__)


def _inner(raw: object) -> object:
    """Inside tables and lists whole numbers stay ints, so that counts read as counts."""
    return raw if isinstance(raw, int) else freeze(raw)
