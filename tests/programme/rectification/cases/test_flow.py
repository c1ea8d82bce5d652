"""The order of a case's steps: what may follow, what is lacking, and that nothing closes over an open child."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.policy import load
from weipian.programme.rectification.cases.flow import CaseNow, Move, fold, in_order, possible, refusal
from weipian.terms.cases import CaseStep, Child, Penalty

pytestmark = pytest.mark.requirement("D2")
POLICY = load("ziyuan-2023")
START = date(2023, 9, 1)
S = CaseStep
STRAIGHT = (S.INVESTIGATED, S.REVIEWED, S.NOTIFIED, S.DECIDED, S.SERVED, S.EXECUTED, S.CLOSED)


def said(step: CaseStep, at: int = 0, *, kinds: frozenset[Penalty] = frozenset({Penalty.FINE})) -> Move:
    day = START + timedelta(days=at)
    return Move(step, day, day, None, "", kinds if step is S.DECIDED else frozenset())


def after(*steps: CaseStep) -> CaseNow:
    return fold([said(S.OPENED), *(said(step, at) for at, step in enumerate(steps, start=1))], POLICY)


def code(now: CaseNow, move: Move, *elsewhere: Child) -> str:
    found = refusal(POLICY, now, move, elsewhere)
    return found.code if found else ""


def test_a_case_goes_straight_to_its_end() -> None:
    done: list[CaseStep] = []
    for at, step in enumerate(STRAIGHT, start=1):
        assert code(after(*done), said(step, at)) == "", step
        done.append(step)
    assert after(*done).over
    assert code(after(*done), said(S.EXECUTED, 20)) == "case_not_now"
    assert possible(POLICY, after(*done)) == ()


@pytest.mark.parametrize(
    ("steps", "wanted", "lacking"),
    [
        ((), S.DECIDED, "case_not_now"),
        ((S.INVESTIGATED,), S.CLOSED, "case_not_now"),
        ((S.INVESTIGATED, S.NOTIFIED), S.DECIDED, "case_needs"),
        ((S.INVESTIGATED, S.REVIEWED), S.DECIDED, "case_needs"),
        ((S.INVESTIGATED, S.NOTIFIED), S.HEARD, "case_needs"),
        ((*STRAIGHT[:5],), S.COURT_ASKED, "case_needs"),
        ((*STRAIGHT[:5], S.URGED, S.COURT_ASKED), S.COURT_EXECUTED, "case_needs"),
        ((*STRAIGHT[:5], S.URGED, S.COURT_ASKED), S.COURT_ASKED, "case_child_twice"),
        ((*STRAIGHT[:5],), S.LITIGATION_ENDED, "case_child_none"),
        ((S.SUSPENDED,), S.INVESTIGATED, "case_not_now"),
        ((S.SUSPENDED,), S.RESUMED, ""),
        ((*STRAIGHT[:4],), S.WITHDRAWN, "case_not_now"),
        ((S.REFERRED,), S.WITHDRAWN, "case_child_open"),
    ],
)
def test_what_may_not_follow_is_refused_with_its_reason(
    steps: tuple[CaseStep, ...], wanted: CaseStep, lacking: str
) -> None:
    assert code(after(*steps), said(wanted, 30)) == lacking


def test_a_heavy_penalty_wants_a_hearing_told_and_a_collective_discussion() -> None:
    kinds = frozenset({Penalty.DEMOLISH})
    light = after(S.INVESTIGATED, S.REVIEWED, S.NOTIFIED)
    assert code(light, said(S.DECIDED, 9)) == ""
    assert code(light, said(S.DECIDED, 9, kinds=kinds)) == "case_needs"
    heavy = after(S.INVESTIGATED, S.REVIEWED, S.NOTIFIED, S.HEARING_NOTIFIED, S.DISCUSSED)
    assert code(heavy, said(S.DECIDED, 9, kinds=kinds)) == ""
    assert code(heavy, said(S.DECIDED, 9, kinds=frozenset())) == "case_no_penalty"


def test_days_go_forward_and_a_paper_is_served() -> None:
    now = after(S.INVESTIGATED)
    day = START + timedelta(days=5)
    assert code(now, Move(S.NOTIFIED, day)) == "case_not_served"
    assert code(now, Move(S.NOTIFIED, day, day - timedelta(days=1))) == "case_served_before"
    assert code(now, Move(S.REVIEWED, START)) == "case_day_before"


def test_the_courts_ruling_goes_with_the_newest_application() -> None:
    """Refused once and asked again: the earlier ruling is none of this application's."""
    once = (*STRAIGHT[:5], S.URGED, S.COURT_ASKED, S.COURT_RULED)
    assert code(after(*once), said(S.COURT_EXECUTED, 30)) == ""
    again = (*once, S.COURT_REFUSED, S.COURT_ASKED)
    assert code(after(*again), said(S.COURT_EXECUTED, 30)) == "case_needs"


def test_what_hangs_in_other_books_keeps_a_case_open_too() -> None:
    now = after(*STRAIGHT[:6])
    assert code(now, said(S.CLOSED, 30)) == ""
    assert code(now, said(S.CLOSED, 30), Child.HANDOVER) == "case_child_open"


@given(st.lists(st.sampled_from(list(CaseStep)), max_size=60))
def test_no_order_of_steps_closes_a_case_over_an_open_child(wanted: list[CaseStep]) -> None:
    """Whatever people try, in whatever order; what hangs is counted here by the steps' names alone."""
    moves = [said(S.OPENED)]
    for at, step in enumerate(wanted, start=1):
        move = said(step, at)
        if refusal(POLICY, fold(moves, POLICY), move) is None:
            moves.append(move)
    taken = [one.step.value for one in moves]
    if not {"closed", "withdrawn"} & set(taken):
        return
    begun = {
        "court": "court_asked",
        "crime": "referred",
        "review": "reconsidered",
        "suit": "litigated",
        "sent": "handed",
    }
    ends = {"court": 0, "crime": 0, "review": 0, "suit": 0, "sent": 0}
    for name in taken:
        ends["court"] += name in ("court_executed", "court_refused")
        ends["crime"] += name == "referral_ended"
        ends["review"] += name == "reconsideration_ended"
        ends["suit"] += name == "litigation_ended"
        ends["sent"] += name == "handover_ended"
    assert {key: taken.count(step) for key, step in begun.items()} == ends
    assert taken[-1] in ("closed", "withdrawn")


LONG = [*STRAIGHT[:5], *(step for step in CaseStep if step not in STRAIGHT), S.EXECUTED, S.CLOSED]


@given(st.permutations(LONG), st.integers(0, 12))
def test_the_same_where_cases_come_far(order: list[CaseStep], keep: int) -> None:
    """Long enough runs close cases: the straight way with everything else tried in between."""
    moves = [said(S.OPENED)]
    tries = [step for one in STRAIGHT for step in (*order[:keep], one)] + [*order, S.EXECUTED, S.CLOSED]
    for at, step in enumerate(tries, start=1):
        now = fold(moves, POLICY)
        if refusal(POLICY, now, said(step, at)) is None:
            assert step not in (S.CLOSED, S.WITHDRAWN) or not now.children
            moves.append(said(step, at))


def test_a_ledgers_steps_are_put_in_order() -> None:
    same = [said(S.DECIDED, 3), said(S.NOTIFIED, 1), said(S.REVIEWED, 1), said(S.INVESTIGATED, 1)]
    assert [one.step for one in in_order(same)] == [S.INVESTIGATED, S.REVIEWED, S.NOTIFIED, S.DECIDED]
