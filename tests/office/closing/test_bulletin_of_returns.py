"""Timeliness and quality of returns and of problem lists: counted of whom the patch lay with; pressed for by dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, Given, issue
from made_returns import CELLS, as_person, numbered
from made_returns import county as made_returns

pytestmark = pytest.mark.requirement("C6", "E7")
STAR = TOWNSHIPS[0]
OFFICE = "县卫片办"


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    """Two patches issued on 2023-08-01, inspected on the 5th: their returns are due on 2023-09-20."""
    return made_returns(tmp_path / "w", numbered(2))


def release(desk: Any, plot: str, day: date) -> None:
    from weipian.programme.submission.acts.filling import fill, self_check
    from weipian.programme.submission.acts.releasing import release, second

    fill(desk, [plot], CELLS, day)
    self_check(desk, [plot], {"gates_certain": "已核对"}, day)
    second(as_person(desk, "reviewer"), [plot], day)
    assert release(as_person(desk, "leader"), [plot], day, answers_for=True).refused == ()


def problem(desk: Any, plot: str, due: date) -> None:
    from weipian.programme.submission.acts.problems import Given as Said
    from weipian.programme.submission.acts.problems import take_problems
    from weipian.terms.submission import ProblemLevel

    take_problems(desk, [Said(plot, "照片不清", due)], ProblemLevel.REGION, date(2023, 9, 21))


def counted(desk: Any, today: date) -> Any:
    from weipian.office.closing.bulletin import bulletin

    return bulletin(desk, today)


def test_where_no_return_was_ever_filled_nothing_is_known_of_them(desk: Any) -> None:
    from weipian.office.closing.bulletin import bulletin_text
    from weipian.office.closing.reminding import reminders_now

    found = counted(desk, date(2023, 10, 30))
    (star,) = [one for one in found.as_json()["townships"] if one["name"] == STAR]
    assert (star["report_late"], star["returned"], star["returned_share"]) == (None, None, None)
    assert "时效和退回率不明" in bulletin_text(found)
    assert OFFICE not in found.others
    assert "report" not in {one.duty for one in reminders_now(desk, date(2023, 10, 30))}


def test_the_first_release_is_what_counts_and_delay_is_the_offices_once_it_was_inspected(desk: Any) -> None:
    from weipian.programme.submission.acts.releasing import send_back

    release(desk, "P1", date(2023, 9, 19))
    send_back(as_person(desk, "reviewer"), ["P1"], "面积不对")
    release(desk, "P2", date(2023, 9, 23))
    found = counted(desk, date(2023, 9, 30))
    star, office = found.townships[STAR], found.others[OFFICE]
    assert (star.report_in_time, star.report_late, office.report_late, office.report_late_days) == (1, 0, 1, 3)
    assert (star.submitted, star.returned, star.to_mend, star.returned_share) == (2, 1, 1, "0.5000")
    release(desk, "P1", date(2023, 9, 29))
    again = counted(desk, date(2023, 9, 30)).townships[STAR]
    assert (again.report_in_time, again.returned, again.to_mend) == (1, 1, 0)


def test_what_was_not_inspected_by_then_is_the_townships_delay(desk: Any) -> None:
    release(desk, "P1", date(2023, 9, 19))
    release(desk, "P2", date(2023, 9, 19))
    issue(desk, [Given("N1", TOWNSHIPS[1])], "202308b", date(2023, 8, 1))
    found = counted(desk, date(2023, 9, 30))
    assert (found.townships[TOWNSHIPS[1]].report_late, found.townships[TOWNSHIPS[1]].report_late_days) == (1, 10)
    assert OFFICE not in found.others


def test_problem_lists_answered_in_time_or_not(desk: Any) -> None:
    from weipian.programme.submission.acts.answering import answer

    problem(desk, "P1", date(2023, 9, 25))
    problem(desk, "P2", date(2023, 9, 25))
    answer(desk, {1: "已核对"}, date(2023, 9, 25))
    found = counted(desk, date(2023, 9, 27))
    assert found.townships[STAR].problems == 2
    assert (found.others[OFFICE].problems_late, found.others[OFFICE].problems_late_days) == (1, 2)


def test_who_was_given_a_patch_to_inspect_has_its_delay(desk: Any) -> None:
    from weipian.programme.inspection.acts.assigning import Giving, assign

    issue(desk, [Given("N1", STAR), Given("N2", STAR)], "202308b", date(2023, 8, 1))  # due on Friday the 11th
    assign(desk, [Giving("N1", STAR, "", None, "")], date(2023, 8, 16))
    found = counted(desk, date(2023, 8, 18))
    assert found.others[OFFICE].late_days == 5  # N1 until it was given out on the 16th
    assert found.townships[STAR].late_days == 2 + 7  # N1 since; N2 was given to nobody: the township answers for it


def test_pressing_tells_returns_and_problems_by_counts_and_dates(desk: Any) -> None:
    from weipian.office.closing.reminding import reminder_text, reminders_now

    release(desk, "P1", date(2023, 9, 19))
    problem(desk, "P1", date(2023, 9, 25))
    issue(desk, [Given("XZ-77", TOWNSHIPS[1])], "202308b", date(2023, 8, 1))
    today = date(2023, 9, 22)
    found = {(one.whom, one.duty): (one.plots, one.due) for one in reminders_now(desk, today)}
    assert found[OFFICE, "report"] == (1, date(2023, 9, 20))
    assert found[OFFICE, "problems"] == (1, date(2023, 9, 25))
    assert found[TOWNSHIPS[1], "report"] == (1, date(2023, 9, 20))
    text = reminder_text(reminders_now(desk, today), today)
    assert "【催办】县卫片办：" in text
    assert "答复问题清单 1 个，2023-09-25 前办结" in text
    assert not any(name in text for name in ("XZ-77", "P1", "P2"))


@pytest.mark.requirement("D3")
def test_handovers_are_pressed_for_and_counted_by_department(desk: Any) -> None:
    """Due by the year's end, a Sunday: late from 3 January 2024 on; one by a day of its own; one answered."""
    from made_handover import hand, said
    from weipian.office.closing.bulletin import bulletin_text
    from weipian.office.closing.reminding import reminder_text, reminders_now

    issue(desk, [Given("XZ-77", TOWNSHIPS[1])], "202308b", date(2023, 8, 1))
    hand(desk, ["P1", "XZ-77"])
    hand(desk, ["P2"], due=date(2023, 10, 16))
    hand(desk, ["P2"], "林业")
    said(desk, "P2", day=date(2023, 9, 1), department="林业")
    today = date(2023, 10, 18)
    told = counted(desk, today).others
    assert (told["水利"].handovers, told["水利"].handovers_open) == (3, 3)
    assert (told["水利"].handovers_late, told["水利"].handovers_late_days) == (1, 2)
    assert told["水利"].handovers_earliest == "2023-10-16"
    assert (told["林业"].handovers, told["林业"].handovers_open, told["林业"].handovers_late) == (1, 0, 0)
    found = [one for one in reminders_now(desk, today) if one.duty == "handover_results"]
    assert {(one.whom, one.township, one.due, one.plots, one.overdue) for one in found} == {
        ("水利", STAR, date(2023, 10, 16), 1, True),
        ("水利", STAR, date(2023, 12, 31), 1, False),
        ("水利", TOWNSHIPS[1], date(2023, 12, 31), 1, False),
    }
    text = reminder_text(found, today)
    assert "【催办】水利：" in text
    assert "2023-10-16 到期，已逾期 2 天" in text
    assert "移交处置结果反馈 2 个，2023-12-31 前办结" in text
    late = [one for one in reminders_now(desk, date(2024, 1, 2)) if one.duty == "handover_results"]
    assert {one.due: one.overdue for one in late} == {date(2023, 10, 16): True, date(2023, 12, 31): False}
    assert "移交 3 件，没有答复办结 3 件，最早一件 2023-10-16 前办结，逾期 1 件共 2 天" in bulletin_text(
        counted(desk, today)
    )
    assert not any(name in text + bulletin_text(counted(desk, today)) for name in ("XZ-77", "P1", "P2"))
