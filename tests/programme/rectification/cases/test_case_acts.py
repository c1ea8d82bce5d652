"""Open, carry on, close, undo: who may, in which state, what is written. On both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from made_books import clean
from made_cases import Enforcing
from made_stops import DAY, events, last, revisit, said, stop
from refusing import refuses
from weipian.terms.cases import Breach, CaseStep, Penalty, Stop

pytestmark = pytest.mark.requirement("D2")
S = CaseStep


@pytest.fixture
def county(tmp_path: Path, database: str) -> Enforcing:
    return Enforcing(tmp_path / "county")


def test_one_case_over_plots_of_two_townships(county: Enforcing) -> None:
    key = county.open("资自然案〔2023〕1号", "P1", "P2")
    assert last() == ("case_opened", f"case:{key}")
    one = county.shown("资自然案〔2023〕1号")
    assert [plot.number for plot in one.case.plots] == ["P1", "P2"]
    assert (one.case.body, one.now.stage, one.case.turns[0].approver_account) == ("自然资源", S.OPENED, "leader")
    assert [plot.number for plot in county.shown("资自然案〔2023〕1号", desk=county.township).case.plots] == [
        "P1",
        "P2",
    ]
    assert clean(county.clerk)


@pytest.mark.requirement("A3", "F3")
def test_what_is_opened_only_by_whom_and_where(county: Enforcing) -> None:
    from weipian.programme.rectification.cases.competence import Approver

    before = events()
    own = Approver(county.enforcer.actor.account)
    for code, call in {
        "case_wrong_body": {"breach": Breach.VILLAGERS_HOUSE},
        "case_same_person": {"approver": own},
        "case_no_approver": {"approver": Approver()},
        "case_breach_of_other": {"breach": Breach.MINING_OUTSIDE},
        "case_clue_after": {"clue": date(2023, 9, 9)},
        "case_record_unknown": {"party": "没有登记的公司"},
        "day_ahead": {"day": date(2099, 1, 1)},
    }.items():
        with refuses(code):
            county.open("1号", "P1", **call)  # type: ignore[arg-type]
    for code, plot, desk in (
        ("act_not_in_state", "P4", county.enforcer),
        ("plot_unknown", "NONE", county.enforcer),
        ("act_not_of_role", "P1", county.clerk),
        ("plot_unknown", "P1", county.farmers),
    ):
        with refuses(code):
            county.open("1号", plot, desk=desk, breach=Breach.FARMLAND_DESTROYED)
    assert events() == before
    county.open("1号", "P1")
    with refuses("case_number_taken"):
        county.open("1号", "P2")
    with refuses("case_plot_taken"):
        county.open("2号", "P2", "P1")


def test_a_villagers_house_is_handed_over_and_opened_there(county: Enforcing) -> None:
    from weipian.programme.rectification.handover.giving import Handing, hand_over

    hand_over(county.clerk, ["P1"], Handing("农业农村", "村民建房"))
    county.open("农1号", "P1", breach=Breach.VILLAGERS_HOUSE, desk=county.farmers)
    assert county.shown("农1号").case.body == "农业农村"
    with refuses("case_not_own_body"):
        county.open("农2号", "P1", breach=Breach.VILLAGERS_HOUSE, desk=county.farmers, body="水利")


def test_from_opening_to_the_end(county: Enforcing) -> None:
    key = county.open("1号")
    county.penalise("1号")
    county.step("1号", S.EXECUTED, date(2023, 10, 8))
    from weipian.programme.rectification.cases.competence import Approver

    with refuses("case_no_approver"):
        county.step("1号", S.CLOSED, date(2023, 10, 9))
    with refuses("act_not_of_role"):
        county.step("1号", S.CLOSED, date(2023, 10, 9), desk=county.clerk)
    county.step("1号", S.CLOSED, date(2023, 10, 9), approver=Approver(county.leader.actor.account))
    assert last() == ("case_closed", f"case:{key}")
    one = county.shown("1号")
    assert one.now.over
    assert {clock.key: clock.state.value for clock in one.clocks} | {"filing": "met", "decision": "met"} == {
        clock.key: clock.state.value for clock in one.clocks
    }
    with refuses("case_not_now"):
        county.step("1号", S.EXECUTED, date(2023, 10, 10))
    county.open("2号", "P1", day=date(2023, 10, 20))
    assert clean(county.clerk)


def test_the_court_rules_and_the_township_carries_it_out(county: Enforcing) -> None:
    from weipian.programme.rectification.cases.competence import Approver

    county.open("1号")
    county.penalise("1号", penalty=Penalty.DEMOLISH)
    urged = date(2023, 10, 9)
    county.step("1号", S.URGED, urged, served=urged)
    with refuses("case_too_early"):
        county.step("1号", S.COURT_ASKED, date(2023, 10, 23))
    county.step("1号", S.COURT_ASKED, date(2023, 10, 24))
    with refuses("case_not_now"):
        county.step("1号", S.CLOSED, date(2023, 10, 25), approver=Approver(county.leader.actor.account))
    with refuses("case_executor"):
        county.step("1号", S.COURT_RULED, date(2023, 11, 1), executor="没有这个镇")
    county.step("1号", S.COURT_RULED, date(2023, 11, 1), executor="星原镇", number="行审1号")
    county.step("1号", S.COURT_EXECUTED, date(2023, 11, 20))
    county.step("1号", S.LITIGATED, date(2023, 11, 21))
    with refuses("case_child_open"):
        county.step("1号", S.CLOSED, date(2023, 11, 22), approver=Approver(county.leader.actor.account))
    county.step("1号", S.LITIGATION_ENDED, date(2023, 12, 1))
    county.step("1号", S.CLOSED, date(2023, 12, 2), approver=Approver(county.leader.actor.account))
    assert county.shown("1号").now.over


def test_a_decision_waits_for_the_party(county: Enforcing) -> None:
    county.open("1号")
    county.photo("P1")
    county.step("1号", S.INVESTIGATED, DAY)
    county.step("1号", S.REVIEWED, DAY)
    county.step("1号", S.NOTIFIED, date(2023, 9, 4), served=date(2023, 9, 4))
    fine = {"number": "罚1号", "penalties": frozenset({Penalty.FINE})}
    with refuses("case_too_early"):
        county.step("1号", S.DECIDED, date(2023, 9, 7), **fine)
    with refuses("case_no_number"):
        county.step("1号", S.DECIDED, date(2023, 9, 8), **{**fine, "number": ""})
    county.step("1号", S.DECIDED, date(2023, 9, 8), **fine)


def test_the_last_step_is_undone_and_stays_in_the_log(county: Enforcing) -> None:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.cases.acts.undoing import undo_said, undo_step
    from weipian.store.models import CaseMove

    key = county.open("1号", "P1", "P2")
    county.photo("P1"), county.photo("P2")
    county.step("1号", S.INVESTIGATED, DAY)
    assert undo_step(county.enforcer, "1号").what == S.INVESTIGATED.label
    assert last() == ("case_undone", f"case:{key}")
    assert county.shown("1号").now.stage is S.OPENED
    with refuses("act_not_of_role"):
        undo_step(county.clerk, "1号")
    undo_step(county.enforcer, "1号")
    with refuses("case_unknown"):
        undo_step(county.enforcer, "1号")
    assert CaseMove.objects.filter(case_id=key, current=False).count() == 4
    county.open("1号", "P1")
    stop(county.enforcer, "P2")
    revisit(county.enforcer, "P2", Stop.WENT_ON)
    undo_said(county.enforcer, "stop_order", "P2", follow)
    assert said("stop_order", "P2")["outcome"] == ""
    undo_said(county.enforcer, "stop_order", "P2", follow)
    with refuses("case_nothing_to_undo"):
        undo_said(county.enforcer, "stop_order", "P2", follow)
    assert clean(county.clerk)


def test_what_hangs_in_other_books_is_asked(county: Enforcing) -> None:
    from weipian.programme.rectification.cases.acts.stepping import StepSaid, step
    from weipian.programme.rectification.cases.competence import Approver
    from weipian.terms.cases import Child

    county.open("1号")
    county.penalise("1号")
    county.step("1号", S.EXECUTED, date(2023, 10, 8))
    closing = StepSaid(S.CLOSED, date(2023, 10, 9), approver=Approver(county.leader.actor.account))
    with refuses("case_child_open"):
        step(county.enforcer, "1号", closing, lambda plots: dict.fromkeys(plots, (Child.REFERRAL,)))
    step(county.enforcer, "1号", closing, lambda plots: dict.fromkeys(plots, ()))


def test_a_list_says_what_may_be_done_and_what_waits(county: Enforcing) -> None:
    from weipian.office.cases.listing import listed, waiting

    county.open("1号", "P1")
    assert [one.plot.number for one in waiting(county.enforcer)] == ["M1", "P2", "P3"]
    today = date(2023, 11, 1)
    (one,) = listed(county.enforcer, today, late=True)
    assert (one.next_clock.label, one.next_clock.state.value) == ("作出处罚决定", "overdue")  # type: ignore[union-attr]
    assert {able.act.value: not able.why for able in one.ables} == dict.fromkeys(
        ("case_advanced", "case_closed", "case_undone"), True
    )
    (theirs,) = listed(county.township, today)
    assert all(able.why for able in theirs.ables)
    assert [hint.reached for hint in one.hints] == [None, None]  # farmland was not laid: not known is not none
    assert listed(replace(county.township, actor=replace(county.township.actor, township="麦浪乡")), today) == []


def test_as_many_questions_for_many_cases_as_for_few(county: Enforcing) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from weipian.office.cases.listing import listed

    counts = []
    for number, plot in (("1号", "P1"), ("2号", "P2"), ("3号", "P3")):
        county.open(number, plot)
        with CaptureQueriesContext(connection) as asked:
            listed(county.enforcer, DAY)
        counts.append(len(asked))
    assert counts[0] == counts[-1]
