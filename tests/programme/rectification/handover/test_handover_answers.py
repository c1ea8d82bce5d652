"""答复移交: partial and final, by the department itself or the office, accepted or sent back, undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from made_books import as_clerk_of, clean
from made_handover import FOREST, WATER, add_evidence, as_role, hand, here, last_event, of_department, said
from refusing import refuses
from weipian.terms.acting import Role
from weipian.terms.handover import Stage

pytestmark = pytest.mark.requirement("D3", "A3")


def checked(desk: Any, number: int, *, accepted: bool, reason: str = "", day: date = date(2023, 9, 3)) -> int:
    from weipian.programme.rectification.handover.answering import check_answer

    return check_answer(desk, number, day, accepted=accepted, reason=reason)


def test_a_department_answers_in_parts_and_the_office_judges(on_both: Any) -> None:
    desk, theirs = on_both, of_department(on_both)
    hand(desk, ["P1"], matter="河道内建房", document="资移〔2023〕1号", answerer="某股室")
    assert here(theirs, "P1").stage is Stage.WAITING
    first = said(theirs, "P1", "已责令停工", date(2023, 8, 20), partial=True)
    assert here(theirs, "P1").stage is Stage.PARTLY
    final = said(theirs, "P1", "已拆除")
    assert last_event() == ("handover_answered", f"handover_answer:{final}")
    found = here(theirs, "P1")
    assert (found.stage, found.answered) == (Stage.ANSWERED, date(2023, 9, 1))
    assert [(one.id, one.told, one.evidence) for one in found.answers] == [
        (first, "已责令停工", ()), (final, "已拆除", ()),
    ]  # fmt: skip
    with refuses("handover_answered_already"):
        said(theirs, "P1")
    checked(desk, final, accepted=False, reason="没有照片")
    assert last_event() == ("handover_answer_checked", f"handover_answer:{final}")
    found = here(theirs, "P1")
    assert (found.stage, found.answered, found.answers[1].reason) == (Stage.SENT_BACK, None, "没有照片")
    again = said(theirs, "P1", "已拆除，补照片", date(2023, 9, 5))
    with refuses("handover_answer_passed"):
        checked(desk, final, accepted=False, reason="再退", day=date(2023, 9, 6))
    checked(as_role(desk, Role.COUNTY_REVIEWER), again, accepted=True, day=date(2023, 9, 6))
    assert here(theirs, "P1").stage is Stage.ACCEPTED
    assert clean(desk)


def test_who_answers_and_who_judges(desk: Any) -> None:
    hand(desk, ["P1", "P2"])
    hand(desk, ["P1"], FOREST)
    theirs = of_department(desk)
    with refuses("act_not_of_role"):
        said(as_clerk_of(desk, "星原镇"), "P1")
    with refuses("handover_unknown"):
        said(of_department(desk, FOREST), "P2")
    with refuses("handover_of_another"):
        said(theirs, "P1", department=FOREST)
    with refuses("handover_which"):
        said(desk, "P1")
    with refuses("handover_unknown"):
        said(desk, "P3")
    of_forest = said(desk, "P1", department=FOREST)
    assert here(desk, "P1").stage is Stage.WAITING
    assert here(desk, "P1", FOREST).stage is Stage.ANSWERED
    for other in (theirs, as_clerk_of(desk, "星原镇")):
        with refuses("act_not_of_role"):
            checked(other, of_forest, accepted=True)


def test_what_an_answer_needs(desk: Any) -> None:
    hand(desk, ["P1", "P2"])
    theirs = of_department(desk)
    with refuses("handover_needs"):
        said(theirs, "P1", "  ")
    with refuses("handover_day_before"):
        said(theirs, "P1", day=date(2023, 8, 4))
    with refuses("day_ahead"):
        said(theirs, "P1", day=date(2999, 1, 1))
    with refuses("handover_evidence"):
        said(theirs, "P1", evidence=(add_evidence(desk, "P2"),))
    evidence = add_evidence(desk, "P1")
    number = said(theirs, "P1", evidence=(evidence,))
    assert here(desk, "P1").answers[0].evidence == (evidence,)
    with refuses("handover_needs"):
        checked(desk, number, accepted=False)
    with refuses("handover_day_before"):
        checked(desk, number, accepted=True, day=date(2023, 8, 31))
    with refuses("handover_answer_unknown"):
        checked(desk, number + 1, accepted=True)


def test_a_patch_that_was_taken_out_is_past_answering(desk: Any) -> None:
    from weipian.programme.rectification.handover.undoing import undo_handover
    from weipian.store.acting import acting
    from weipian.store.models import Standing
    from weipian.terms.acting import Act, State

    hand(desk, ["P1"])
    number = said(desk, "P1")
    with acting(desk, Act.MEASURED) as act:
        act.change(Standing, Standing.objects.get(number="P1").id, state=State.WITHDRAWN.value)
    with refuses("handover_unknown"):
        said(desk, "P1")
    with refuses("handover_answer_unknown"):
        checked(desk, number, accepted=True)
    with refuses("handover_unknown"):
        undo_handover(desk, "P1", WATER)


def test_another_matter_asks_anew_other_terms_do_not(desk: Any) -> None:
    hand(desk, ["P1"], matter="河道内建房")
    said(desk, "P1")
    hand(desk, ["P1"], matter="河道内建房", due=date(2023, 11, 1))
    assert here(desk, "P1").stage is Stage.ANSWERED
    hand(desk, ["P1"], matter="采砂")
    assert here(desk, "P1").stage is Stage.WAITING
