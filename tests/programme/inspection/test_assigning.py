"""A patch given out and taken over: to whom, until when, what the list says. On both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean
from made_people import add_person
from made_visits import DAY, as_role, assign, count, county, last, listed
from refusing import refuses
from weipian.terms.acting import Act, Role, State

pytestmark = pytest.mark.requirement("B5")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


@pytest.mark.requirement("E7")
def test_a_patch_is_given_to_its_township_with_the_inner_date(desk: Any) -> None:
    done = assign(desk, "P1", "P2")
    assert (done.done, done.same) == (["P1", "P2"], [])
    assert last() == ("inspection_assigned", "assignments")
    one = listed(desk)["P1"]
    assert (one.holder, one.held.due, one.due) == (TOWNSHIPS[0], date(2023, 8, 8), date(2023, 8, 11))  # T+7, T+10
    assert one.late.days == {TOWNSHIPS[0]: 1}
    assert listed(desk)["P3"].late.days == {"县卫片办": 1}
    mine = listed(as_clerk_of(desk, TOWNSHIPS[0]), mine=True)
    assert list(mine) == ["P1", "P2"]
    assert {able.act: not able.why for able in mine["P1"].ables} == {
        Act.INSPECTION_ASSIGNED: False,
        Act.INSPECTION_TAKEN_OVER: True,
        Act.SITE_INSPECTED: True,
        Act.DESK_EVIDENCE_RECORDED: True,
    }
    assert "P1" not in listed(as_clerk_of(desk, TOWNSHIPS[1]))
    assert clean(desk)


def test_the_same_again_changes_nothing_and_other_terms_replace(desk: Any) -> None:
    from weipian.store.models import Assignment

    assign(desk, "P1")
    before = count()
    with refuses("assignment_nothing_new"):
        assign(desk, "P1")
    assert count() == before
    assert assign(desk, "P1", "P2").same == ["P1"]
    assert assign(desk, "P1", due=date(2023, 8, 5)).done == ["P1"]
    assert last()[1].startswith("assignment:")
    assert Assignment.objects.filter(current=False).count() == 1


@pytest.mark.requirement("A3", "F3")
def test_who_can_not_be_given_a_patch(desk: Any) -> None:
    with refuses("assignment_not_theirs"):
        assign(desk, "P1", to=TOWNSHIPS[1])
    with refuses("assignment_not_handed"):
        assign(desk, "P1", to="水利")
    with refuses("assignment_holder"):
        assign(desk, "P1", to="没有这个局")
    with refuses("patch_unknown"):
        assign(desk, "NONE")
    with refuses("day_ahead"):
        assign(desk, "P1", day=date(2099, 1, 1))
    with refuses("act_not_of_role"):
        assign(as_clerk_of(desk, TOWNSHIPS[0]), "P1")
    add_person(desk.workspace.folder, "elsewhere", Role.TOWNSHIP_CLERK, TOWNSHIPS[1])
    add_person(desk.workspace.folder, "here", Role.TOWNSHIP_CLERK, TOWNSHIPS[0])
    with refuses("assignment_person"):
        assign(desk, "P1", person="elsewhere")
    assign(desk, "P1", person="here")
    assert listed(desk)["P1"].held.person == "here"


def test_a_determined_patch_is_given_to_nobody_any_more(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Standing

    with acting(desk, Act.PROPOSED, "plots") as act:
        act.change(Standing, Standing.objects.get(number="P1").id, state=State.DETERMINED.value)
    with refuses("act_not_in_state"):
        assign(desk, "P1")


def test_a_township_takes_its_own_and_a_department_what_is_handed(desk: Any) -> None:
    from weipian.programme.inspection.acts.assigning import take
    from weipian.programme.rectification.handover.giving import Handing, hand_over

    theirs = as_clerk_of(desk, TOWNSHIPS[0])
    assert take(theirs, ["P1"], DAY).done == ["P1"]
    assert last()[0] == "inspection_taken_over"
    held = listed(desk)["P1"].held
    assert (held.holder, held.taken, held.person) == (TOWNSHIPS[0], True, "clerk")
    with refuses("patch_unknown"):
        take(theirs, ["P3"], DAY)
    hand_over(desk, ["P3"], Handing("水利"))
    department = as_role(desk, Role.DEPARTMENT_CLERK, department="水利")
    assert take(department, ["P3"], DAY).done == ["P3"]
    assert listed(department, mine=True).keys() == {"P3"}
    assert take(desk, ["P3"], date(2023, 8, 3)).done == ["P3"]
    assert listed(desk)["P3"].holder == "县卫片办"
    with refuses("act_not_of_role"):
        take(as_role(desk, Role.TECHNICIAN), ["P1"], DAY)
    assert clean(desk)
