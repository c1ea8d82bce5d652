"""Order, progress, self-acceptance, gates B and C, in place, undone: who may, what is written. On both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean
from made_right import (
    APPROVAL,
    DAY,
    DEMOLISH,
    apply_check,
    as_role,
    check_answer,
    confirm,
    last,
    leader,
    listed,
    mayor,
    opinion_b,
    order,
    progress,
    proven,
    right_desk,
    right_of,
    self_accept,
    undo,
)
from refusing import refuses
from weipian.terms.acting import Act, Role, State
from weipian.terms.rectification import RecordKind, RightState, Step
from weipian.terms.words import Measure, Outcome

pytestmark = pytest.mark.requirement("D1")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return right_desk(tmp_path / "county")


def state_of(plot: str = "P1") -> str:
    from weipian.store.models import Plot

    return str(Plot.objects.get(number=plot).state)


def test_an_order_writes_what_the_ledger_reads_and_its_state(desk: Any) -> None:
    done = order(desk)
    assert last() == ("rectification_ordered", f"right_order:{done.ids[0]}")
    assert right_of() == {"measure": DEMOLISH.value, "ordered": DAY, "outcome": "", "outcome_on": None}
    assert state_of() == State.RECTIFYING.value
    one = listed(desk)["P1"]
    assert (one.state, one.clock.due, one.plot.records.order.person) == (RightState.ORDERED, date(2023, 9, 21), "甲某")
    with refuses("right_order_same"):
        order(desk)
    order(desk, number="整〔2023〕2号", due=date(2023, 9, 1))
    assert listed(desk)["P1"].clock.due == date(2023, 9, 1)
    assert undo(desk) is RecordKind.ORDER
    assert listed(desk)["P1"].clock.due == date(2023, 9, 21)
    assert undo(desk) is RecordKind.ORDER
    assert last()[0] == "rectification_undone"
    assert (right_of(), state_of()) == ({}, State.DETERMINED.value)
    with refuses("right_nothing_to_undo"):
        undo(desk)
    assert clean(desk)


@pytest.mark.requirement("A3")
def test_what_an_order_is_refused_for(desk: Any) -> None:
    with refuses("act_not_of_role"):
        order(as_clerk_of(desk, TOWNSHIPS[0]))
    with refuses("right_measure_not_for"):
        order(desk, "M1")
    with refuses("right_measure_not_for"):
        order(desk, measure=Measure.STOP_MINING, due=date(2023, 10, 1))
    with refuses("right_not_unlawful"):
        order(desk, "OK")
    with refuses("right_due_needed"):
        order(desk, "M1", measure=Measure.STOP_MINING)
    for due in (date(2023, 9, 22), date(2023, 8, 20)):
        with refuses("right_due_wrong"):
            order(desk, due=due)
    with refuses("right_other_township"):
        order(desk, township=TOWNSHIPS[1])
    with refuses("right_twice"):
        order(desk, "P1", "P1")
    with refuses("inspection_needs"):
        order(desk, person=" ")
    with refuses("plot_unknown"):
        order(desk, "NONE")
    with refuses("day_ahead"):
        order(desk, day=date(2099, 1, 1))
    assert right_of() == {}


def test_an_order_before_any_determination_is_refused(desk: Any) -> None:
    from made_books import Given, issue

    issue(desk, [Given("NEW")], batch="202309")
    with refuses("act_not_in_state"):
        order(desk, "NEW")


def test_mining_is_stopped_sealed_restored_and_settled_otherwise(desk: Any, tmp_path: Path) -> None:
    also = (Measure.SEAL_MINE, Measure.RESTORE_MINE, Measure.HAND_TO_EMERGENCY)
    order(desk, "M1", measure=Measure.STOP_MINING, due=date(2023, 9, 30), also=also)
    assert listed(desk)["M1"].plot.records.order.also == also
    scan = proven(desk, tmp_path, "M1")
    self_accept(mayor(desk, TOWNSHIPS[1]), scan, "M1")
    assert right_of("M1")["outcome"] == Outcome.IN_PROGRESS.value
    confirm(leader(desk), "M1")
    assert right_of("M1")["outcome"] == Outcome.SETTLED_OTHERWISE.value
    assert state_of("M1") == State.SETTLED.value


def test_progress_makes_it_under_way_and_names_its_evidence(desk: Any, tmp_path: Path) -> None:
    with refuses("act_not_in_state"):
        self_accept(mayor(desk), 1)
    order(desk)
    town = as_clerk_of(desk, TOWNSHIPS[0])
    key = progress(town)
    assert last() == ("rectification_progressed", f"right_progress:{key}")
    assert right_of()["outcome"] == Outcome.IN_PROGRESS.value
    with refuses("plot_unknown"):  # nothing of another township is in sight
        progress(as_clerk_of(desk, TOWNSHIPS[1]))
    with refuses("right_no_order"):
        progress(desk, "P2")
    with refuses("right_before_order"):
        progress(desk, day=date(2023, 8, 20))
    with refuses("evidence_of_another_plot"):
        progress(desk, evidence=(99,))
    assert undo(desk) is RecordKind.PROGRESS
    assert right_of()["outcome"] == ""


def test_a_leader_accepts_in_writing_and_the_county_says_in_place(desk: Any, tmp_path: Path) -> None:
    order(desk)
    with refuses("right_nothing_done"):
        self_accept(mayor(desk), 1)
    scan = proven(desk, tmp_path)
    with refuses("act_not_of_role"):
        self_accept(as_clerk_of(desk, TOWNSHIPS[0]), scan)
    with refuses("right_scan"):
        self_accept(mayor(desk), None)
    with refuses("right_not_in_place"):
        confirm(leader(desk))
    key = self_accept(mayor(desk), scan)
    assert last() == ("self_accepted", f"self_acceptance:{key}")
    assert right_of()["outcome"] == Outcome.RECULTIVATED_UNACCEPTED.value
    assert state_of() == State.RECTIFYING.value
    with refuses("act_not_of_role"):
        confirm(desk)
    with refuses("right_accepted_already"):
        order(desk, number="又一号")
    placed = confirm(leader(desk))
    assert last() == ("rectified", f"right_in_place:{placed}")
    on = date(2023, 10, 8)
    assert right_of() == {"measure": DEMOLISH.value, "ordered": DAY, "outcome": "recultivated", "outcome_on": on}
    assert state_of() == State.SETTLED.value
    with refuses("right_settled"):
        confirm(leader(desk))
    assert "P1" not in listed(desk, date(2023, 10, 9))
    days = ((8, 20), (8, 25), (9, 1), (9, 15), (10, 7))
    assert [listed(desk, date(2023, *day))["P1"].state for day in days] == [
        RightState.NO_ORDER,
        RightState.ORDERED,
        RightState.IN_PROGRESS,
        RightState.SELF_ACCEPTED,
        RightState.SELF_ACCEPTED,
    ]
    assert listed(desk, date(2023, 10, 9), done=True)["P1"].clock.late.total == 0
    assert [undo(desk) for _ in range(2)] == [RecordKind.IN_PLACE, RecordKind.SELF]
    assert right_of()["outcome"] == Outcome.IN_PROGRESS.value
    assert clean(desk)


@pytest.mark.requirement("A3")
def test_in_place_and_self_acceptance_are_said_in_person(desk: Any) -> None:
    for act in (Act.SELF_ACCEPTED, Act.RECTIFIED, Act.UPPER_ACCEPTANCE_APPLIED):
        assert act.value in desk.policy.value("acting.in_person").items


@pytest.mark.requirement("B8", "B9")
def test_gate_c_alone_from_ten_mu_and_gate_b_too_from_twenty_five(desk: Any, tmp_path: Path) -> None:
    """12 亩: an application only. 30 亩: the office's own opinion, then the application."""
    reviewer = as_role(desk, Role.COUNTY_REVIEWER)
    for plot, town, both in (("P2", TOWNSHIPS[1], False), ("P3", TOWNSHIPS[0], True)):
        order(desk, plot)
        scan = proven(desk, tmp_path, plot)
        with refuses("right_check_not_ready"):
            apply_check(reviewer, plot)
        self_accept(mayor(desk, town), scan, plot)
        gates = {one.why[:4] for one in listed(desk, date(2023, 9, 16))[plot].stops}
        assert gates == ({"闸门 B", "闸门 C"} if both else {"闸门 C"})
        if both:
            with refuses("right_check_not_ready"):
                apply_check(reviewer, plot)
            opinion_b(desk, plot)
        else:
            with refuses("gate_not_asked"):
                opinion_b(desk, plot)
        with refuses("act_not_of_role"):
            apply_check(desk, plot)
        with refuses("right_check_none_open"):
            check_answer(desk, plot, scan)
        key = apply_check(reviewer, plot)
        assert last() == ("upper_acceptance_applied", f"upper_application:{key}")
        with refuses("right_check_open"):
            apply_check(reviewer, plot)
        with refuses("right_not_in_place"):
            confirm(leader(desk), plot)
        check_answer(desk, plot, scan, passed=False)
        assert listed(desk)[plot].state is RightState.FAILED
        with refuses("right_not_in_place"):
            confirm(leader(desk), plot)
        apply_check(reviewer, plot, date(2023, 9, 26))
        assert listed(desk)[plot].state is RightState.APPLIED
        with refuses("right_scan"):
            check_answer(desk, plot, None)
        answered = check_answer(desk, plot, scan, day=date(2023, 9, 27))
        assert last() == ("upper_acceptance_answered", f"upper_application_answer:{answered}")
        with refuses("right_check_passed"):
            apply_check(reviewer, plot, date(2023, 9, 28))
        confirm(leader(desk), plot)
        assert right_of(plot)["outcome"] == Outcome.RECULTIVATED.value
    assert undo(desk, "P3") is RecordKind.IN_PLACE
    assert [undo(desk, "P3") for _ in range(3)] == [RecordKind.ANSWER, RecordKind.APPLICATION, RecordKind.ANSWER]
    assert clean(desk)


@pytest.mark.requirement("B11")
def test_what_is_not_known_stops_it_and_says_who_can_mend_it(desk: Any, tmp_path: Path) -> None:
    order(desk, "P4")
    self_accept(mayor(desk, TOWNSHIPS[1]), proven(desk, tmp_path, "P4"), "P4")
    with pytest.raises(Exception, match=r"待确认：耕地面积不明.*由县卫片办经办"):
        confirm(leader(desk), "P4")
    assert [one.why[:8] for one in listed(desk)["P4"].stops] == ["闸门 B 待确认", "闸门 C 待确认"]


def test_an_approval_is_not_accepted_here(desk: Any, tmp_path: Path) -> None:
    from weipian.store.acting import acting

    order(desk, measure=APPROVAL)
    assert listed(desk)["P1"].clock.due == date(2023, 11, 21)
    progress(desk, step=Step.OTHER)
    with refuses("right_by_approval"):
        self_accept(mayor(desk), 1)
    with refuses("right_by_approval"):
        confirm(leader(desk))
    from weipian.programme.rectification.standing import put_right
    from weipian.store.models import Plot

    with acting(desk, Act.RETROSPECTIVE_GRANTED, "plot") as act:
        granted = {"outcome": Outcome.RETROSPECTIVE_APPROVAL.value, "outcome_on": date(2023, 10, 1)}
        put_right(act, Plot.objects.get(number="P1").id, **granted)
    assert right_of()["measure"] == APPROVAL.value
    assert listed(desk, date(2023, 10, 9), done=True)["P1"].state is RightState.IN_PLACE
    with refuses("right_settled"):
        order(desk)
