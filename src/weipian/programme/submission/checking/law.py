"""The checks as the law has them on a day: what shape, of which plots, how heavily, under which clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from weipian.policy import Policy, Value
from weipian.terms.checking import Level, Subject
from weipian.terms.errors import PolicyError

FAMILY = "checks."
CELLS = ("subject", "subjects", "left", "right", "whole", "parts", "by")
"""What of a check's table names cells."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One check of the law. `some`, `every`, `never`: the traits of the plots that it is asked of."""

    code: str
    shape: str
    level: Level
    some: frozenset[str]
    every: frozenset[str]
    never: frozenset[str]
    value: Value
    table: Mapping[str, object]
    named: Mapping[str, tuple[Subject, ...]]

    def concerns(self, traits: frozenset[str]) -> bool:
        """Is a plot with these traits asked."""
        if self.every - traits or self.never & traits:
            return False
        return not self.some or bool(self.some & traits)

    def subject(self, name: str) -> Subject:
        return self.named[name][0]

    def subjects(self, name: str) -> tuple[Subject, ...]:
        return self.named[name]

    def text(self, name: str, otherwise: str = "") -> str:
        return str(self.table.get(name, otherwise))

    def flag(self, name: str) -> bool:
        return self.table.get(name) is True

    def items(self, name: str) -> dict[str, object]:
        """A table within the table."""
        found = self.table[name]
        assert isinstance(found, dict)
        return found


@dataclass(frozen=True, slots=True)
class Law:
    """One day's law: the checks in their order, and the numbers that they name."""

    policy: Policy
    day: date
    entries: tuple[Entry, ...]

    numbers: dict[str, Fraction] = field(default_factory=dict)
    asked: dict[frozenset[str], tuple[Entry, ...]] = field(default_factory=dict)

    def number(self, key: str) -> Fraction:
        """A number of the law; remembered, since every plot asks for it."""
        if key not in self.numbers:
            self.numbers[key] = self.policy.value(key, on=self.day).number
        return self.numbers[key]

    def of(self, traits: frozenset[str]) -> tuple[Entry, ...]:
        """The checks of plots with these traits; remembered, since there are few kinds of plots."""
        if traits not in self.asked:
            self.asked[traits] = tuple(entry for entry in self.entries if entry.concerns(traits))
        return self.asked[traits]

    def value(self, key: str) -> Value:
        return self.policy.value(key, on=self.day)


def law_on(policy: Policy, day: date) -> Law:
    """The checks in force on a day, by code."""
    in_force = [one for key in policy.keys(FAMILY) for one in policy.entries[key] if one.holds_on(day)]
    nearest = {value.key: value for value in reversed(in_force)}
    return Law(policy, day, tuple(entry_of(value) for _, value in sorted(nearest.items())))


def entry_of(value: Value) -> Entry:
    """A check as the law writes it. Raises PolicyError where it can't be read."""
    try:
        return _entry(value, value.table)
    except (ValueError, KeyError) as error:
        code = value.key.removeprefix(FAMILY)
        raise PolicyError("selfcheck_unreadable", where=value.place, check=code, detail=str(error)) from None


def _entry(value: Value, table: Mapping[str, object]) -> Entry:
    return Entry(
        code=value.key.removeprefix(FAMILY),
        shape=str(table["shape"]),
        level=Level(str(table["level"])),
        some=frozenset(texts(table.get("some", ()))),
        every=frozenset(texts(table.get("every", ()))),
        never=frozenset(texts(table.get("never", ()))),
        value=value,
        table=table,
        named={name: tuple(Subject(one) for one in texts(table[name])) for name in CELLS if name in table},
    )


def texts(found: object) -> tuple[str, ...]:
    """A list of texts; one text is a list of one."""
    if isinstance(found, Iterable) and not isinstance(found, str):
        return tuple(str(one) for one in found)
    return (str(found),)
