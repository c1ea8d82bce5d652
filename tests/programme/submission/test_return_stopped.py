"""What keeps a return back: who may not, a wrong state, what blocks, one's own work, books that changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of
from made_returns import DAY, as_person, county, numbered
from refusing import refuses
from returned_plots import LOOKED, check, codes, fill, release, second, send_back, state
from weipian.terms.acting import Act, Role
from weipian.terms.submission import ReturnState

pytestmark = pytest.mark.requirement("C2")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COUNTY_CLERK])
def test_only_the_clerk_fills(tmp_path: Path, role: Role) -> None:
    from weipian.store.actors import may

    desk = county(tmp_path / "c", numbered(1), papers=False)
    other = replace(desk, actor=replace(desk.actor, roles=frozenset({role}), township=TOWNSHIPS[0]))
    with refuses("act_not_of_role"):
        fill(other)
    with refuses("act_not_of_role"):
        check(other)
    assert may(desk.policy, desk.actor, Act.SUBMISSION_FILLED) is None


def test_who_may_not_audit_or_release_is_told(desk: Any) -> None:
    from weipian.programme.submission.acts.releasing import release as released
    from weipian.programme.submission.acts.releasing import second as audited
    from weipian.programme.submission.acts.releasing import send_back as sent

    acts: list[Callable[[], object]] = [
        lambda: audited(desk, ["P1"], DAY),
        lambda: released(as_person(desk, "reviewer"), ["P1"], DAY, answers_for=True),
        lambda: sent(desk, ["P1"], "x"),
        lambda: audited(as_clerk_of(desk, TOWNSHIPS[0]), ["P1"], DAY),
    ]
    for act in acts:
        with refuses("act_not_of_role"):
            act()


def test_a_step_out_of_its_state_is_refused(desk: Any) -> None:
    assert codes(check(desk)) == ["submission_not_in_state"]
    assert codes(second(desk)) == ["submission_not_in_state"]
    fill(desk)
    assert codes(second(desk)) == ["submission_not_in_state"]
    check(desk)
    assert codes(release(desk)) == ["submission_not_in_state"]
    second(desk)
    with refuses("submission_not_in_state"):
        fill(desk)
    release(desk)
    assert codes(release(desk)) == ["submission_not_in_state"]
    with refuses("submission_not_in_state"):
        send_back(desk, "P2")


def test_what_blocks_keeps_it_back_and_what_asks_must_be_looked_at(desk: Any) -> None:
    from weipian.store.models import LookedAt

    fill(desk, construction="0.75")
    done = check(desk)
    assert codes(done) == ["submission_blocked"]
    assert "area_identity" in {one.code for one in done.findings["P1"] if one.blocks}
    assert state() is ReturnState.FILLED
    fill(desk)
    assert codes(check(desk, other="x")) == ["submission_not_looked_at"]
    assert codes(check(desk, gates_certain="")) == ["submission_not_looked_at"]
    assert codes(check(desk)) == []
    row = LookedAt.objects.get()
    assert (row.code, row.said, row.account.name) == ("gates_certain", LOOKED["gates_certain"], "clerk")


@pytest.mark.requirement("C4")
def test_without_evidence_nothing_goes_on(tmp_path: Path) -> None:
    desk = county(tmp_path / "c", numbered(1), papers=False)
    fill(desk)
    assert codes(check(desk)) == ["submission_blocked", "submission_not_looked_at"]


def test_nobody_audits_what_they_filled(desk: Any) -> None:
    from weipian.programme.submission.acts.releasing import second as audited

    both = frozenset({Role.COUNTY_CLERK, Role.COUNTY_REVIEWER})
    alone = replace(desk, actor=replace(desk.actor, roles=both))
    fill(alone)
    check(alone)
    assert codes(audited(alone, ["P1"], DAY)) == ["submission_same_person"]
    assert state() is ReturnState.SELF_CHECKED
    assert codes(second(desk)) == []


def test_books_that_change_meanwhile_stop_it(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Determination

    fill(desk)
    check(desk)
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plots") as act:
        act.change(Determination, Determination.objects.get(plot__number="P1").id, determination="unlawful_new")
    assert "submission_books_changed" in codes(second(desk))
    assert state() is ReturnState.SELF_CHECKED


def test_the_leader_answers_for_it_in_person(desk: Any) -> None:
    from weipian.programme.submission.acts.releasing import release as released
    from weipian.store.actors import Door

    fill(desk)
    check(desk)
    second(desk)
    leader = as_person(desk, "leader")
    with refuses("submission_not_answered_for"):
        released(leader, ["P1"], DAY, answers_for=False)
    typed = replace(leader, actor=replace(leader.actor, door=Door.STAND_IN, typed_by="clerk"))
    with refuses("act_in_person"):
        released(typed, ["P1"], DAY, answers_for=True)
