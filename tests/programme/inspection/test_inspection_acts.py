"""Record, check from above, answer: who may, what is written. On both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean
from made_visits import DAY, as_role, assign, count, county, evidence, facts_of, last, listed, record
from refusing import refuses
from weipian.programme.inspection.site import SITE_FIELDS
from weipian.terms.acting import Role
from weipian.terms.inspection import KINDS, LEVELS, CheckAnswer, InspectionKind, Mark, SheetKind

pytestmark = pytest.mark.requirement("B5")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


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


def test_sheets_know_their_kinds() -> None:
    assert SheetKind.read("核查表") is SheetKind.INSPECTIONS
