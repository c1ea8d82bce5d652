"""A visit or a check from above that was written wrongly: who takes it back, what comes back, what keeps it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean, issue, made_desk
from made_visits import DAY, as_role, evidence, facts_of, last, record
from refusing import refuses
from weipian.terms.acting import Act, Role, State
from weipian.terms.inspection import CheckAnswer, InspectionKind

pytestmark = pytest.mark.requirement("B5")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    made = made_desk(tmp_path / "county")
    issue(made)
    return made


def back(desk: Any, number: int) -> Any:
    from weipian.office.ledger.following import follow
    from weipian.programme.inspection.acts.taking_back import take_back_visit

    return take_back_visit(desk, number, follow)


def visits(desk: Any) -> list[int]:
    from weipian.store.queries.inspected import inspections

    return [one.id for one in inspections(desk.sight)]


def test_visits_come_off_one_by_one_and_what_stood_before_comes_back(desk: Any) -> None:
    from weipian.store.models import Inspection

    record(desk, "P1", InspectionKind.DESK, told="影像对比")
    first = facts_of("P1")
    record(desk, "P1", facts={"new_building": "1"})
    record(desk, "P1", day=date(2023, 8, 4), facts={"changed": "0"})
    with refuses("visit_built_on"):
        back(desk, 2)
    assert back(desk, 3).plot == "P1"
    assert last() == ("inspection_taken_back", "inspection:3")
    back(desk, 2)
    assert facts_of("P1") == first
    assert visits(desk) == [1]
    back(desk, 1)
    assert facts_of("P1") == {}
    assert Inspection.objects.count() == 3
    with refuses("visit_unknown"):
        back(desk, 1)
    assert clean(desk)


def test_own_visits_the_office_others_too(desk: Any) -> None:
    record(desk, "P1")
    theirs = as_clerk_of(desk, TOWNSHIPS[0])
    stranger = replace(theirs, actor=replace(theirs.actor, account=theirs.actor.account + 1))
    with refuses("visit_not_own"):
        back(stranger, 1)
    with refuses("visit_unknown"):
        back(as_clerk_of(desk, TOWNSHIPS[1]), 1)
    with refuses("act_not_of_role"):
        back(as_role(desk, Role.AUDITOR), 1)
    back(theirs, 1)  # the same account wrote it
    record(desk, "P1")
    back(replace(desk, actor=stranger.actor.__class__(**{**_fields(desk.actor), "account": stranger.actor.account})), 2)
    assert visits(desk) == []


def _fields(actor: Any) -> dict[str, Any]:
    return {name: getattr(actor, name) for name in actor.__dataclass_fields__}


def test_what_a_review_rests_on_stays(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot

    record(desk, "P1")
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plots") as act:
        act.change(Plot, Plot.objects.get(number="P1").id, state=State.DETERMINED.value)
    with refuses("act_not_in_state"):
        back(desk, 1)


def test_a_check_from_above_until_it_is_answered(desk: Any, tmp_path: Path) -> None:
    from weipian.programme.inspection.acts.taking_back import take_back_check
    from weipian.programme.inspection.acts.upper import Answering, Checked, answer_check, record_check
    from weipian.store.queries.upper import upper_checks

    wrong, right = (record_check(desk, Checked("P1", body, DAY, "不符", "丙")) for body in ("省厅", "市卫片办"))
    with refuses("act_not_of_role"):
        take_back_check(as_clerk_of(desk, TOWNSHIPS[0]), wrong)
    assert take_back_check(desk, wrong) == "P1"
    assert last() == ("upper_check_taken_back", f"upper_check:{wrong}")
    assert [one.id for one in upper_checks(desk.sight)] == [right]
    with refuses("upper_unknown"):
        take_back_check(desk, wrong)
    scan = evidence(desk, "P1", tmp_path)
    answer_check(as_role(desk, Role.COUNTY_REVIEWER), right, Answering(CheckAnswer.CONFIRMED, DAY, scan))
    with refuses("upper_answered"):
        take_back_check(desk, right)
    assert clean(desk)
