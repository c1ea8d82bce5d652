"""Gates asked before the review and their opinions, marks, look-ups; a withdrawn patch takes them along."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean
from made_visits import DAY, as_role, assign, county, evidence, last, record
from refusing import refuses
from weipian.terms.acting import Act, Role
from weipian.terms.inspection import ApprovalSystem, Mark
from weipian.terms.words import Category, GateName

pytestmark = pytest.mark.requirement("B5")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


def gates(desk: Any, **more: Any) -> dict[tuple[str, str], Any]:
    from weipian.office.inspecting.gates import gates_here

    return {(one.patch.number, one.gate.value): one for one in gates_here(desk, **more)}


def opine(desk: Any, patch: str, gate: GateName, present: str = "甲、乙", scan: int | None = None) -> int:
    from weipian.office.inspecting.gates import gates_now
    from weipian.programme.inspection.acts.opinions import Opinion, give_opinion

    said = Opinion(patch, gate, date(2023, 8, 6), present, "应拆除", "丁", scan)
    return give_opinion(desk, said, gates_now(desk.policy))


@pytest.mark.requirement("B7", "B10", "B11")
def test_gates_are_asked_by_themselves_and_open_until_each_has_its_opinion(desk: Any) -> None:
    from weipian.store.queries.explain import story_of

    asked = gates(desk)
    assert not asked["BIG", "A"].certain
    assert ("P1", "A") in asked  # farmland and redline are not measured: not known is no no
    record(desk, "BIG", facts={"suspected_unlawful": "1", "new_building": "1"})
    asked = gates(desk)
    assert {key: asked[key].certain for key in asked if key[0] == "BIG"} == {("BIG", "A"): True, ("BIG", "D"): True}
    assert asked["BIG", "D"].asked["measured_mu"] == "60.0000"
    leader, group = as_role(desk, Role.COUNTY_LEADER), as_role(desk, Role.LEADING_GROUP)
    with refuses("act_not_of_role"):
        opine(leader, "BIG", GateName.D)
    with refuses("act_not_of_role"):
        opine(group, "BIG", GateName.A)
    with refuses("gate_of_later"):
        opine(leader, "BIG", GateName.C)
    with refuses("inspection_needs"):
        opine(group, "BIG", GateName.D, present="")
    number = opine(leader, "BIG", GateName.A)
    assert last() == ("office_opinion_given", f"opinion:{number}")
    assert ("BIG", "A") not in gates(desk)
    opine(group, "BIG", GateName.D)
    assert ("BIG", "D") not in gates(desk)
    told = {one.act for one in story_of("BIG", desk.sight).events.values()}
    assert {"site_inspected", "office_opinion_given", "group_opinion_given"} <= told
    assert gates(desk, every=True)["BIG", "D"].opinion.present == "甲、乙"
    record(desk, "BIG", facts={"suspected_unlawful": "0"})
    assert [key for key in gates(desk, every=True) if key[0] == "BIG"] == []
    with refuses("gate_not_asked"):
        opine(leader, "BIG", GateName.A)
    assert clean(desk)


@pytest.mark.requirement("B7", "B11")
def test_an_opinion_on_facts_that_have_changed_is_asked_for_again(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Filed, Plot

    record(desk, "BIG", facts={"suspected_unlawful": "1"})
    leader = as_role(desk, Role.COUNTY_LEADER)
    opine(leader, "BIG", GateName.A)
    with acting(desk, Act.LEDGER_IMPORTED, "import") as act:
        plot = Plot.objects.get(number="BIG").id
        act.add(Filed, plot_id=plot, areas={"cultivated": "75"}, marks={})
    assert gates(desk)["BIG", "A"].stands == "changed"
    opine(leader, "BIG", GateName.A)
    assert ("BIG", "A") not in gates(desk)


@pytest.mark.requirement("B6")
def test_a_mark_is_the_ledgers_own_with_who_when_and_why_beside_it(desk: Any, tmp_path: Path) -> None:
    from weipian.office.inspecting.marked import export_marked, marked
    from weipian.programme.inspection.acts.marking import Marking, mark
    from weipian.store.queries.ledger import lines

    theirs = as_clerk_of(desk, TOWNSHIPS[0])
    assert mark(theirs, ["P1", "P2"], Marking(Mark.NONFARM_CONVERSION, True, "耕地上建厂房", DAY)) == ["P1", "P2"]
    assert last() == ("patch_marked", "plots")
    assert {line.plot: dict(line.marks) for line in lines()}["P1"] == {"nonfarm_conversion": "1"}
    with refuses("mark_same"):
        mark(theirs, ["P1"], Marking(Mark.NONFARM_CONVERSION, True, "再说", DAY))
    with refuses("mark_why"):
        mark(theirs, ["P1"], Marking(Mark.SENSITIVE, True, " ", DAY))
    with refuses("plot_unknown"):
        mark(theirs, ["P3"], Marking(Mark.SENSITIVE, True, "群众反映", DAY))
    with refuses("act_not_of_role"):
        mark(as_role(desk, Role.AUDITOR), ["P1"], Marking(Mark.SENSITIVE, True, "群众反映", DAY))
    mark(desk, ["P2"], Marking(Mark.NONFARM_CONVERSION, False, "查明为设施农业", DAY))
    (one,) = marked(desk)
    assert (one.plot, one.why, one.by, one.day) == ("P1", "耕地上建厂房", "clerk", DAY)
    target = tmp_path / "标识.csv"
    export_marked(desk, target)
    assert last()[0] == "ledger_exported"
    assert target.read_text(encoding="utf-8-sig").splitlines()[1:] == [
        f"P1,P1,{TOWNSHIPS[0]},{Category.NEW_NONFARM_CONSTRUCTION.label},非农化,耕地上建厂房,2023-08-02,clerk"
    ]
    assert clean(desk)


@pytest.mark.requirement("C2", "B13")
def test_an_approval_follows_from_its_newest_look_ups(desk: Any) -> None:
    from weipian.office.inspecting.upkeep import upkeep
    from weipian.programme.inspection.acts.looking_up import Search, look_up
    from weipian.store.acting import acting
    from weipian.store.models import Approval

    with acting(desk, Act.RECORD_KEPT, "approval") as act:
        act.add_many(Approval, [{"number": "甲批1号"}, {"number": "乙批2号"}])
    assert [(one.approval.number, one.stands) for one in upkeep(desk)] == [("乙批2号", "never"), ("甲批1号", "never")]

    def search(system: ApprovalSystem, found: bool, day: int, desk: Any = desk) -> bool | None:
        return look_up(desk, Search("甲批1号", system, date(2023, 8, day), "甲", found, "无记录"))

    assert search(ApprovalSystem.APPROVAL, False, 1) is None
    assert search(ApprovalSystem.FILING, False, 2) is None
    assert {one.approval.number: one.stands for one in upkeep(desk)}["甲批1号"] == "partly"
    assert search(ApprovalSystem.SUPERVISION, False, 3) is False
    assert upkeep(desk)[0].stands == "none"
    row = Approval.objects.get(number="甲批1号", current=True)
    assert (row.in_systems, row.looked_up, row.looked_up_by) == (False, date(2023, 8, 3), "甲")
    assert row.looked_up_result == "监管系统没有查到：无记录"
    assert search(ApprovalSystem.FILING, True, 9) is True
    assert [one.approval.number for one in upkeep(desk)] == ["乙批2号"]
    assert search(ApprovalSystem.FILING, False, 5) is True  # an older look-up, written down later
    assert last()[0] == "approval_looked_up"
    with refuses("act_not_of_role"):
        search(ApprovalSystem.FILING, True, 9, as_clerk_of(desk, TOWNSHIPS[0]))
    with refuses("record_unknown"):
        look_up(desk, Search("没有", ApprovalSystem.FILING, DAY, "甲", True))
    with refuses("look_up_evidence"):
        look_up(desk, Search("甲批1号", ApprovalSystem.FILING, DAY, "甲", True, "", 99))
    assert clean(desk)


def test_a_withdrawn_patch_takes_all_this_with_it(desk: Any, tmp_path: Path) -> None:
    from weipian.programme.inspection.acts.marking import Marking, mark
    from weipian.store import models
    from weipian.store.queries.erasure import hanging

    assign(desk, "BIG")
    record(desk, "BIG", facts={"suspected_unlawful": "1"}, evidence=(evidence(desk, "BIG", tmp_path),))
    opine(as_role(desk, Role.COUNTY_LEADER), "BIG", GateName.A)
    mark(desk, ["BIG"], Marking(Mark.SENSITIVE, True, "群众反映", DAY))
    gone = hanging(models.Patch, [models.Patch.objects.get(number="BIG").id])
    for model in (
        models.Assignment, models.Inspection, models.InspectionEvidence, models.GateOpinion, models.PatchMark,
    ):  # fmt: skip
        assert gone[model] == set(model._default_manager.values_list("id", flat=True)), model
