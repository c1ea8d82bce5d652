"""A township's own interview starts its five working days, the county's starts none (六(三), E5)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_pressing import STAR, WHEAT, county, events, person, proposed
from refusing import refuses
from weipian.terms.acting import Act
from weipian.terms.pressing import Mechanism, SentPaper, StartKind, Trigger

pytestmark = pytest.mark.requirement("E5")
HELD = date(2023, 9, 27)
"""A Wednesday before the holidays of 2023-09-29 to 10-06; 10-07 and 10-08 were worked."""


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


def start(desk: Any, kind: StartKind = StartKind.INTERVIEW, township: str = STAR, day: date = HELD) -> int:
    from weipian.programme.report.pressing.acts.recording import start as started

    return started(desk, kind, township, day, "")


def send(desk: Any, number: int, *papers: SentPaper, day: date) -> Any:
    from weipian.programme.report.pressing.acts.recording import send_papers

    return send_papers(desk, number, papers, day)


def listed(desk: Any, today: date) -> Any:
    from weipian.office.pressing.mechanisms import starts_listed

    return starts_listed(desk, today)


def test_four_papers_are_due_in_five_working_days(desk: Any) -> None:
    """Oracle: the printed calendar: 28 September, 7, 8, 9, 10 October."""
    star = person(desk, "star")
    number = start(star)
    (row,) = listed(star, HELD)
    assert row["due"] == "2023-10-10"
    assert row["missing"] == ["account", "notice", "plan", "speeches"]
    send(star, number, SentPaper.ACCOUNT, SentPaper.NOTICE, day=date(2023, 10, 9))
    (row,) = listed(star, date(2023, 10, 12))
    assert (row["missing"], row["late_working_days"]) == (["plan", "speeches"], 2)
    send(star, number, SentPaper.PLAN, SentPaper.SPEECHES, day=date(2023, 10, 16))
    (row,) = listed(desk, date(2023, 12, 1))
    assert (row["missing"], row["complete_on"], row["late_working_days"]) == ([], "2023-10-16", 4)
    assert events(Act.TOWNSHIP_INTERVIEW_HELD) == [f"township_start:{number}"]
    assert events(Act.PAPERS_SENT) == [f"township_start:{number}"] * 2


def test_an_accountability_start_sends_one_account(desk: Any) -> None:
    star = person(desk, "star")
    number = start(star, StartKind.ACCOUNTABILITY)
    with refuses("paper_not_wanted"):
        send(star, number, SentPaper.SPEECHES, day=HELD)
    send(star, number, SentPaper.START, day=HELD)
    (row,) = listed(star, date(2023, 12, 1))
    assert (row["due"], row["missing"], row["late_working_days"]) == ("2023-10-10", [], 0)


def test_the_countys_own_interview_starts_no_clock(desk: Any) -> None:
    from weipian.programme.report.pressing.acts.mechanisms import Decision, decide, held
    from weipian.store.models import TownshipStart

    triggers = (Trigger.EXECUTION_WEAK,)
    number = proposed(desk, Mechanism.WARNING_INTERVIEW, person="乡长", triggers=triggers)
    with refuses("interview_not_decided"):
        held(desk, number, HELD)
    decide(person(desk, "government"), number, Decision(True, "同意"), HELD)
    held(desk, number, HELD)
    assert not TownshipStart.objects.exists()
    assert listed(desk, date(2023, 12, 1)) == []


def test_only_the_township_itself_or_the_office(desk: Any) -> None:
    with refuses("act_not_of_township"):
        start(person(desk, "wheat"), township=STAR)
    with refuses("act_not_of_role"):
        start(person(desk, "reviewer"))
    number = start(desk)
    with refuses("start_unknown"):
        send(person(desk, "wheat"), number, SentPaper.PLAN, day=HELD)
    assert listed(person(desk, "wheat"), HELD) == []
    assert [row["start"] for row in listed(person(desk, "discipline"), HELD)] == [number]


def test_it_is_withdrawn_before_papers_are_sent(desk: Any) -> None:
    from weipian.programme.report.pressing.acts.recording import withdraw_start

    first, second = start(desk), start(desk, township=WHEAT)
    withdraw_start(desk, first)
    send(desk, second, SentPaper.PLAN, day=HELD)
    with refuses("start_has_papers"):
        withdraw_start(desk, second)
    with refuses("paper_before"):
        send(desk, second, SentPaper.NOTICE, day=date(2023, 9, 1))
    with refuses("paper_none"):
        send(desk, second, day=HELD)
    assert [row["start"] for row in listed(desk, HELD)] == [second]


def duties(desk: Any, today: date, township: str | None = None) -> list[tuple[Any, ...]]:
    from weipian.office.ledger.standing import duties_json, duties_now

    rows = duties_json(duties_now(desk, township, today), today)
    return [(row["township"], row["due"], row["state"]) for row in rows if str(row["duty"]).endswith("_papers")]


def test_its_days_stand_among_the_duties_until_all_papers_are_there(desk: Any) -> None:
    star = person(desk, "star")
    number = start(star)
    before, late = date(2023, 10, 10), date(2023, 10, 11)
    assert duties(star, before) == [(STAR, "2023-10-10", "open")]
    assert duties(desk, late) == duties(desk, late, STAR) == [(STAR, "2023-10-10", "overdue")]
    assert duties(person(desk, "wheat"), late) == duties(desk, late, WHEAT) == []
    assert duties(desk, date(2023, 9, 26)) == []
    send(star, number, SentPaper.ACCOUNT, SentPaper.NOTICE, SentPaper.PLAN, day=late)
    assert duties(desk, late) == [(STAR, "2023-10-10", "overdue")]
    send(star, number, SentPaper.SPEECHES, day=late)
    assert duties(desk, late) == []


def test_the_calendar_and_the_workbook_show_it_overdue_with_the_township(desk: Any) -> None:
    from weipian.figures.duty_values import Light
    from weipian.office.figures.duties import calendar_of
    from weipian.office.ledger.book import ledger_book

    start(person(desk, "star"), StartKind.ACCOUNTABILITY)
    late = date(2023, 10, 12)
    (due,) = [one for one in calendar_of(desk, late).dues if one.day == date(2023, 10, 10)]
    assert (due.light, due.left) == (Light.OVERDUE, "逾期 2 个工作日")
    (row,) = [one for one in ledger_book(desk, late).duties if one.due == date(2023, 10, 10)]
    assert (row.who, row.overdue, row.plots) == (STAR, True, ())
    assert not [one for one in ledger_book(person(desk, "wheat"), late).duties if one.due == row.due]


def test_an_interview_after_the_years_own_date_is_not_overdue_before_it_is_held(desk: Any) -> None:
    """Oracle: the printed calendar: 2, 4 (worked), 5, 6, 7 February 2024; the year's own date was 20 January."""
    from weipian.office.pressing.owed import begun_owed

    day = date(2024, 2, 1)
    start(person(desk, "star"), day=day)
    (one,) = begun_owed(desk, None, day)
    assert (one.duty.due, one.duty.effective_due, one.owner) == (date(2024, 2, 7), date(2024, 2, 7), STAR)
