"""Gates A and D at, under and over each threshold, by category and with unknowns."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from weipian.policy import load
from weipian.programme.inspection.facts import Facts
from weipian.programme.inspection.gates import every, gate_table, line
from weipian.programme.inspection.rules import gate_a, gate_d, union_hint
from weipian.terms.words import Category, GateName, Measure

LAW = load("ziyuan-2023")
A, D = gate_table(LAW)[GateName.A], gate_table(LAW)[GateName.D]
UNION = line(LAW, "gates.A.union_hint", "farmland_redline")
STEP = Fraction(1, 10_000)
MONTHLY = (Category.NEW_NONFARM_CONSTRUCTION, Category.CONTINUING_CHANGE)


def facts(
    category: Category = Category.NEW_NONFARM_CONSTRUCTION,
    *,
    suspected: bool | None = True,
    building: bool | None = False,
    **areas: Fraction | int | None,
) -> Facts:
    known = {"cultivated": 0, "farmland": 0, "redline": 0, "mining": 0} | areas
    found = {key: None if mu is None else Fraction(mu) for key, mu in known.items()}
    return Facts("p", category, suspected, building, Measure.NONE, found)


@pytest.mark.requirement("B7", "B11")
@pytest.mark.parametrize(("area", "line"), [("cultivated", 50), ("farmland", 25), ("redline", 25)])
@pytest.mark.parametrize("category", list(Category))
def test_gate_a_on_land(category: Category, area: str, line: int) -> None:
    for mu, reached in ((line - STEP, False), (Fraction(line), True), (line + STEP, True)):
        firing = gate_a(facts(category, **dict[str, Any]({area: mu})), A).firing
        assert (firing is not None) is (reached and category in MONTHLY)
        if firing:
            assert (firing.certain, firing.who) == (True, "county_office")
            assert firing.strongest.threshold.rule == f"gates.A.{area}"
            assert firing.strongest.threshold.clause.endswith("二(二)")


@pytest.mark.requirement("B7")
@pytest.mark.parametrize("category", list(Category))
def test_gate_a_on_mining(category: Category) -> None:
    for mu, reached in ((5 - STEP, False), (Fraction(5), True)):
        firing = gate_a(facts(category, mining=mu), A).firing
        assert (firing is not None) is (reached and category is Category.MINING)
    assert gate_a(facts(Category.MINING, cultivated=500, farmland=500), A).firing is None


@pytest.mark.requirement("B7", "B10", "B11")
def test_suspicion_in_three_values() -> None:
    for suspected, listed, certain in ((True, True, True), (False, False, None), (None, True, False)):
        for rule, gate in ((gate_a, A), (gate_d, D)):
            firing = rule(facts(suspected=suspected, building=True, cultivated=50), gate).firing
            assert (firing is not None) is listed
            assert firing is None or firing.certain is certain
        assert gate_a(facts(suspected=suspected, cultivated=49), A).firing is None


@pytest.mark.requirement("B10")
@pytest.mark.parametrize("category", list(Category))
def test_gate_d_in_every_category(category: Category) -> None:
    for mu, reached in ((50 - STEP, False), (Fraction(50), True)):
        firing = gate_d(facts(category, building=True, cultivated=mu), D).firing
        assert (firing is not None) is reached
        if firing:
            assert firing.who == "leading_group"
            assert firing.strongest.threshold.clause.endswith("二(八)")
    assert gate_d(facts(category, building=False, cultivated=90), D).firing is None
    assert gate_d(facts(category, building=True, farmland=90, redline=90), D).firing is None


@pytest.mark.requirement("B10", "B11")
def test_gate_d_with_every_unknown() -> None:
    """Listed unless one thing is known to be wanting; certain only where all three are known."""
    for suspected, building, mu in product((True, False, None), (True, False, None), (60, 10, None)):
        firing = gate_d(facts(suspected=suspected, building=building, cultivated=mu), D).firing
        no = suspected is False or building is False or mu == 10
        assert (firing is None) is no
        if firing:
            assert firing.certain is (None not in (suspected, building, mu))
            missing = {"suspected_unlawful": suspected, "new_building": building, "cultivated_mu": mu}
            assert set(firing.unknown) == {name for name, value in missing.items() if value is None}


@pytest.mark.requirement("B11")
def test_an_unknown_area_makes_doubt_only_where_nothing_known_fires() -> None:
    doubt = gate_a(facts(cultivated=10, farmland=None), A).firing
    assert doubt is not None
    assert (doubt.certain, doubt.unknown, doubt.strongest.measured) == (False, ("farmland_mu",), None)
    sure = gate_a(facts(cultivated=60, farmland=None), A).firing
    assert sure is not None
    assert (sure.certain, sure.unknown) == (True, ())
    assert gate_a(facts(mining=None), A).firing is None  # a land patch is not asked for mining


@pytest.mark.requirement("B7")
def test_strongest_trigger_first() -> None:
    firing = gate_a(facts(cultivated=55, farmland=30, redline=24), A).firing
    assert firing is not None
    assert [trigger.threshold.area for trigger in firing.triggers] == ["farmland", "cultivated"]  # 1.2 and 1.1 times


@pytest.mark.requirement("B11")
def test_near_is_within_the_margin_on_either_side() -> None:
    """5 % of 50 is 2.5."""
    for mu, fires, near in (("47.4999", 0, 0), ("47.5", 0, 1), ("49.9999", 0, 1), ("52.5", 1, 1), ("52.5001", 1, 0)):
        asked = gate_a(facts(cultivated=Fraction(mu)), A)
        assert (asked.firing is not None) is bool(fires)
        assert bool(asked.near) is (bool(near) and not fires)
        assert asked.firing is None or asked.firing.strongest.near is bool(near)


@pytest.mark.requirement("B7")
@pytest.mark.parametrize(
    ("farmland", "redline", "hinted"), [(13, 12, True), (13, 11, False), (24, 24, True), (25, 1, False), (25, 0, False)]
)
def test_union_is_a_hint_and_no_gate(farmland: int, redline: int, hinted: bool) -> None:
    asked = facts(farmland=farmland, redline=redline)
    hint = union_hint(asked, A, UNION)
    assert (hint is not None) is hinted
    assert not (hint and gate_a(asked, A).firing)
    assert union_hint(replace(asked, category=Category.OTHER_CHANGE), A, UNION) is None
    assert union_hint(replace(asked, suspected=False), A, UNION) is None


@pytest.mark.requirement("A1", "B7")
def test_thresholds_are_the_law_s() -> None:
    stricter = replace(LAW.value("gates.A.cultivated"), content=Fraction(40))
    law = replace(LAW, entries={**LAW.entries, "gates.A.cultivated": (stricter,)})
    assert gate_a(facts(cultivated=40), A).firing is None
    assert gate_a(facts(cultivated=40), gate_table(law)[GateName.A]).firing is not None


def test_and_in_three_values() -> None:
    assert every(True, True) is True
    assert every(True, None) is None
    assert every(None, False) is False
