"""Ranking is fair to small townships and says how it was done; tallies and triggers are exact sums (五(一), E6)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.policy import load
from weipian.programme.report.pressing.ranking import VALUES, method, order_of, rank
from weipian.programme.report.pressing.tally import by_township, tally
from weipian.programme.report.pressing.triggers import Beside, told
from weipian.terms.pressing import Criterion, Holds, Mechanism, Trigger
from weipian.terms.reckoned import PlotFact

pytestmark = pytest.mark.requirement("E6")
POLICY = load("demo-2023")


def fact(at: int, township: str = "甲", **said: Any) -> PlotFact:
    whole: dict[str, Any] = {
        "mining": False, "determination": "unlawful_new", "settled": False, "inspected": True,
        "cultivated_filed": "3", "before": "nd", "after": "nd",
    }  # fmt: skip
    return PlotFact(at, f"P{at}", township, **{**whole, **said})


def lawful(at: int, township: str = "甲", mu: str = "17") -> PlotFact:
    return fact(at, township, determination="lawful_new", before="d", after="d", cultivated_filed=mu)


def ranks(facts: list[PlotFact], *townships: str) -> dict[str, int | None]:
    return {one.township: one.combined for one in rank(by_township(facts, townships), POLICY)}


def test_many_patches_alone_make_no_township_worse() -> None:
    """Oracle by hand: each builds 20 亩 a group, 3 of it unlawful: 15 % in both, so they share the first rank."""
    small = [lawful(1, "小"), fact(2, "小")]
    large = [one for at in range(10, 30, 2) for one in (lawful(at, "大"), fact(at + 1, "大"))]
    assert ranks([*small, *large], "大", "小") == {"大": 1, "小": 1}


def test_equals_share_a_rank_and_the_next_is_left_out() -> None:
    facts = [lawful(1, "甲"), lawful(2, "乙"), lawful(3, "丙"), fact(4, "丙")]
    assert ranks(facts, "甲", "乙", "丙", "丁") == {"甲": 1, "乙": 1, "丙": 3, "丁": None}


def test_a_township_without_patches_is_not_ranked_and_few_are_marked() -> None:
    found = {one.township: one for one in rank(by_township([lawful(1, "甲")], ("甲", "丁")), POLICY)}
    assert (found["丁"].combined, found["丁"].places[Criterion.OPEN_COUNT]) == (None, None)
    assert "不排名" in found["丁"].why
    assert len(found["甲"].small) == 2
    assert found["丁"].small == ()


def test_an_undefined_ratio_has_no_rank_of_its_own() -> None:
    facts = [fact(1, "甲", determination="other_use", before="", after=""), fact(2, "乙")]
    found = {one.township: one for one in rank(by_township(facts, ("甲", "乙")), POLICY)}
    assert found["甲"].places[Criterion.RATIO] is None
    assert found["乙"].places[Criterion.RATIO] == 1
    assert [found["甲"].combined, found["乙"].combined] == [1, 2]


def test_the_method_is_printed_with_every_criterion_of_the_order() -> None:
    said = method(POLICY)
    assert all(each.label in said for each in order_of(POLICY))
    assert "不排名" in said


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.booleans(), st.integers(0, 30)), max_size=20))
def test_ranks_follow_the_stated_order_and_nothing_else(rows: list[tuple[str, bool, int]]) -> None:
    """Oracle: one is before another just where its first differing criterion is smaller."""
    facts = [
        fact(at, town, settled=settled, late={town: late} if late else {})
        for at, (town, settled, late) in enumerate(rows, start=1)
    ]
    found = [one for one in rank(by_township(facts, "甲乙丙"), POLICY) if one.combined is not None]
    for one in found:
        for other in found:
            pairs = [(VALUES[each](one.tally) or 0, VALUES[each](other.tally) or 0) for each in order_of(POLICY)]
            first = next((pair for pair in pairs if pair[0] != pair[1]), None)
            assert one.combined is not None
            assert other.combined is not None
            if first is None:
                assert one.combined == other.combined
            else:
                assert (one.combined < other.combined) == (first[0] < first[1])


def test_a_tally_by_hand() -> None:
    """Oracle: counted on paper."""
    facts = [
        fact(1, cultivated_filed="3.5", farmland_um2=2_000_000_000, late={"甲": 4, "水利": 9}, overdue=1),
        fact(2, settled=True, after=""),
        fact(3, inspected=False, determination="undetermined", before="", after="u"),
        fact(4, mining=True, determination="unlawful", before="", after="", area_filed="6.25", cultivated_filed=""),
        lawful(5),
    ]
    one = tally(facts, "甲")
    assert (one.plots, one.inspected, one.undetermined) == (5, 4, 1)
    assert (one.unlawful, one.settled, one.open, one.mining, one.mining_open) == (3, 1, 2, 1, 1)
    assert (one.late_plots, one.late_days, one.overdue) == (1, 4, 1)
    assert (one.before.numerator, one.before.denominator) == (Fraction("6.5"), Fraction("23.5"))
    assert (one.after.numerator, one.after.denominator) == (Fraction("3.5"), Fraction("20.5"))
    assert (one.open_cultivated, one.open_farmland, one.mining_area) == (Fraction("3.5"), Fraction(3), Fraction("6.25"))
    assert one.behind["open"] == ("P1", "P4")


def holds(facts: list[PlotFact], trigger: Trigger, beside: Beside = Beside()) -> Holds:  # noqa: B008 - frozen
    found = [one for one in told(tally(facts, "甲"), beside, POLICY) if one.trigger is trigger]
    return found[0].holds


@pytest.mark.requirement("E4")
def test_triggers_at_their_lines() -> None:
    """The line itself counts (以上 includes it); too few are not judged; what no figure tells is for people."""
    half = [fact(1), fact(2), fact(3, settled=True), fact(4, settled=True)]
    assert holds(half, Trigger.PROGRESS_SLOW) is Holds.YES
    assert holds([*half, fact(5, settled=True)], Trigger.PROGRESS_SLOW) is Holds.NO
    assert holds(half[:2], Trigger.PROGRESS_SLOW) is Holds.FEW
    assert holds([], Trigger.PROGRESS_SLOW) is Holds.FEW
    late = [replace(one, late={"甲": 10}) for one in half]
    assert holds(late, Trigger.EXECUTION_WEAK) is Holds.YES
    assert holds([replace(late[0], late={"甲": 9}), *late[1:]], Trigger.EXECUTION_WEAK) is Holds.NO
    assert holds(half, Trigger.RECTIFICATION_UNTRUE) is Holds.PEOPLE
    assert holds(half, Trigger.REMINDER_OVERDUE, Beside((3,))) is Holds.YES
    assert holds(half, Trigger.REMINDER_OVERDUE) is Holds.NO


@pytest.mark.requirement("E4")
def test_the_ratio_before_and_after_deductions_are_two_triggers() -> None:
    """Oracle: 6 of 40 亩 are 15 % and 6 ≥ 5: in scope before; all put right: not after."""
    facts = [fact(1, settled=True, after=""), fact(2, settled=True, after=""), lawful(3), lawful(4)]
    assert holds(facts, Trigger.PROBLEMS_OUTSTANDING) is Holds.YES
    assert holds(facts, Trigger.STILL_ACCOUNTABLE) is Holds.NO


@pytest.mark.requirement("E4")
def test_no_trigger_of_a_sanction_is_asked_of_a_township() -> None:
    found = told(tally([fact(1)], "甲"), Beside(), POLICY)
    assert {one.mechanism for one in found} == set(Mechanism) - {Mechanism.JOINT_SANCTION}
    assert {one.trigger for one in found} & {Trigger.URGED, Trigger.REFUSED} == set()
