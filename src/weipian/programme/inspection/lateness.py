"""Delay is charged to whom the patch lay with, day by day; a rest-day end never counts against a township (E7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
    last = until if (until - due).days <= MOST else due + timedelta(days=MOST)
    days: Counter[str] = Counter()
    unsure = 0
    for span, first, end in _held(sorted(spans, key=lambda span: span.since), due + DAY, last):
        for holder, number in _charges(span, due, first, end):
            if holder is None:
                unsure += number
            elif holder and number > 0:
                days[holder] += number
    return Late(dict(days), unsure)


def _held(spans: Sequence[Span], first: date, last: date) -> Iterator[tuple[Span, date, date]]:
    """Who held it from when to when: whoever got it on a day did not hold it yet when that day began."""
    begun = [Span(OFFICE, date.min, None, of_township=False), *spans]
    for at, span in enumerate(begun):
        start = first if at == 0 else max(first, span.since + DAY)
        end = min(last, begun[at + 1].since) if at + 1 < len(begun) else last
        if start <= end:
            yield span, start, end


def _charges(span: Span, due: date, first: date, last: date) -> Iterator[tuple[str | None, int]]:
    """Who answers for how many of these days; None: not known. Days after an end on a rest day are nobody's."""
    if span.due is not None and first <= span.due:
        own = min(last, span.due)
        yield OFFICE, (own - first).days + 1
        first = own + DAY
    if first > last:
        return
    if not span.of_township:
        yield span.holder, (last - first).days + 1
        return
    end = working_day_on_or_after(max(due, span.due or due))
    yield (None, (last - first).days + 1) if end is None else (span.holder, (last - max(first, end + DAY)).days + 1)


def reminded(span: Span, today: date) -> bool | None:
    """Whether the holder's inner date is past: a reminder, not a delay. None: the calendar is not published."""
    if span.due is None:
        return False
    if not span.of_township:
        return today > span.due
    end = working_day_on_or_after(span.due)
    return None if end is None else today > end
