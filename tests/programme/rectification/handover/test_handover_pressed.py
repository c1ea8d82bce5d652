"""When a handover is due, how late it is, in what order it is listed, and how it is pressed for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from made_books import as_clerk_of, clean
from made_handover import FOREST, WATER, hand, here, last_event, mark_housing, of_department, said
from refusing import refuses

pytestmark = pytest.mark.requirement("D3", "E7")
YEAR_END = date(2023, 12, 31)  # a Sunday; the Monday after is New Year's Day


def listed(desk: Any, today: date, **wanted: Any) -> list[Any]:
    from weipian.office.handing.listing import Wanted, lines

    return lines(desk, Wanted(**wanted), today)


def reminded(desk: Any, day: date, department: str = WATER, **how: Any) -> Any:
    from weipian.programme.rectification.handover.reminding import remind

    return remind(desk, department, day, **how)


@pytest.mark.parametrize(
    ("due", "until", "late"),
    [
        (YEAR_END, date(2023, 12, 31), 0),
        (YEAR_END, date(2024, 1, 2), 0),
        (YEAR_END, date(2024, 1, 3), 1),
        (date(2023, 12, 1), date(2023, 12, 2), 1),  # a Friday's end counts from the Saturday on
        (date(2023, 12, 2), date(2023, 12, 4), 0),
        (date(2023, 12, 2), date(2023, 12, 6), 2),
    ],
)
def test_an_end_on_a_rest_day_counts_from_the_next_working_day(due: date, until: date, late: int) -> None:
    from weipian.programme.rectification.handover.rules import days_late

    assert days_late(due, until) == late


def test_what_no_calendar_decides_is_not_told_as_none() -> None:
    from weipian.policy.calendar import published_until
    from weipian.programme.rectification.handover.rules import days_late

    beyond = published_until() + timedelta(days=30)
    assert days_late(beyond, beyond) == 0
    assert days_late(beyond, beyond + timedelta(days=9)) is None


def test_unlawful_housing_comes_first_and_is_pressed_for_earlier(desk: Any) -> None:
    hand(desk, ["P1", "P2", "P3"])
    hand(desk, ["P4"], FOREST, due=date(2023, 9, 1))
    mark_housing(desk, "P3")
    said(desk, "P1")
    found = listed(desk, date(2023, 12, 5))
    assert [(one.one.patch, one.timed.late) for one in found] == [("P3", 0), ("P4", 95), ("P2", 0), ("P1", 0)]
    assert (found[0].timed.inner, found[0].timed.due) == (date(2023, 11, 30), YEAR_END)
    assert [one.one.patch for one in found if one.timed.pressed] == ["P3", "P4"]
    assert [one.one.patch for one in listed(desk, date(2023, 12, 5), late=True)] == ["P4"]


def test_days_late_end_with_the_answer_and_are_summed_by_department(desk: Any) -> None:
    from weipian.office.handing.listing import owed

    hand(desk, ["P1", "P2"], due=date(2023, 9, 1))
    hand(desk, ["P3"], FOREST)
    said(desk, "P1", day=date(2023, 9, 11))
    sums = owed(listed(desk, date(2023, 9, 21)))
    assert [(one.department, one.total, one.still_open, one.late, one.days) for one in sums] == [
        (WATER, 2, 1, 2, 10 + 20), (FOREST, 1, 1, 0, 0),
    ]  # fmt: skip


def test_a_list_holds_only_what_its_reader_sees(desk: Any) -> None:
    hand(desk, ["P1", "P3"])
    hand(desk, ["P1"], FOREST)
    day = date(2023, 9, 1)
    assert [(one.one.patch, one.one.department) for one in listed(of_department(desk), day)] == [
        ("P1", WATER), ("P3", WATER),
    ]  # fmt: skip
    assert {one.one.patch for one in listed(as_clerk_of(desk, "星原镇"), day)} == {"P1"}
    able = {one.act.value: not one.why for one in listed(of_department(desk), day)[0].ables}
    assert able == {
        "handover_answered": True, "handover_answer_checked": False, "handover_reminded": False,
        "handover_undone": False,
    }  # fmt: skip


def test_pressing_is_kept_and_says_counts_and_dates_only(on_both: Any) -> None:
    desk = on_both
    hand(desk, ["P1", "P2", "P3"], due=date(2023, 9, 1))
    said(desk, "P3")
    with refuses("act_not_of_role"):
        reminded(of_department(desk), date(2023, 9, 11))
    with refuses("handover_nothing_to_remind"):
        reminded(desk, date(2023, 9, 1))
    with refuses("department_unknown"):
        reminded(desk, date(2023, 9, 1), "航天")
    with refuses("day_ahead"):
        reminded(desk, date(2999, 1, 1))
    done = reminded(desk, date(2023, 9, 11))
    assert last_event() == ("handover_reminded", "handover_reminders")
    assert (done.count, done.late, done.earliest) == (2, 2, date(2023, 9, 1))
    assert "2 件" in done.text
    assert not any(number in done.text for number in ("P1", "P2", "P3"))
    assert reminded(desk, date(2023, 9, 12), dry_run=True).count == 2
    assert [one.day for one in here(desk, "P1").reminders] == [date(2023, 9, 11)]
    assert here(desk, "P3").reminders == ()
    assert clean(desk)


def test_all_that_is_open_can_be_pressed_for(desk: Any) -> None:
    hand(desk, ["P1"])
    assert reminded(desk, date(2023, 9, 1), everything=True).count == 1
