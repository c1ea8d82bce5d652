"""Later additions and problem lists: matched, corrected, answered."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_books import TOWNSHIPS, as_clerk_of, clean
from made_platform import LOOKED, events, out, problems, receive
from made_returns import DAY, as_person, county
from refusing import refuses
from weipian.terms.acting import Act
from weipian.terms.submission import LaterKind, ProblemLevel, ProblemState, ReturnState, Timely
from weipian.terms.words import Category


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


@pytest.mark.requirement("C4")
def test_a_problem_is_matched_corrected_and_answered(desk: Any) -> None:
    from weipian.programme.submission.acts.answering import answer, correct
    from weipian.programme.submission.acts.filling import fill, self_check
    from weipian.programme.submission.acts.releasing import release, second
    from weipian.store.models import Submission

    out(desk)
    done = receive(desk, ("P1", "需补充实地照片", None), ("X9", "位置不符", date(2023, 9, 18)))
    assert (done.unmatched, done.dues) == (("X9",), (date(2023, 9, 18), date(2023, 9, 20)))
    stranger, own = problems(desk)
    assert (own.named, own.matched, stranger.named, stranger.matched) == ("P1", True, "X9", False)
    with refuses("problem_no_return"):
        correct(desk, stranger.number)
    assert correct(desk, own.number) == ["P1"]
    row = Submission.objects.get(current=True)
    assert (row.state, row.reason) == (ReturnState.RETURNED.value, "自治区问题清单：需补充实地照片")
    with refuses("problem_not_released"):
        answer(desk, {own.number: "已补"}, DAY)
    with refuses("problem_not_open"):
        correct(desk, own.number)
    fill(desk, ["P1"], {}, DAY)
    self_check(desk, ["P1"], LOOKED, DAY)
    second(as_person(desk, "reviewer"), ["P1"], DAY)
    release(as_person(desk, "leader"), ["P1"], DAY, answers_for=True)
    with refuses("problem_answer_empty"):
        answer(desk, {own.number: " "}, DAY)
    answer(desk, {own.number: "已补照片并重新上报", stranger.number: "不是本县图斑"}, DAY)
    assert [one.state for one in problems(desk)] == [ProblemState.ANSWERED] * 2
    assert [one.number for one in problems(desk)] == [stranger.number, own.number]
    assert events(Act.PROBLEM_ANSWERED) == [f"problem:{own.number}", "problems"]
    assert clean(desk)


@pytest.mark.requirement("C4", "A3")
def test_a_list_is_for_the_clerk_undone_whole_and_seen_by_sight(desk: Any) -> None:
    from weipian.programme.submission.acts.answering import answer
    from weipian.programme.submission.acts.problems import undo_problems

    with refuses("act_not_of_role"):
        receive(as_person(desk, "leader"), ("P1", "x", None))
    with refuses("problems_empty"):
        receive(desk)
    receive(desk, ("P1", "甲", None), ("X9", "乙", None))
    assert [one.named for one in problems(as_clerk_of(desk, TOWNSHIPS[0]))] == ["P1"]
    assert problems(as_clerk_of(desk, TOWNSHIPS[1])) == []
    with refuses("act_not_of_role"):
        answer(as_clerk_of(desk, TOWNSHIPS[0]), {1: "x"}, DAY)
    assert undo_problems(desk, None) == (1, 2)
    assert problems(desk) == []
    receive(desk, ("P1", "甲", None))
    answer(desk, {problems(desk)[0].number: "已核"}, DAY)
    with refuses("taking_built_on"):
        undo_problems(desk, None)
    with refuses("problem_unknown"):
        answer(desk, {99: "x"}, DAY)
    assert clean(desk)


@pytest.mark.requirement("C4")
def test_answers_come_back_by_a_table(desk: Any, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from weipian.office.submitting.answers import export_problems
    from weipian.office.submitting.reading import answers_in, problems_in
    from weipian.programme.submission.acts.answering import answer

    source = tmp_path / "清单.csv"
    source.write_text(
        "图斑编号,问题描述,完成时限\nP1,需补充实地照片,2023-09-18\nP1,面积不符,\nP2,,\n", encoding="utf-8"
    )
    read, rows = problems_in(source, {}, None)
    assert [(row.number, row.matter, row.due) for row in rows] == [
        ("P1", "需补充实地照片", date(2023, 9, 18)),
        ("P1", "面积不符", None),
    ]
    assert [one.row for one in read.table.refused] == [4]
    receive(desk, *((row.number, row.matter, row.due) for row in rows))
    path = tmp_path / "答复.xlsx"
    assert export_problems(desk, path) == 2
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet.cell(3, 6).value = "已补"
    book.save(path)
    read, found = answers_in(path, {}, None)
    assert (list(found.values()), read.table.refused, read.table.said) == (["已补"], [], ())
    answer(desk, found, DAY)
    assert [one.state for one in problems(desk)] == [ProblemState.ANSWERED, ProblemState.OPEN]


@pytest.mark.requirement("C5")
def test_what_is_added_later_says_when_and_by_which_paper(desk: Any) -> None:
    from weipian.programme.submission.acts.later import add_later
    from weipian.store.models import LaterAddition
    from weipian.store.queries.submission import later_additions

    with refuses("later_other_plot"):
        add_later(desk, "P1", LaterKind.RECULTIVATED, DAY, 12)
    with refuses("plot_unknown"):
        add_later(desk, "没有", LaterKind.RECULTIVATED, DAY, 1)
    with refuses("evidence_unknown"):
        add_later(desk, "P1", LaterKind.RECULTIVATED, DAY, 99)
    with refuses("act_not_of_role"):
        add_later(as_person(desk, "leader"), "P1", LaterKind.RECULTIVATED, DAY, 1)
    add_later(desk, "P1", LaterKind.RECULTIVATED, DAY, 1)
    add_later(desk, "P1", LaterKind.RECULTIVATED, date(2023, 9, 12), 2, "验收单")
    assert [(one.plot, one.day, one.evidence) for one in later_additions(desk.sight)] == [("P1", date(2023, 9, 12), 2)]
    assert LaterAddition.objects.count() == 2
    assert events(Act.LATER_ADDED) == ["later:1", "later:2"]
    assert clean(desk)


@pytest.mark.requirement("C4", "E7")
@given(st.dates(date(2023, 1, 1), date(2023, 11, 30)), st.sampled_from(ProblemLevel))
def test_a_problem_is_due_on_the_next_tenth_or_twentieth(received: date, level: ProblemLevel) -> None:
    """Oracle: the plan 三(一), day by day."""
    from datetime import timedelta

    from weipian.policy import load
    from weipian.programme.submission.steps import problem_due

    wanted = {ProblemLevel.PREFECTURE: 10, ProblemLevel.REGION: 20}[level]
    day = received
    while day.day != wanted:
        day += timedelta(days=1)
    assert problem_due(load("demo-2023"), level, received, None) == day
    assert problem_due(load("demo-2023"), level, received, date(2023, 12, 5)) == date(2023, 12, 5)


@pytest.mark.requirement("E7")
def test_timely_is_by_the_first_release() -> None:
    from weipian.policy import load
    from weipian.programme.submission.steps import report_due, timely

    policy = load("demo-2023")
    assert report_due(policy, date(2023, 8, 20), Category.MINING, "2023-08") == date(2023, 9, 20)
    assert report_due(policy, date(2023, 8, 21), Category.MINING, "2023-08") == date(2023, 10, 20)
    assert report_due(policy, date(2023, 8, 1), Category.OTHER_CHANGE, "2023-08") is None
    due = date(2023, 9, 20)
    assert timely(due, due, date(2024, 1, 1)) is Timely.ON_TIME
    assert timely(due, date(2023, 9, 21), date(2024, 1, 1)) is Timely.LATE
    assert timely(due, None, due) is Timely.NOT_YET
    assert timely(None, None, due) is Timely.NO_DUE


def test_every_state_can_be_left_and_reached() -> None:
    """The law's table of moves: from to_fill every state is reached, and none is a dead end."""
    from weipian.policy import load
    from weipian.programme.submission.steps import LEADS_TO, states_of
    from weipian.terms.submission import Move

    policy = load("demo-2023")
    reached = {ReturnState.TO_FILL}
    for _ in ReturnState:
        reached |= {LEADS_TO[move] for move in Move if states_of(policy, move) & reached}
    assert reached == set(ReturnState)
    assert {state for move in Move for state in states_of(policy, move)} == set(ReturnState)
    assert json.dumps(sorted(reached))
