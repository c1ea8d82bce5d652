"""What a calendar of duties shows, as values; which days people work comes from the policy's calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum


@dataclass(frozen=True, slots=True)
class LightLook:
    label: str
    shape: str
    colour: str


class Light(Enum):
    """How urgent a date is: colour, shape and words together. From the least to the most urgent."""

    PAST = LightLook("已过期限，办结与否未登记", "ring", "#5F6368")
    LATER = LightLook("未到期", "circle", "#1B7F3B")
    SOON = LightLook("临近期限", "square", "#9A6B00")
    OVERDUE = LightLook("逾期", "triangle", "#C62828")

    @property
    def look(self) -> LightLook:
        return self.value


@dataclass(frozen=True, slots=True)
class Due:
    """One kind of duty on one day: so many items, of so many plots; `left`: how long still, in words."""

    day: date
    kind: str
    items: int
    plots: int
    light: Light
    left: str


@dataclass(frozen=True, slots=True)
class DutyCalendar:
    """`off`: weekdays without work, `made_up`: weekends with; `unpublished`: days that nobody can know yet."""

    title: str
    today: date
    dues: Sequence[Due]
    off: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()
    unpublished: frozenset[date] = frozenset()
    soon: str = ""
    notice: str = ""
    months: int = field(default=12)
