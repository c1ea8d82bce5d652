"""Reporting months, quarters, the half-year: every day of the programme year against a few lines written apart."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from refusing import refuses
from weipian.policy import load
from weipian.programme.submission.periods.members import Dated, is_member
from weipian.programme.submission.periods.reconcile import NO_QUARTER, NOT_MONTHLY, Placed, reconcile
from weipian.programme.submission.periods.windows import month_of, quarter_named, window
from weipian.terms.closing import PeriodKind
from weipian.terms.words import Category

pytestmark = pytest.mark.requirement("C6", "E7")
LAW = load("ziyuan-2023")
DAYS = [date(2023, 1, 1) + timedelta(days=number) for number in range(365)]
MONTHS = [f"2023-{month:02}" for month in range(1, 13)] + ["2024-01", "2024-02"]
MONTHLY = {"new_nonfarm_construction", "continuing_change", "mining"}


def oracle_month(day: date) -> str:
    """Plan 三(一), by counting months from the year 0: no line of it is shared with the programme."""
    number = day.year * 12 + day.month - 1 + (1 if day.day <= 20 else 2)
    return f"{number // 12}-{number % 12 + 1:02}"


def oracle_until(key: str) -> str:
    """The last day of issue that a reporting month takes in, as a text."""
    year, month = int(key[:4]), int(key[5:])
    return f"{year - 1}-12-20" if month == 1 else f"{year}-{month - 1:02}-20"


def dated(day: date, category: Category = Category.MINING) -> Dated:
    return Dated(day, month_of(LAW, day, category), quarter_named(LAW, day, None))


@pytest.mark.parametrize("category", Category)
def test_the_reporting_month_of_every_day(category: Category) -> None:
    for day in DAYS:
        assert month_of(LAW, day, category) == (oracle_month(day) if category.value in MONTHLY else "")


def test_every_day_stands_in_the_first_month_that_takes_it_in() -> None:
    """Closed one after another, each month takes in exactly those whose own month it is; none is left or twice."""
    reported: dict[date, str] = {}
    for key in MONTHS:
        wanted = window(LAW, PeriodKind.MONTH, key)
        assert wanted.until.isoformat() == oracle_until(key)
        assert wanted.due.isoformat() == f"{key}-20"
        for day in DAYS:
            if is_member(wanted, dated(day), reported=day in reported):
                reported[day] = key
    assert reported == {day: oracle_month(day) for day in DAYS}


def test_a_month_that_was_not_closed_goes_into_the_next() -> None:
    wanted = window(LAW, PeriodKind.MONTH, "2023-09")
    taken = [day for day in DAYS if is_member(wanted, dated(day), reported=oracle_month(day) < "2023-08")]
    assert (taken[0], taken[-1]) == (date(2023, 6, 21), date(2023, 8, 20))


def test_quarters_and_the_half_year_of_every_day() -> None:
    half = window(LAW, PeriodKind.HALF_YEAR, "2023")
    for day in DAYS:
        own = f"2023-Q{(day.month + 2) // 3}"
        for name in ("2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"):
            assert is_member(window(LAW, PeriodKind.QUARTER, name), dated(day), reported=False) == (name == own)
        assert is_member(half, dated(day), reported=False) == (str(day) <= "2023-06-20")
        assert is_member(window(LAW, PeriodKind.YEAR, "2023"), dated(day, Category.OTHER_CHANGE), reported=True)


def test_a_stated_quarter_goes_before_the_day() -> None:
    assert quarter_named(LAW, date(2023, 7, 2), "2023-Q2") == "2023-Q2"
    assert quarter_named(LAW, date(2024, 1, 2), None) == ""
    assert quarter_named(LAW, date(2023, 7, 2), "2022-Q4") == ""


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (PeriodKind.MONTH, "2023-13"),
        (PeriodKind.MONTH, "2022-08"),
        (PeriodKind.MONTH, "八月"),
        (PeriodKind.QUARTER, "2023-Q5"),
        (PeriodKind.QUARTER, "2023-08"),
        (PeriodKind.HALF_YEAR, "2022"),
        (PeriodKind.YEAR, "2023-08"),
    ],
)
def test_a_key_that_is_no_period(kind: PeriodKind, key: str) -> None:
    with refuses("period_unknown"):
        window(LAW, kind, key)


def test_months_and_quarters_come_to_the_same() -> None:
    """A plot a day, of every category in turn; sums worked out here by other means."""
    kinds = list(Category)
    placed = []
    for number, day in enumerate(DAYS):
        one = dated(day, kinds[number % len(kinds)])
        placed.append(Placed(number // 2, one.month, one.quarter, number, str(day) <= "2023-06-20"))
    found = reconcile(placed, ["2023-Q1", "2023-Q2"])
    assert found.agrees
    assert (found.total.plots, found.total.patches, found.total.area_um2) == (365, 183, 365 * 364 // 2)
    by_quarter = {one.quarter: one.plots for one in found.quarters}
    assert by_quarter == {"2023-Q1": 90, "2023-Q2": 91, "2023-Q3": 92, "2023-Q4": 92}
    assert {one.month for one in found.months} == {*(oracle_month(day) for day in DAYS), NOT_MONTHLY}
    assert (found.half.plots, found.half_left_out.plots, found.half_taken_in.plots) == (171, 10, 0)
    assert found.half.plots == 90 + 91 - 10


def test_what_is_of_no_quarter_is_shown_and_not_lost() -> None:
    found = reconcile([Placed(1, "2023-08", "", 5, False), Placed(2, "", "2023-Q1", 7, False)], ["2023-Q1"])
    assert found.agrees
    assert {(one.month, one.quarter) for one in found.cells} == {("2023-08", NO_QUARTER), (NOT_MONTHLY, "2023-Q1")}
