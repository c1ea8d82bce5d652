"""Each check in worked cases that an officer can read: what is changed in a sound row, and exactly what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from made_rows import Case, cases, changed, codes, named, sound
from weipian.policy import load
from weipian.programme.submission.checking.asking import OF_SETS
from weipian.programme.submission.checking.booked import UNFILED, UNKEPT
from weipian.programme.submission.checking.finding import Report, Why
from weipian.programme.submission.checking.law import law_on
from weipian.programme.submission.checking.row import Row, Whole
from weipian.programme.submission.checking.rules import check
from weipian.terms.checking import Subject
from weipian.terms.words import Answer

pytestmark = pytest.mark.requirement("C4")
POLICY = load("demo-2023")
ALL = {entry.code for entry in law_on(POLICY, date(2023, 9, 1)).entries}


def case(base: str, changes: str) -> Row:
    return Case("", "", base, changes, frozenset(), True).row


def report(*rows: Row) -> Report:
    return check(Whole(rows, overlaps=()), POLICY)


@pytest.mark.parametrize("name", named())
def test_a_sound_row_is_told_nothing(name: str) -> None:
    assert report(sound(name)).findings == ()


@pytest.mark.parametrize("one", cases(), ids=lambda one: f"{one.check}-{one.name}")
def test_exactly_what_is_wrong_is_told(one: Case) -> None:
    wanted = one.also | ({one.check} if one.fires else set())
    assert codes(report(one.row).findings) == wanted


def test_each_check_has_a_case_that_fires_and_a_row_for_which_it_holds() -> None:
    assert {one.check for one in cases() if one.fires} == ALL - set(OF_SETS)
    reports = [report(sound(name)) for name in named()] + [report(one.row) for one in cases() if not one.fires]
    assert {code for one in reports for code, ended in one.tally.items() if ended.get(Why.HOLDS)} == ALL


def test_a_gap_is_told_as_a_gap() -> None:
    """Not compared is not unlike: 用途相符 left empty is no 否."""
    for base, cell in (("施工营地", "permit.use_fits"), ("设施农业", "facility.in_systems")):
        (gap,) = report(case(base, f"{cell}=")).findings
        (no,) = report(case(base, f"{cell}=否")).findings
        assert (gap.code, gap.answer) == (no.code, Answer.NOT_ENOUGH_EVIDENCE)
        assert no.answer is Answer.FAILS
        assert "缺" in gap.message


def papers(*changes: str) -> Row:
    """A lawful row that relies on several approvals."""
    row = sound("合法建房")
    found = [changed(row, each).approvals[0] for each in changes]
    numbered = (replace(one, number=f"桂政土批〔2023〕{place}号") for place, one in enumerate(found))
    return replace(row, approvals=tuple(numbered))


def test_of_several_approvals_one_in_time_is_enough_and_an_undated_one_may_be_it() -> None:
    late, undated = "approvals.0.effective=2023-06-01; approvals.0.cover=0.5", "approvals.0.effective="
    in_time = "approvals.0.cover=1"
    assert codes(report(papers(late, in_time)).findings) == set()
    assert codes(report(papers(late)).findings) == {"approval_in_time"}
    assert codes(report(papers(late, undated)).findings) == {"approval_particulars"}


def test_only_approvals_in_time_cover() -> None:
    late, half = "approvals.0.effective=2023-06-01", "approvals.0.cover=0.5"
    assert codes(report(papers(late, half)).findings) == {"approval_covers"}
    assert codes(report(papers(half, half)).findings) == set()


def test_a_finding_says_what_stands_what_should_the_clause_and_the_mend() -> None:
    found = {
        one.code: one
        for one in report(Case("", "", "合法建房", "filed.other_farm=0.12", frozenset(), True).row).findings
    }
    one = found["area_identity"]
    assert one.message == "图斑面积·填报为0.60亩，四项合计为0.62亩，对不上"
    assert (one.stands, one.should, one.plot) == ("0.60亩", "0.62亩", "L1")
    assert "田坎" in one.mend
    assert "填报表" in one.clause
    assert one.blocks
    assert set(one.as_json()) >= {"code", "plot", "field", "stands", "should", "clause", "mend", "level", "answer"}


def test_what_the_books_have_no_place_for_is_not_asked() -> None:
    row = Case(
        "", "", "合法建房", "filed.unused=; evidence-; filer=; statement=; approvals.0.area=", frozenset(), True
    ).row
    row = replace(row, unkept=frozenset({Subject.APPROVAL_AREA}))
    assert check(Whole((row,)), POLICY, UNKEPT | UNFILED).findings == ()
    tally = check(Whole((row,)), POLICY, UNKEPT, {row.plot: UNFILED}).tally
    assert {tally[code][Why.UNKEPT] for code in ("classes_given", "dossier_papers", "statement_given")} == {1}
    assert {one.code for one in check(Whole((row,)), POLICY, UNKEPT).findings} >= {"dossier_papers", "filer_named"}
