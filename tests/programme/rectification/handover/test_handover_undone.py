"""Handovers, answers and tables are undone; what stood before comes back; nothing that stands on them is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from made_books import clean
from made_handover import FOREST, WATER, hand, here, last_event, of_department, said
from refusing import refuses
from weipian.terms.handover import Stage

pytestmark = pytest.mark.requirement("D3", "F1")


def undone(desk: Any, patch: str, department: str = WATER) -> bool:
    from weipian.programme.rectification.handover.undoing import undo_handover

    return undo_handover(desk, patch, department)


def test_the_earlier_terms_stand_again_and_then_nothing(on_both: Any) -> None:
    desk = on_both
    hand(desk, ["P1"], matter="甲", due=date(2023, 12, 1))
    hand(desk, ["P1"], matter="乙")
    second = here(desk, "P1").id
    assert undone(desk, "P1") is True
    assert last_event() == ("handover_undone", f"handover:{second}")
    again = here(desk, "P1")
    assert (again.matter, again.due, again.given) == ("甲", date(2023, 12, 1), date(2023, 8, 5))
    assert undone(desk, "P1") is False
    assert not of_department(desk).sight.everything
    with refuses("handover_unknown"):
        here_of_department(desk)
    assert clean(desk)


def here_of_department(desk: Any) -> None:
    from weipian.store.queries.handover import handovers_here

    assert handovers_here(of_department(desk).sight) == []
    undone(desk, "P1")


def test_what_was_answered_is_not_undone_before_its_answer(desk: Any) -> None:
    from weipian.programme.rectification.handover.undoing import undo_answer

    hand(desk, ["P1"])
    number = said(desk, "P1")
    hand(desk, ["P1"], due=date(2023, 11, 1))
    assert undone(desk, "P1") is True  # the same matter: the answer stays with the earlier terms
    assert here(desk, "P1").stage is Stage.ANSWERED
    with refuses("handover_built_on"):
        undone(desk, "P1")
    with refuses("act_not_of_role"):
        undo_answer(of_department(desk), number)
    undo_answer(desk, number)
    assert last_event() == ("handover_undone", f"handover_answer:{number}")
    assert here(desk, "P1").stage is Stage.WAITING
    with refuses("handover_answer_unknown"):
        undo_answer(desk, number)
    with refuses("act_not_of_role"):
        undone(of_department(desk), "P1")
    assert undone(desk, "P1") is False
    assert clean(desk)


def test_a_department_that_still_inspects_keeps_its_sight(desk: Any) -> None:
    from weipian.programme.inspection.acts.assigning import Giving, assign

    hand(desk, ["P1"], FOREST)
    assign(desk, [Giving("P1", FOREST)], date(2023, 8, 6))
    with refuses("handover_assigned"):
        undone(desk, "P1", FOREST)
    assign(desk, [Giving("P1", "县卫片办")], date(2023, 8, 7))
    assert undone(desk, "P1", FOREST) is False


def test_a_table_is_undone_as_one(desk: Any) -> None:
    from weipian.programme.rectification.handover.giving import Handing, Sheet, hand_over_sheet
    from weipian.programme.rectification.handover.undoing import undo_sheet
    from weipian.store.queries.handed import handovers
    from weipian.store.queries.sheets import sheets

    hand(desk, ["P1"], matter="甲")
    rows = [(number, Handing(WATER, "乙", day=date(2023, 8, 6))) for number in ("P1", "P2")]
    given = hand_over_sheet(desk, rows, Sheet("移交.xlsx", "0" * 64))
    assert last_event() == ("handed_over", f"sheet:{given.sheet}")
    assert {one.patch: one.matter for one in handovers(desk.sight)} == {"P1": "乙", "P2": "乙"}
    number = said(desk, "P2")
    with refuses("handover_built_on"):
        undo_sheet(desk, given.sheet)
    from weipian.programme.rectification.handover.undoing import undo_answer

    undo_answer(desk, number)
    assert sheets() == []  # inspection has tables of its own
    assert undo_sheet(desk, None).number == given.sheet
    assert {one.patch: one.matter for one in handovers(desk.sight)} == {"P1": "甲"}
    with refuses("handover_sheet_unknown"):
        undo_sheet(desk, None)
    assert clean(desk)
