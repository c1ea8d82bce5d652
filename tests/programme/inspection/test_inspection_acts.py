"""Assign, take, record, check from above, answer, opine, mark, look up: who may, what is written. On both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import SOME, TOWNSHIPS, UNLAWFUL, Given, as_clerk_of, clean, issue, made_desk
from made_people import add_person
from made_visits import DAY, as_role, assign, count, evidence, facts_of, last, listed, record
from refusing import refuses
from weipian.programme.inspection.site import SITE_FIELDS
from weipian.terms.acting import Act, Role, State
from weipian.terms.inspection import KINDS, LEVELS, ApprovalSystem, CheckAnswer, InspectionKind, Mark, SheetKind
from weipian.terms.words import Category, GateName

pytestmark = pytest.mark.requirement("B5")
LARGE = 40_000_000_000
"""1e-6 m²: 60 亩."""


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    made = made_desk(tmp_path / "county")
    issue(made, [*SOME, Given("BIG", cultivated_um2=LARGE, proposal=UNLAWFUL)])
    return made


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


def test_a_visit_becomes_the_plots_facts_and_what_stood_there_stays(desk: Any, tmp_path: Path) -> None:
    from weipian.store.models import SiteFacts
    from weipian.store.queries.inspected import inspections

    key = evidence(desk, "P1", tmp_path)
    assign(desk, "P1")
    record(desk, "P1", facts={"new_building": "1", "changed": "1"}, evidence=(key,))
    assert last() == ("site_inspected", "inspection:1")
    assert facts_of("P1") == {
        "new_building": "1", "changed": "1", "inspected": "2023-08-02", "inspector": "甲、乙", "account": "已建成厂房",
    }  # fmt: skip
    assert "P1" not in listed(desk)
    assert listed(desk, done=True)["P1"].inspected == DAY
    record(desk, "P1", day=date(2023, 8, 4), told="", facts={"changed": "0", "new_building": ""})
    assert facts_of("P1") == {
        "changed": "0", "inspected": "2023-08-04", "inspector": "甲、乙", "account": "已建成厂房",
    }  # fmt: skip
    assert SiteFacts.objects.filter(plot__number="P1").count() == 2
    first, second = inspections(desk.sight)
    assert (first.evidence, first.told, second.told) == ((key,), "已建成厂房", "")
    assert inspections(as_clerk_of(desk, TOWNSHIPS[1]).sight) == []
    assert clean(desk)


def test_desk_evidence_is_no_visit(desk: Any) -> None:
    record(desk, "P1", InspectionKind.DESK, told="影像对比", facts={"reason": "覆膜"})
    assert last()[0] == "desk_evidence_recorded"
    assert facts_of("P1") == {"account": "影像对比", "reason": "覆膜"}
    assert "P1" in listed(desk)


@pytest.mark.requirement("F3", "A3")
def test_a_visit_that_is_refused_writes_nothing(desk: Any, tmp_path: Path) -> None:
    other = evidence(desk, "P2", tmp_path)
    before = count()
    with refuses("evidence_of_another_plot"):
        record(desk, "P1", evidence=(other,))
    with refuses("inspection_who"):
        record(desk, "P1", inspectors=" ")
    with refuses("inspection_says_nothing"):
        record(desk, "P1", told="")
    with refuses("plot_unknown"):
        record(as_clerk_of(desk, TOWNSHIPS[1]), "P1")
    with refuses("day_ahead"):
        record(desk, "P1", day=date(2099, 1, 1))
    with refuses("act_not_of_role"):
        record(as_role(desk, Role.AUDITOR), "P1")
    assert (count(), facts_of("P1")) == (before, {})


def test_facts_are_the_ledgers_own_columns() -> None:
    from weipian.programme.inspection.site import fact
    from weipian.programme.submission.fields import MARKS, SITE

    assert list(SITE_FIELDS) == [one.key for one in SITE]
    plain = [mark for mark in Mark if mark not in (*LEVELS, *KINDS)]  # a project's level and kind are beside the ledger
    assert [mark.value for mark in plain] == [one.key for one in MARKS]
    assert [mark.label for mark in plain] == [one.label for one in MARKS]
    assert fact("动工时间", "2023年5月1日") == ("construction_start", "2023-05-01")
    with refuses("inspection_fact"):
        fact("核查日期", "2023-08-01")
    with refuses("not_a_flag"):
        fact("新增建构筑物", "也许")


def test_a_check_from_above_is_answered_with_the_signed_scan(desk: Any, tmp_path: Path) -> None:
    from weipian.programme.inspection.acts.upper import Answering, Checked, answer_check, record_check
    from weipian.store.queries.upper import upper_checks

    scan, other = evidence(desk, "P1", tmp_path), evidence(desk, "P2", tmp_path)
    check = record_check(desk, Checked("P1", "市卫片办", DAY, "与填报不符", "丙", "某测绘院"))
    assert last() == ("upper_check_recorded", f"upper_check:{check}")
    reviewer = as_role(desk, Role.COUNTY_REVIEWER)
    for code, answer in {
        "upper_scan": Answering(CheckAnswer.CONFIRMED, DAY, None),
        "upper_reason": Answering(CheckAnswer.OBJECTED, DAY, scan),
        "evidence_of_another_plot": Answering(CheckAnswer.CONFIRMED, DAY, other),
        "upper_answer_early": Answering(CheckAnswer.CONFIRMED, date(2023, 8, 1), scan),
    }.items():
        with refuses(code):
            answer_check(reviewer, check, answer)
    with refuses("act_not_of_role"):
        answer_check(desk, check, Answering(CheckAnswer.CONFIRMED, DAY, scan))
    with refuses("upper_unknown"):
        answer_check(reviewer, 99, Answering(CheckAnswer.CONFIRMED, DAY, scan))
    answer_check(reviewer, check, Answering(CheckAnswer.OBJECTED, DAY, scan, "批文覆盖"))
    answer_check(reviewer, check, Answering(CheckAnswer.CONFIRMED, DAY, scan))
    (one,) = upper_checks(desk.sight)
    assert (one.answer, one.scan, one.accompanied, one.unit) == ("confirmed", scan, "丙", "某测绘院")
    assert upper_checks(as_clerk_of(desk, TOWNSHIPS[1]).sight) == []
    assert clean(desk)


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


def test_sheets_know_their_kinds() -> None:
    assert SheetKind.read("核查表") is SheetKind.INSPECTIONS
