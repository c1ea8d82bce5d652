"""Whose delay it is, day by day; written out by hand for a few cases, and as sums for all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.programme.inspection.lateness import Late, Span, charged, reminded
from weipian.terms.inspection import OFFICE

pytestmark = pytest.mark.requirement("E7", "B5")
DUE = date(2023, 8, 11)  # a Friday
SATURDAY = date(2023, 8, 12)


def town(since: date, due: date | None = None, name: str = "星原镇") -> Span:
    return Span(name, since, due, of_township=True)


def test_in_time_nothing_is_charged() -> None:
    assert charged([town(date(2023, 8, 2))], DUE, DUE) == Late({})


def test_each_day_is_charged_to_who_held_it_when_it_began() -> None:
    spans = [town(date(2023, 8, 2)), Span("水利", date(2023, 8, 15), None, of_township=False)]
    assert charged(spans, DUE, date(2023, 8, 18)) == Late({"星原镇": 4, "水利": 3})  # 12–15, 16–18


def test_before_it_was_given_to_anybody_it_lay_with_the_county_office() -> None:
    assert charged([], DUE, date(2023, 8, 13)) == Late({OFFICE: 2})
    assert charged([town(date(2023, 8, 13))], DUE, date(2023, 8, 15)) == Late({OFFICE: 2, "星原镇": 2})


def test_an_end_on_a_rest_day_never_counts_against_a_township() -> None:
    assert charged([town(date(2023, 8, 2))], SATURDAY, date(2023, 8, 14)) == Late({})  # Monday is in time
    assert charged([town(date(2023, 8, 2))], SATURDAY, date(2023, 8, 15)) == Late({"星原镇": 1})
    department = Span("水利", date(2023, 8, 2), None, of_township=False)
    assert charged([department], SATURDAY, date(2023, 8, 14)) == Late({"水利": 2})
    national = date(2023, 9, 29)  # Mid-Autumn and National Day until 10-06; 10-07 is worked
    assert charged([town(date(2023, 9, 1))], national, date(2023, 10, 7)) == Late({})


def test_what_was_given_out_longer_than_the_programmes_date_is_the_offices_delay() -> None:
    spans = [town(date(2023, 8, 2), date(2023, 8, 15))]
    assert charged(spans, DUE, date(2023, 8, 16)) == Late({OFFICE: 4, "星原镇": 1})


def test_a_year_without_a_calendar_is_charged_to_nobody() -> None:
    found = charged([town(date(2090, 1, 1))], date(2090, 1, 2), date(2090, 1, 5))
    assert (found.days, found.unsure) == ({}, 3)
    assert reminded(town(date(2090, 1, 1), date(2090, 1, 2)), date(2090, 1, 5)) is None


def test_an_inner_date_only_reminds() -> None:
    assert reminded(town(date(2023, 8, 2), SATURDAY), date(2023, 8, 14)) is False
    assert reminded(town(date(2023, 8, 2), SATURDAY), date(2023, 8, 15)) is True
    assert reminded(Span("水利", date(2023, 8, 2), SATURDAY, of_township=False), date(2023, 8, 13)) is True
    assert reminded(town(date(2023, 8, 2)), date(2023, 12, 1)) is False


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["甲", "乙", "丙"])), max_size=5), st.integers(-5, 40))
def test_without_townships_every_day_is_charged_once(held: list[tuple[int, str]], late: int) -> None:
    start = date(2023, 8, 1)
    spans = [Span(name, start + timedelta(days=at), None, of_township=False) for at, name in held]
    assert charged(spans, DUE, DUE + timedelta(days=late)).total == max(late, 0)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from("甲乙丙"), st.none() | st.integers(0, 45)), max_size=4),
    st.integers(0, 30),
    st.integers(0, 55),
)
def test_days_by_a_calendar_on_the_wall(given_to: list[tuple[int, str, int | None]], due: int, end: int) -> None:
    """Days of August and September 2023 by number from 1 August, a Tuesday; none is a holiday. 丙 is a department.

    A day late is struck off for whom it lay with in the morning: nobody where that is a township which may still do it
    on the next working day, the office where it gave out a later date.
    """
    wall = ["平平平平休休平"[number % 7] for number in range(80)]  # Tuesday first
    struck: dict[str, int] = {}
    for day in range(due + 1, end + 1):
        last = max((since for since, *_ in given_to if since < day), default=None)
        name, own = next(((n, o) for since, n, o in reversed(given_to) if since == last), (OFFICE, None))
        until = max(due, own or 0)
        if own is not None and day <= own:
            name = OFFICE
        elif name in ("甲", "乙") and all(wall[number] == "休" for number in range(until, day)):
            continue
        struck[name] = struck.get(name, 0) + 1
    first = date(2023, 8, 1)
    spans = [
        Span(name, first + timedelta(days=since), None if own is None else first + timedelta(days=own), name != "丙")
        for since, name, own in given_to
    ]
    found = charged(spans, first + timedelta(days=due), first + timedelta(days=end))
    assert found == Late(struck)
