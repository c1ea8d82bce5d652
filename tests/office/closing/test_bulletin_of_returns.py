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
