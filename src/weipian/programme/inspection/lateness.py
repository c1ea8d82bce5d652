"""Delay is charged to whom the patch lay with, day by day; a rest-day end never counts against a township (E7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from weipian.policy.calendar import working_day_on_or_after
from weipian.terms.inspection import OFFICE

DAY = timedelta(days=1)
MOST = 3_660
"""Days that are looked at: more than ten years late is ten years late."""


@dataclass(frozen=True, slots=True)
class Span:
    """A patch lay with `holder` from the day `since`; `due`: the holder's own date, where there is one."""

    holder: str
    since: date
    due: date | None
    of_township: bool


@dataclass(frozen=True, slots=True)
class Late:
    """Days late by whom; `unsure`: days that no published calendar decides, which are charged to nobody."""

    days: dict[str, int]
    unsure: int = 0

    @property
    def total(self) -> int:
        return sum(self.days.values())


def charged(spans: Sequence[Span], due: date, until: date) -> Late:
    """The days after `due` up to `until` (done, or today), each charged to who held the patch when it began.

    Until the first assignment it lies with the county office; so does what the office gave out longer than `due`.
    """
    days, unsure = _charged(tuple(sorted(spans, key=lambda span: span.since)), due, until)
    return Late(dict(days), unsure)


@lru_cache(4096)
def _charged(ordered: tuple[Span, ...], due: date, until: date) -> tuple[tuple[tuple[str, int], ...], int]:
    """The days by holder and those unsure: most of a county's patches lay alike."""
    days: Counter[str] = Counter()
    unsure, day = 0, due + DAY
    while day <= until and (day - due).days <= MOST:
        holder = _charge(_holder(ordered, day), due, day)
        if holder is None:
            unsure += 1
        elif holder:
            days[holder] += 1
        day += DAY
    return tuple(days.items()), unsure


def _holder(spans: Sequence[Span], day: date) -> Span:
    """Who held it when the day began: whoever got it on that day did not hold it yet."""
    earlier = [span for span in spans if span.since < day]
    return earlier[-1] if earlier else Span(OFFICE, date.min, None, of_township=False)


def _charge(span: Span, due: date, day: date) -> str | None:
    """Who answers for a day; "": nobody, since the end fell on a rest day; None: not known."""
    if span.due is not None and day <= span.due:
        return OFFICE
    if not span.of_township:
        return span.holder
    end = working_day_on_or_after(max(due, span.due or due))
    return None if end is None else span.holder if day > end else ""


def reminded(span: Span, today: date) -> bool | None:
    """Whether the holder's inner date is past: a reminder, not a delay. None: the calendar is not published."""
    if span.due is None:
        return False
    if not span.of_township:
        return today > span.due
    end = working_day_on_or_after(span.due)
    return None if end is None else today > end
