"""The platform's list and a table of answers taken back whole: what stood before stands again, or a plain reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import clean
from made_returns import DAY, as_person, county
from made_submitted import events, out, states, take
from refusing import refuses
from weipian.terms.acting import Act
from weipian.terms.submission import PlatformStatus, ProblemLevel, ProblemState

ACCEPTED, PENDING = PlatformStatus.ACCEPTED, PlatformStatus.PENDING


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


def listed() -> list[tuple[str, str]]:
    from weipian.store.queries.submission import platform_rows

    return [(one.number, one.status.value) for one in platform_rows()]


def undo(desk: Any, number: int | None = None) -> Any:
    from weipian.programme.submission.acts.reconciling import undo_platform

    return undo_platform(desk, number)


@pytest.mark.requirement("C4")
def test_a_platforms_list_is_taken_back(desk: Any) -> None:
    out(desk, "P1")
    take(desk, ("P1", PENDING), ("X9", PENDING))
    take(desk, ("P1", ACCEPTED))
    assert (states()["P1"], listed()) == ("accepted", [("P1", "accepted")])
    with refuses("act_not_of_role"):
        undo(as_person(desk, "leader"))
    with refuses("platform_newer"):
        undo(desk, 1)
    assert undo(desk) == (2, 1)
    assert (states()["P1"], listed()) == ("released", [("P1", "pending"), ("X9", "pending")])
    take(desk, ("P1", ACCEPTED))
    undo(desk)
    assert listed() == [("P1", "pending"), ("X9", "pending")]
    assert undo(desk) == (1, 2)
    assert (states()["P1"], listed()) == ("released", [])
    with refuses("taking_unknown"):
        undo(desk)
    assert events(Act.IMPORT_UNDONE) == ["taking:2", "taking:3", "taking:1"]
    assert clean(desk)


@pytest.mark.requirement("C4")
def test_what_went_on_since_keeps_a_list(desk: Any) -> None:
    from weipian.programme.submission.acts.answering import correct
    from weipian.programme.submission.acts.problems import Given, take_problems

    out(desk, "P1")
    take(desk, ("P1", ACCEPTED))
    take_problems(desk, [Given("P1", "照片不清")], ProblemLevel.REGION, DAY)
    correct(desk, 1)
    with refuses("platform_built_on"):
        undo(desk)
    assert listed() == [("P1", "accepted")]
    with refuses("platform_empty"):
        take(desk)


@pytest.mark.requirement("C5")
def test_a_table_of_answers_is_taken_back(desk: Any) -> None:
    from weipian.programme.submission.acts.answering import answer, answer_table
    from weipian.programme.submission.acts.problems import Given, take_problems, undo_problems
    from weipian.store.queries.submission import problems

    def stands() -> list[tuple[str, str]]:
        return [(one.state.value, one.answer) for one in problems(desk.sight)]

    rows = [Given("P1", "甲", date(2023, 9, 18)), Given("X9", "乙", date(2023, 9, 19))]
    take_problems(desk, rows, ProblemLevel.REGION, DAY)
    answer(desk, {1: "先答"}, DAY)
    with refuses("act_not_of_role"):
        answer_table(as_person(desk, "leader"), {1: "x"}, DAY)
    assert answer_table(desk, {1: "已改", 2: "非本县"}, DAY, dry_run=True).taking is None
    done = answer_table(desk, {1: "已改", 2: "非本县", 7: "没有"}, DAY)
    assert (done.numbers, [one.code for one in done.refused], done.taking) == ((1, 2), ["problem_unknown"], 2)
    assert stands() == [("answered", "已改"), ("answered", "非本县")]
    with refuses("answers_nothing_new"):
        answer_table(desk, {1: "已改"}, DAY)
    with refuses("taking_built_on"):
        undo_problems(desk, 1)
    answer(desk, {2: "再答"}, DAY)
    with refuses("answers_built_on"):
        undo_problems(desk, 2)
    answer_table(desk, {1: "三答"}, DAY)
    assert undo_problems(desk, None) == (3, 1)
    assert stands() == [("answered", "已改"), ("answered", "再答")]
    assert events(Act.IMPORT_UNDONE) == ["taking:3"]
    assert clean(desk)


@pytest.mark.requirement("C5")
def test_undone_answers_leave_their_problems_open(desk: Any) -> None:
    from weipian.programme.submission.acts.answering import answer_table
    from weipian.programme.submission.acts.problems import Given, take_problems, undo_problems
    from weipian.store.queries.submission import problems

    take_problems(desk, [Given("P1", "甲"), Given("P1", "丙")], ProblemLevel.PREFECTURE, DAY)
    answer_table(desk, {1: "已改", 2: "已改"}, DAY)
    assert undo_problems(desk, None) == (2, 2)
    assert [(one.number, one.state) for one in problems(desk.sight)] == [
        (1, ProblemState.OPEN),
        (2, ProblemState.OPEN),
    ]
    assert undo_problems(desk, None) == (1, 2)
    assert problems(desk.sight) == []
    assert clean(desk)
