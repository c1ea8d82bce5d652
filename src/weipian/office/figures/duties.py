"""The calendar of duties out of the books: what is owed when, and how urgent it is in working days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from weipian.figures.duty_calendar import draw_duty_calendar
from weipian.figures.duty_values import Due, DutyCalendar, Light
from weipian.office.duty_sheet import Shared
from weipian.office.figures.titles import notice_of, title_of
from weipian.office.ledger.standing import duties_now
from weipian.policy.calendar import DAY, is_working_day
from weipian.programme.submission.standing import SEEN_WHEN_DONE
from weipian.store.acting import Desk

SOON = 3
"""Working days from which on a date is near; a light for the office, no term of the law."""
SATURDAY = 5


def duty_calendar(desk: Desk, today: date, township: str | None = None) -> str:
    """An SVG; who belongs to a township sees its own duties and the programme's fixed dates."""
    return draw_duty_calendar(calendar_of(desk, today, township))


def calendar_of(desk: Desk, today: date, township: str | None = None) -> DutyCalendar:
    """The calendar's values."""
    dues = list(dues_of(duties_now(desk, township, today), today))
    days = list(_year(today, dues))
    known = {day: is_working_day(day) for day in days}
    return DutyCalendar(
        title=f"{title_of(desk, township)}　期限日历",
        today=today,
        dues=dues,
        off=frozenset(day for day, working in known.items() if working is False and day.weekday() < SATURDAY),
        made_up=frozenset(day for day, working in known.items() if working and day.weekday() >= SATURDAY),
        unpublished=frozenset(day for day, working in known.items() if working is None),
        soon=f"{SOON} 个工作日内",
        notice=notice_of(desk),
    )


def dues_of(found: Iterable[Shared], today: date) -> Iterator[Due]:
    """Each kind of duty on each day once."""
    items: dict[tuple[date, str, bool], list[Shared]] = {}
    for one in found:
        day = one.duty.effective_due
        if day is not None:
            items.setdefault((day, one.duty.label, one.duty.duty in SEEN_WHEN_DONE), []).append(one)
    for (day, label, seen), some in sorted(items.items()):
        light, left = light_of(day, today, seen)
        yield Due(day, label, len(some), sum(one.plots for one in some), light, left)


def light_of(day: date, today: date, seen_when_done: bool) -> tuple[Light, str]:
    """How urgent, in words too; a past date of a duty whose doing no book shows is not called overdue."""
    days = working_days(min(day, today), max(day, today))
    count = f"{abs((day - today).days)} 天（放假安排未公布）" if days is None else f"{days} 个工作日"
    if day < today:
        return (Light.OVERDUE, f"逾期 {count}") if seen_when_done else (Light.PAST, Light.PAST.look.label)
    if day == today:
        return Light.SOON, "今天到期"
    near = (day - today).days if days is None else days
    return (Light.SOON if near <= SOON else Light.LATER), f"还有 {count}"


@lru_cache(maxsize=8192)
def working_days(after: date, until: date) -> int | None:
    """Working days later than `after`, `until` included; None where one of the days is not published."""
    count, day = 0, after
    while day < until:
        day += DAY
        working = is_working_day(day)
        if working is None:
            return None
        count += working
    return count


def _year(today: date, dues: Iterable[Due]) -> Iterator[date]:
    """Every day that the calendar may show."""
    days = [today, *(due.day for due in dues)]
    day, last = date(min(days).year, 1, 1), date(max(days).year + 1, 12, 31)
    while day <= last:
        yield day
        day += DAY
