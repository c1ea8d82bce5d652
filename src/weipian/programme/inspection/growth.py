"""How fast evidence grows, and how long the disk will hold it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

RECENT = 3
"""Months that a forecast looks back on."""


@dataclass(frozen=True, slots=True)
class Put:
    """A piece of evidence as it counts: when it came, whose, how many bytes; `again` where its bytes were there."""

    month: str
    township: str
    size: int
    again: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """Rows, and the bytes that they added to the disk."""

    count: int = 0
    size: int = 0

    def plus(self, one: Put) -> Sum:
        return Sum(self.count + 1, self.size + (0 if one.again else one.size))


def by_month(puts: Iterable[Put]) -> dict[str, Sum]:
    return _grouped((one.month, one) for one in puts)


def by_township(puts: Iterable[Put]) -> dict[str, Sum]:
    return _grouped((one.township, one) for one in puts)


def _grouped(pairs: Iterable[tuple[str, Put]]) -> dict[str, Sum]:
    found: dict[str, Sum] = {}
    for key, one in pairs:
        found[key] = found.get(key, Sum()).plus(one)
    return dict(sorted(found.items()))


def monthly(months: Mapping[str, Sum], today: date) -> int:
    """Bytes a month, over the last whole months since the first evidence; the running one where there is no other."""
    this = f"{today.year}-{today.month:02}"
    if not months:
        return 0
    first = min(months)
    whole = [month for month in _before(today) if month >= first]
    if not whole:
        return months.get(this, Sum()).size
    return sum(months.get(month, Sum()).size for month in whole) // len(whole)


def _before(today: date) -> list[str]:
    number = today.year * 12 + today.month - 1
    return [f"{(number - back) // 12}-{(number - back) % 12 + 1:02}" for back in range(1, RECENT + 1)]


def months_left(free: int, a_month: int) -> int | None:
    """Whole months until the disk is full; None where nothing grows."""
    return free // a_month if a_month else None


def spelled(size: int) -> str:
    """Bytes as people read them."""
    value = float(size)
    for unit in ("字节", "kB", "MB", "GB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "字节" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} TB"
