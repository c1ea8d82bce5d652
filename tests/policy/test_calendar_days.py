"""Months and working days, against the State Council's published arrangements (holiday-cn)."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.policy.calendar import (
    add_days,
    add_months,
    add_working_days,
    day_of_month,
    is_working_day,
    may_still_change,
    published_until,
    working_day_on_or_after,
    working_day_on_or_before,
)
from weipian.terms.errors import InputError

DAYS = st.dates(date(2005, 1, 1), date(2026, 12, 20))
DAY = timedelta(days=1)


def published(shared: Path) -> dict[date, bool]:
    """Day → off, from every year's notice."""
    folder = shared / "data/calendar/holiday-cn"
    entries = [
        entry
        for year in range(2021, 2027)
        for entry in json.loads((folder / f"{year}.json").read_text(encoding="utf-8"))["days"]
    ]
    return {date.fromisoformat(entry["date"]): bool(entry["isOffDay"]) for entry in entries}


@pytest.mark.requirement("E7")
@pytest.mark.shared
def test_every_day_of_six_years_is_as_the_state_council_says(shared: Path) -> None:
    off = published(shared)
    day = date(2021, 1, 1)
    while day.year < 2027:
        expected = not off[day] if day in off else day.weekday() < 5
        assert is_working_day(day) is expected, day
        day += DAY


@pytest.mark.shared
def test_five_working_days_counted_by_hand_of_the_notices(shared: Path) -> None:
    off = published(shared)
    working = [
        day
        for day in (date(2023, 1, 1) + timedelta(days=n) for n in range(400))
        if (not off[day] if day in off else day.weekday() < 5)
    ]
    for start in (date(2023, 1, 1) + timedelta(days=n) for n in range(365)):
        assert add_working_days(start, 5) == [day for day in working if day > start][4]


@given(st.dates(date(2005, 1, 1), date(2026, 12, 8)), st.integers(1, 12))
def test_the_nth_working_day_has_n_working_days_up_to_it(start: date, count: int) -> None:
    end = add_working_days(start, count)
    assert end is not None
    between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(is_working_day(day) is True for day in between) == count
    assert is_working_day(end)


@given(DAYS)
def test_the_working_day_before_has_only_rest_days_after_it(day: date) -> None:
    before, after = working_day_on_or_before(day), working_day_on_or_after(day)
    assert before is not None
    assert after is not None
    assert before <= day <= after
    assert all(is_working_day(before + timedelta(days=n)) is False for n in range(1, (day - before).days + 1))
    assert (before == day) == (after == day)


@pytest.mark.requirement("E7")
@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2023-12-31", 1, "2024-01-31"),
        ("2023-10-31", 1, "2023-11-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2023-08-15", 0, "2023-08-15"),
    ],
)
def test_periods_of_months_end_on_the_same_day_or_the_months_last(start: str, months: int, end: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 40))
def test_added_months_keep_the_day_where_the_month_has_it(start: date, months: int) -> None:
    end = add_months(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day == start.day or (end.day < start.day and (end + DAY).day == 1)
    assert day_of_month(start, months, 20).day == 20


def test_unpublished_years_are_never_guessed() -> None:
    assert published_until() >= date(2026, 12, 31)
    beyond = published_until() + DAY
    assert is_working_day(beyond) is None
    assert working_day_on_or_before(beyond) is None
    assert working_day_on_or_after(beyond) is None
    assert add_working_days(published_until() - 3 * DAY, 5) is None
    assert may_still_change(published_until())
    assert not may_still_change(date(2023, 12, 31))


def test_dates_beyond_the_calendar_are_said() -> None:
    for add in (add_months, add_days):
        with pytest.raises(InputError) as caught:
            add(date(9999, 12, 31), 1)
        assert caught.value.code == "date_too_far"


def test_the_calendar_is_loaded_only_when_a_working_day_is_asked_for() -> None:
    code = "import sys, weipian.policy.duties as d; from weipian.policy import load; load('ziyuan-2023'); "
    code += "heavy = {'chinese_calendar', 'numpy', 'click', 'shapely'} & set(sys.modules); sys.exit(bool(heavy))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
