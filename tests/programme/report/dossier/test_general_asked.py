"""What a general volume must hold, and which dossier goes into which volume: without books."""

from __future__ import annotations

import pytest

from weipian.policy import load
from weipian.programme.report.dossier.general.needs import asked, held
from weipian.programme.report.dossier.packing import packed
from weipian.terms.dossier import GeneralKind as Kind
from weipian.terms.dossier import GeneralStage as Stage
from weipian.terms.dossier import Whose

pytestmark = pytest.mark.requirement("D5")
POLICY = load("demo-2023")


def lacks(whose: Whose, papers: list[tuple[Stage, Kind]], booked: list[tuple[Stage, Kind]], *begun: str) -> set[str]:
    return {one.key for one in held(asked(POLICY), whose, papers, booked, begun).gaps}


def test_what_the_books_hold_needs_no_paper_but_a_plan_does() -> None:
    review, plan = (Stage.CONDUCT, Kind.MEETING), (Stage.DEPLOYMENT, Kind.PLAN)
    without = lacks(Whose.TOWNSHIP, [], [])
    assert {"plan", "reviewed"} <= without
    assert without - lacks(Whose.TOWNSHIP, [], [review, plan]) == {"reviewed"}
    assert without - lacks(Whose.TOWNSHIP, [review, plan], []) == {"reviewed", "plan"}


def test_what_began_asks_for_its_papers_and_only_of_whom_it_is() -> None:
    assert lacks(Whose.TOWNSHIP, [], [], "interview_held") - lacks(Whose.TOWNSHIP, [], []) == {"interview"}
    assert lacks(Whose.UNIT, [], []) == set()
    assert lacks(Whose.UNIT, [], [], "handed") == {"dealt_with"}
    assert "half_year" in lacks(Whose.OFFICE, [], [])
    assert "half_year" not in lacks(Whose.TOWNSHIP, [], [])


def test_a_likely_need_says_why_and_every_one_has_its_clause() -> None:
    for one in asked(POLICY):
        assert one.clause
        assert one.note or one.sure.value == "stated"


PAGES = {"A": 90, "B": 100, "C": 30, "D": 250, "E": 10}


def test_a_volume_is_not_thicker_than_it_may_be() -> None:
    found = packed({}, PAGES, 200)
    assert [plot for some in found.values() for plot in some] == list(PAGES)
    assert found == {1: ("A", "B"), 2: ("C",), 3: ("D",), 4: ("E",)}
    assert packed({}, {"A": 100, "B": 100}, 200) == {1: ("A", "B")}


def test_a_dossier_stays_where_it_was_bound() -> None:
    before = {1: ("B", "C"), 2: ("E",)}
    assert packed(before, {"A": 150, **PAGES}, 200) == {1: ("B", "C"), 2: ("E", "A"), 3: ("D",)}
    grown = packed({1: ("A", "B"), 2: ("C",)}, {"A": 150, "B": 100, "C": 30}, 200)
    assert grown == {1: ("A",), 2: ("C", "B")}
    assert packed({1: ("A",), 2: ("B",)}, {"B": 100}, 200) == {1: (), 2: ("B",)}
