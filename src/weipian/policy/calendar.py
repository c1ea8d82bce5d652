"""Months, and the State Council's working days as far as they are published; an unpublished year is never guessed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache, lru_cache

from weipian.terms.errors import InputError

DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or that month's last day where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise InputError("date_too_far", day=day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """`days` calendar days later, the day itself not counted."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise InputError("date_too_far", day=day) from None


def day_of_month(day: date, months: int, wanted: int) -> date:
    """The `wanted` day of the month that is `months` later, or that month's last day."""
    first = add_months(day.replace(day=1), months)
    return first.replace(day=min(wanted, monthrange(first.year, first.month)[1]))


@lru_cache(maxsize=1 << 14)
def is_working_day(day: date) -> bool | None:
    """True on a working day, make-up days included; None where that year is not published."""
    import chinese_calendar  # loaded only when a working day is asked for: the calculators must start fast

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def working_day_on_or_before(day: date) -> date | None:
    """The day itself if it is a working day, else the last one before it; None where not published."""
    while (working := is_working_day(day)) is False:
        day -= DAY
    return day if working else None


def working_day_on_or_after(day: date) -> date | None:
    """The day itself if it is a working day, else the next one; None where not published."""
    while (working := is_working_day(day)) is False:
        day = add_days(day, 1)
    return day if working else None


def add_working_days(day: date, days: int) -> date | None:
    """The n-th working day after a day that is itself not counted; None where not published."""
    for _ in range(days):
        following = working_day_on_or_after(add_days(day, 1))
        if following is None:
            return None
        day = following
    return day


@cache
def published_until() -> date:
    """The last day of the newest year whose arrangement the calendar knows."""
    from chinese_calendar.constants import holidays, workdays

    return date(max(day.year for day in (*holidays, *workdays)), 12, 31)


def may_still_change(day: date) -> bool:
    """True in the last week of the newest published year: next New Year's arrangement can still move those days."""
    last = published_until()
    return last - timedelta(days=6) <= day <= last
