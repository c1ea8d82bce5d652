"""Beside a checklist stand interviews, mechanisms, letters, urging as they are booked; nothing kept is not nought."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_pressing import DAY, LATER, STAR, WHEAT, county, drafted, out, person, project, proposed
from weipian.terms.pressing import Mechanism, StartKind, StepKind, Trigger

pytestmark = pytest.mark.requirement("D6", "E4", "E5")
INTERVIEW: dict[str, Any] = {
    "kind": Mechanism.WARNING_INTERVIEW,
    "person": "乡长",
    "triggers": (Trigger.REMINDER_OVERDUE,),
}


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    return county(tmp_path / "county")


def shown(desk: Any, township: str, today: date = LATER, asked: str | None = None) -> dict[str, Any]:
    from weipian.office.accepting.checklist import checklists

    (found,) = [one for one in checklists(desk, today, asked) if one.township == township]
    return {one.key: one for line in found.lines for one in line.shown}


def decide(desk: Any, who: str, number: int) -> None:
    from weipian.programme.report.pressing.acts.mechanisms import Decision
    from weipian.programme.report.pressing.acts.mechanisms import decide as decided

    decided(person(desk, who), number, Decision(starts=True, text="同意"), LATER)


PRESSED = (
    "mechanisms_in_force", "mechanisms_lifted", "letters", "letters_unanswered", "letters_overdue", "urged",
    "supervised", "interviews", "interviews_held", "interviews_answered", "interviews_overdue", "starts",
    "starts_late", "referrals",
)  # fmt: skip


def test_what_nobody_wrote_down_is_not_nought(desk: Any) -> None:
    for town in (STAR, WHEAT):
        found = shown(desk, town)
        assert [found[key].value for key in PRESSED] == [None] * len(PRESSED)
        assert all(found[key].why for key in PRESSED)
        assert "没有登记" in found["letters"].said
        assert "0" not in found["letters"].said


def test_the_figures_are_the_rows_of_the_books(desk: Any) -> None:
    from weipian.programme.report.pressing.acts import letters
    from weipian.programme.report.pressing.acts.mechanisms import held, lift
    from weipian.programme.report.pressing.acts.recording import Step, record_step, start

    circular, interview = proposed(desk), proposed(desk, **INTERVIEW)
    assert shown(desk, STAR)["mechanisms_in_force"].value == 0  # proposed: nobody has decided anything
    decide(desk, "leader", circular)
    decide(desk, "government", interview)
    held(desk, interview, LATER)
    lift(person(desk, "leader"), circular, "已整改", LATER)
    first = out(desk, drafted(desk, mechanism=interview))
    second = out(desk, drafted(desk), name="2号")
    letters.receive(person(desk, "star"), second, LATER, "张三")
    letters.reply(person(desk, "star"), second, LATER, "已部署")
    begun = start(person(desk, "star"), StartKind.INTERVIEW, STAR, DAY, "")
    project(desk)
    step = record_step(desk, Step(project="甲水库", kind=StepKind.URGED, day=DAY, number="1号"))

    late = date(2023, 9, 25)  # the reply was due on the 22nd, the papers five working days after the 10th: the 15th
    star = shown(desk, STAR, late)
    counted = {key: star[key].value for key in PRESSED}
    assert counted == {
        "mechanisms_in_force": 1, "mechanisms_lifted": 1, "letters": 2, "letters_unanswered": 1, "letters_overdue": 1,
        "urged": 0, "supervised": None, "interviews": 1, "interviews_held": 1, "interviews_answered": 0,
        "interviews_overdue": 1, "starts": 1, "starts_late": 1, "referrals": None,
    }  # fmt: skip
    assert star["interviews_held"].rows == (f"机制 {interview} 约谈纠治",)
    assert star["letters_overdue"].rows == (f"函件 {first} 警示提醒函",)
    assert star["starts_late"].rows == (f"乡镇约谈 {begun}",)
    before = shown(desk, STAR, LATER)
    assert (before["letters_overdue"].value, before["starts_late"].value) == (0, 0)
    wheat = shown(desk, WHEAT, late)
    assert {wheat[key].value for key in PRESSED} == {0, None}
    assert wheat["letters"].value == 0  # letters are kept, none of them to it
    assert shown(desk, WHEAT, late, WHEAT) == wheat
    hang(desk, "P1")
    assert shown(desk, STAR)["urged"].rows == (f"督促 {step} 甲水库",)

    own = shown(person(desk, "star"), STAR, late)
    assert {key: own[key].value for key in PRESSED} == {**counted, "urged": None}
    theirs = shown(person(desk, "wheat"), WHEAT, late)
    assert {theirs[key].value for key in PRESSED} == {None}  # of others a township learns not even that they exist


def hang(desk: Any, patch: str) -> None:
    """The patch's project is the one that was urged."""
    from weipian.store.models import Project, Standing

    found = Project.objects.get(name="甲水库")
    Standing.objects.filter(number=patch).update(project=found)


def test_a_longer_book_asks_no_more_questions(desk: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from weipian.office.accepting.checklist import checklists

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            checklists(desk, LATER)
        return len(asked)

    proposed(desk)
    out(desk, drafted(desk))
    few = questions()
    for name in ("2号", "3号"):
        out(desk, drafted(desk), name=name)
        proposed(desk)
    assert questions() == few
