"""The four mechanisms side by side: machines show, people propose, the deciding body decides in person (五, E4)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import clean
from made_pressing import DAY, LATER, STAR, WHEAT, county, events, person, project, proposed, stand_in
from refusing import refuses
from weipian.terms.acting import Act
from weipian.terms.pressing import Mechanism, MechanismState, StepKind, Trigger

pytestmark = pytest.mark.requirement("E4")
ENDS = date(2023, 12, 31)
INTERVIEW: dict[str, Any] = {
    "kind": Mechanism.WARNING_INTERVIEW,
    "person": "乡长",
    "triggers": (Trigger.REMINDER_OVERDUE,),
}
SANCTION: dict[str, Any] = {"kind": Mechanism.JOINT_SANCTION, "township": "", "project": "甲水库", "triggers": ()}


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


def here(number: int) -> Any:
    from weipian.store.queries.mechanisms import mechanisms

    return mechanisms([number])[0]


def decide(desk: Any, number: int, **said: Any) -> Any:
    from weipian.programme.report.pressing.acts.mechanisms import Decision
    from weipian.programme.report.pressing.acts.mechanisms import decide as decided

    return decided(desk, number, Decision(**{"starts": True, "text": "同意", **said}), LATER)


def step(desk: Any, kind: StepKind, day: date = DAY, **said: Any) -> int:
    from weipian.programme.report.pressing.acts.recording import Step, record_step

    return record_step(desk, Step(**{"project": "甲水库", "kind": kind, "day": day, "number": "1号", **said}))


def test_a_circular_is_proposed_decided_and_lifted(desk: Any) -> None:
    from weipian.programme.report.pressing.acts.mechanisms import lift
    from weipian.store.models import ReckonedPlot

    number = proposed(desk)
    leader = person(desk, "leader")
    decide(leader, number)
    assert (here(number).state, here(number).decided_by, here(number).decided_on) == (
        MechanismState.DECIDED, "leader", LATER,
    )  # fmt: skip
    with refuses("mechanism_without_reason"):
        lift(leader, number, " ", LATER)
    lift(leader, number, "已整改", LATER)
    assert (here(number).state, here(number).reason) == (MechanismState.LIFTED, "已整改")
    assert ReckonedPlot.objects.count() == 5
    for act in (Act.MECHANISM_PROPOSED, Act.MECHANISM_DECIDED, Act.MECHANISM_LIFTED):
        assert events(act) == [f"mechanism:{number}"]
    assert clean(desk)


def test_each_is_decided_by_its_own_body_in_person(desk: Any) -> None:
    """Oracle: plan 五(一)(二): the office circulates, the county's government interviews."""
    circular, interview = proposed(desk), proposed(desk, **INTERVIEW)
    leader, government = person(desk, "leader"), person(desk, "government")
    with refuses("mechanism_other_body"):
        decide(government, circular)
    with refuses("mechanism_other_body"):
        decide(leader, interview)
    with refuses("act_in_person"):
        decide(stand_in(desk, "leader"), circular)
    with refuses("act_not_of_role"):
        decide(desk, circular)
    decide(government, interview)
    with refuses("mechanism_not_in_state"):
        decide(government, interview)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"triggers": ()}, "mechanism_without_trigger"),
        ({"triggers": (Trigger.DERELICTION,)}, "trigger_of_other"),
        ({"because": " "}, "mechanism_without_reason"),
        ({"township": "没有镇"}, "township_unknown"),
        ({"project": "甲水库"}, "mechanism_not_of_project"),
        ({"kind": Mechanism.WARNING_INTERVIEW, "triggers": (Trigger.EXECUTION_WEAK,)}, "interview_of_nobody"),
        ({"kind": Mechanism.ACCOUNTABILITY_REFERRAL}, "referral_holds_no_proposal"),
        ({"kind": Mechanism.JOINT_SANCTION}, "sanction_of_township"),
        ({**SANCTION, "project": "没有"}, "project_not_recorded"),
    ],
)
def test_a_proposal_that_is_none_is_refused(desk: Any, said: dict[str, Any], code: str) -> None:
    from weipian.store.models import MechanismTaken

    with refuses(code):
        proposed(desk, **said)
    assert not MechanismTaken.objects.exists()


def test_a_sanction_waits_for_urging_and_refusal_and_never_starts_by_itself(desk: Any) -> None:
    from weipian.store.models import MechanismTaken

    project(desk)
    with refuses("sanction_not_urged"):
        proposed(desk, **SANCTION)
    refused_first = step(desk, StepKind.REFUSED, date(2023, 8, 1))
    step(desk, StepKind.URGED, date(2023, 8, 5))
    with refuses("sanction_not_urged"):
        proposed(desk, **SANCTION)
    step(person(desk, "water"), StepKind.REFUSED, date(2023, 8, 20))
    assert not MechanismTaken.objects.exists()
    number = proposed(desk, **SANCTION)
    assert (here(number).township, here(number).project, here(number).state) == (
        "", "甲水库", MechanismState.PROPOSED,
    )  # fmt: skip
    assert here(number).triggers == ("urged", "refused")
    assert refused_first
    water = person(desk, "water")
    with refuses("sanction_incomplete"):
        decide(water, number)
    with refuses("sanction_ends_before"):
        decide(water, number, ground="某法某条", signer="局长", ends_on=LATER)
    decide(water, number, ground="某法某条", signer="局长", ends_on=ENDS)
    one = here(number)
    assert (one.state, one.ground, one.signer, one.ends_on) == (MechanismState.DECIDED, "某法某条", "局长", ENDS)


@pytest.mark.parametrize(
    ("record", "code"),
    [({"kind": "商业开发"}, "sanction_other_sector"), ({"owner": ""}, "sanction_without_owner")],
)
def test_a_sanction_hangs_on_an_owner_of_four_sectors(desk: Any, record: dict[str, str], code: str) -> None:
    project(desk, **record)
    with refuses(code):
        proposed(desk, **SANCTION)


def test_a_project_that_complied_is_urged_anew(desk: Any) -> None:
    from weipian.programme.report.pressing.acts.recording import undo_step

    project(desk)
    step(desk, StepKind.URGED, date(2023, 8, 1))
    step(desk, StepKind.REFUSED, date(2023, 8, 5))
    complied = step(desk, StepKind.COMPLIED, date(2023, 8, 9))
    with refuses("sanction_not_urged"):
        proposed(desk, **SANCTION)
    undo_step(desk, complied)
    assert proposed(desk, **SANCTION)
    assert events(Act.MECHANISM_STEPPED)[-1] == f"project_step:{complied}"


def test_another_department_does_not_decide(desk: Any) -> None:
    project(desk, department="林业")
    step(desk, StepKind.URGED)
    step(desk, StepKind.REFUSED)
    number = proposed(desk, **SANCTION)
    with refuses("mechanism_unknown"):
        decide(person(desk, "water"), number, ground="某条", signer="局长", ends_on=ENDS)
    with refuses("mechanism_other_department"):
        step(person(desk, "water"), StepKind.REFUSED)


def test_a_proposal_is_withdrawn_before_it_is_decided(desk: Any) -> None:
    from weipian.programme.report.pressing.acts.mechanisms import withdraw

    number, other = proposed(desk), proposed(desk, township=WHEAT)
    withdraw(desk, number, "数有误")
    assert here(number).state is MechanismState.WITHDRAWN
    decide(person(desk, "leader"), other, starts=False)
    assert here(other).state is MechanismState.DECLINED
    with refuses("mechanism_not_in_state"):
        withdraw(desk, other, "数有误")


def test_who_sees_what_of_the_mechanisms(desk: Any) -> None:
    """Discipline the interviews, a township what was decided of itself, the county all (A3)."""
    from weipian.office.pressing.mechanisms import listed

    circular, interview = proposed(desk), proposed(desk, **INTERVIEW)
    seen = {
        name: [row["mechanism"] for row in listed(person(desk, name), DAY)] for name in ("star", "wheat", "discipline")
    }
    assert seen == {"star": [], "wheat": [], "discipline": [interview]}
    decide(person(desk, "leader"), circular)
    assert [row["mechanism"] for row in listed(person(desk, "star"), DAY)] == [circular]
    assert [row["mechanism"] for row in listed(desk, DAY)] == [circular, interview]
    with refuses("sees_no_patches"):
        listed(person(desk, "administrator"), DAY)


def test_a_referral_holds_four_things_and_is_seen_by_those_who_see_such_papers(desk: Any) -> None:
    """Oracle: the table's own columns."""
    from weipian.office.pressing.mechanisms import referrals_listed
    from weipian.programme.report.pressing.acts.recording import receipt, refer
    from weipian.store.models import AccountabilityReferral

    columns = {field.attname for field in AccountabilityReferral._meta.concrete_fields}
    kept = {"id", "event", "current", "origin_id", "account_id"}
    assert columns - kept == {"number", "day", "receiver", "receipt", "receipt_on"}
    leader, discipline = person(desk, "leader"), person(desk, "discipline")
    with refuses("act_not_of_role"):
        refer(desk, "移1号", DAY, "discipline")
    with refuses("referral_other"):
        refer(person(desk, "government"), "移1号", DAY, "discipline")
    with refuses("accountability_receiver"):
        refer(leader, "移1号", DAY, STAR)
    key = refer(leader, "移1号", DAY, "县纪检监察机关")  # as the refusal names it
    with refuses("referral_receipt_before"):
        receipt(discipline, key, "收1号", date(2023, 9, 1))
    receipt(discipline, key, "收1号", LATER)
    for who in (leader, discipline):
        (row,) = referrals_listed(who)
        assert (row["referral"], row["number"], row["receipt"]) == (key, "移1号", "收1号")
    for name in ("clerk", "reviewer", "government", "auditor", "star"):
        assert referrals_listed(person(desk, name)) == []
    assert events(Act.MECHANISM_DECIDED) == events(Act.MECHANISM_STEPPED) == [f"accountability_referral:{key}"]
