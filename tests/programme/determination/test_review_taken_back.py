"""What was recorded wrongly in a review is taken back; what was sent back comes to one by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from made_books import TOWNSHIPS, clean
from made_review import County
from refusing import refuses
from weipian.terms.acting import Role
from weipian.terms.review import Above, ReviewState, Why

pytestmark = pytest.mark.requirement("C3", "F3")


@pytest.fixture
def county(tmp_path: Path) -> County:
    return County(tmp_path / "w")


def came() -> list[tuple[str, str, str]]:
    from weipian.store.queries.reviews import attendance

    return [(one["department"], one["person"] or "", one["post"]) for one in attendance(1)]


def state() -> ReviewState:
    from weipian.store.queries.reviews import review_named

    return review_named("HS-1").state


def attend(county: County, *said: tuple[str, str, str]) -> int:
    from weipian.programme.determination.review.attending import Came, attend

    batch = attend(county.clerk, "HS-1", [Came(*one) for one in said]).batch
    assert batch is not None
    return batch


def undo(desk: Any, batch: int) -> Any:
    from weipian.programme.determination.review.undoing import undo_batch

    return undo_batch(desk, batch)


def test_attendance_is_taken_back_batch_by_batch(county: County) -> None:
    from weipian.store.models import Event

    county.convene()
    first = attend(county, ("林业", "甲", ""), ("水利", "乙", "股长"))
    second = attend(county, ("林业", "甲", "科长"))
    with refuses("review_batch_built_on"):
        undo(county.clerk, first)
    with refuses("act_not_of_role"):
        undo(county.auditor, second)
    assert undo(county.clerk, second).rows == 1
    assert sorted(came()) == [("林业", "甲", ""), ("水利", "乙", "股长")]
    assert Event.objects.order_by("seq").last().act == "review_attended"
    assert undo(county.clerk, first).rows == 2  # the later batch gone, the first can go too
    assert (came(), state()) == ([], ReviewState.CONVENED)
    with refuses("review_batch_unknown"):
        undo(county.clerk, first)
    assert clean(county.clerk)


def test_who_came_stays_once_something_was_said(county: County) -> None:
    county.convene()
    batch = attend(county, ("林业", "甲", ""))
    county.decide("P1", "新增建设用地违法")
    undo(county.clerk, batch)
    assert (came(), state()) == ([], ReviewState.HELD)
    attend(county, ("林业", "甲", ""))
    county.decide("P2", "未判定", "缺批文")
    from weipian.programme.determination.review.ending import confirm

    late = attend(county, ("水利", "", ""))
    confirm(county.reviewer, "HS-1")
    with refuses("review_not_in_state"):
        undo(county.clerk, late)


def test_a_township_takes_back_its_own_opinion_only(county: County) -> None:
    from weipian.programme.determination.review.speaking import Spoken, speak
    from weipian.store.models import Opinion

    county.convene()
    attend(county, (TOWNSHIPS[0], "", ""))
    own = speak(county.mayor, "HS-1", [Spoken("P1", TOWNSHIPS[0], "合法")])
    offices = speak(county.clerk, "HS-1", [Spoken("P1", "林业", "合法")])
    assert own.batch is not None
    assert offices.batch is not None
    with refuses("review_batch_unknown"):
        undo(county.mayor, offices.batch)
    assert undo(county.mayor, own.batch).rows == 1
    assert list(Opinion.objects.filter(current=True).values_list("department", flat=True)) == ["林业"]


def test_a_request_asked_wrongly_is_taken_back_before_its_answer(county: County) -> None:
    from weipian.programme.determination.review.instructing import Asking, answer, ask, take_back
    from weipian.store.models import Event
    from weipian.store.queries.instructions import waiting_patches

    key = ask(county.leader, Asking("P1", "媒体关注", "市卫片办", "1号", date(2023, 9, 5)))
    with refuses("act_not_of_role"):
        take_back(county.clerk, key)
    take_back(county.leader, key)
    assert waiting_patches() == frozenset()
    assert Event.objects.order_by("seq").last().subject == f"instruction:{key}"
    with refuses("instruction_unknown"):
        take_back(county.leader, key)
    again = ask(county.leader, Asking("P1", "媒体关注", "市卫片办", "1号", date(2023, 9, 5)))
    answer(county.clerk, again, "同意", date(2023, 9, 9))
    with refuses("instruction_answered_already"):
        take_back(county.leader, again + 1)
    assert clean(county.clerk)


def test_a_problem_unanswered_comes_once_and_again_when_it_is_new(county: County) -> None:
    from weipian.programme.determination.review.convening import put_on_agenda
    from weipian.programme.submission.acts.answering import answer
    from weipian.programme.submission.acts.problems import Given, take_problems
    from weipian.store.queries.sent_back import sent_back
    from weipian.terms.submission import ProblemLevel

    def taken() -> None:
        take_problems(county.clerk, [Given("P4", "照片不清")], ProblemLevel.PREFECTURE, date(2023, 9, 1))

    def back() -> frozenset[str]:
        return sent_back(county.clerk.sight)

    assert back() == frozenset()
    taken()
    assert back() == {"P4"}
    county.convene(by_itself=False)
    found = put_on_agenda(county.clerk, "HS-1", [], by_itself=True, returned=back())
    assert {one.plot.plot: one.why for one in found}["P4"] == (Why.RETURNED,)
    assert back() == frozenset()  # it is heard already
    taken()
    assert back() == {"P4"}  # a new problem
    answer(county.clerk, {1: "已补拍", 2: "已补拍"}, date(2023, 9, 20))
    assert back() == frozenset()


def test_what_an_open_review_hears_comes_to_no_other(county: County) -> None:
    county.convene()
    from weipian.programme.determination.review.convening import candidates

    assert [one.plot.plot for one in candidates(county.clerk, {"P1", "P4"})] == ["P4"]


def test_minutes_tell_what_is_missing_and_which_inspection_is_asked(county: County) -> None:
    from weipian.programme.determination.review.minutes import minutes
    from weipian.store.acting import acting
    from weipian.store.models import Proposal
    from weipian.store.queries.reviews import review_named
    from weipian.terms.acting import Act

    first = Proposal.objects.get(plot__number="P1")
    with acting(county.clerk, Act.PROPOSED, "plots") as act:
        own = {"plot_id": first.plot_id, "policy": first.policy, "conclusion": first.conclusion, "rule": "x"}
        answer = {"determination": "unlawful_new", "missing": ["用地批准文件", "现场照片"]}
        gates = [{"gate": "A", "certain": False}]
        act.replace(Proposal, [first.id], [{**own, "nature": first.nature, "answer": answer, "gates": gates}])
    county.convene()
    text = minutes(county.clerk, review_named("HS-1"), county.clerk.sight)
    part = text[text.index("## P1") : text.index("## P2")]
    assert "尚缺材料：用地批准文件；现场照片" in part
    assert "到核查面积线：闸门A：县卫片办逐一实地核查（会审前）（事实未全，待确认）" in part


def test_finals_go_out_with_what_stands_and_come_back_as_nothing_new(county: County, tmp_path: Path) -> None:
    from weipian.office.final_tables import export_finals, take_finals_of
    from weipian.store.models import Event

    county.convene()
    county.attend()
    county.decide("P1", "新增建设用地违法")
    county.decide("P2", "合法", "有批文")
    county.lock()
    county.determine()
    county.final("P1", "合法", because="补充材料成立")
    path = tmp_path / "终判.xlsx"
    with refuses("act_not_of_role"):
        export_finals(county.clerk, path, date(2023, 10, 9))
    assert export_finals(county.leader, path, date(2023, 10, 9)) == 2
    events = Event.objects.count()
    _, done = take_finals_of(county.leader, path, {}, None, dry_run=False)
    assert (done.plots, done.same, done.refused, Event.objects.count()) == ([], ("P1",), [], events)
    book = openpyxl.load_workbook(path)
    page = book.active
    assert page is not None
    keys = [cell.value for cell in page[2]]
    assert page.row_dimensions[2].hidden
    for key, text in {"word": "合法", "level": Above.PREFECTURE.label, "document": "市函2号"}.items():
        page.cell(4, keys.index(key) + 1, text)
    book.save(path)
    table, done = take_finals_of(county.leader, path, {}, None, dry_run=False)
    assert ([one.field for one in table.refused], done.plots) == (["日期"], [])
    page.cell(4, keys.index("on") + 1, "2023-10-08")
    book.save(path)
    assert take_finals_of(county.leader, path, {}, None, dry_run=False)[1].plots == ["P2"]


def test_nobody_but_a_person_of_the_act_takes_a_batch_back(county: County) -> None:
    county.convene()
    batch = attend(county, ("林业", "", ""))
    technician = replace(county.clerk, actor=replace(county.clerk.actor, roles=frozenset({Role.TECHNICIAN})))
    with refuses("act_not_of_role"):
        undo(technician, batch)
