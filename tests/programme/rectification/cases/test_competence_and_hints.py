"""Whose case it is, who may approve, at what size a crime is hinted at, when an approval is pursued."""

from __future__ import annotations

from fractions import Fraction

import pytest

from refusing import refuses
from weipian.policy import load
from weipian.programme.rectification.cases.competence import Approver, require_competent, require_second
from weipian.programme.rectification.cases.crime import Harm, hints
from weipian.programme.rectification.cases.later_approval import Asked, obstacles
from weipian.terms.cases import ApprovalLevel, Breach

pytestmark = pytest.mark.requirement("D2")
POLICY = load("ziyuan-2023")


def test_every_nature_has_its_body_and_villagers_houses_are_not_the_bureaus() -> None:
    for breach in Breach:
        assert POLICY.value(f"cases.bodies.{breach.value}").clause
    require_competent(POLICY, "农业农村", Breach.VILLAGERS_HOUSE, "P1")
    require_competent(POLICY, "自然资源", Breach.MINING_OUTSIDE, "P1")
    for body, breach in (
        ("自然资源", Breach.VILLAGERS_HOUSE), ("自然资源", Breach.FOREST), ("水利", Breach.OCCUPATION),
    ):  # fmt: skip
        with refuses("case_wrong_body"):
            require_competent(POLICY, body, breach, "P1")


def test_nobody_approves_their_own() -> None:
    require_second(1, Approver(2), "立案", "P1")
    require_second(1, Approver(None, "某局长", "审〔2023〕1号"), "立案", "P1")
    with refuses("case_same_person"):
        require_second(1, Approver(1), "立案", "P1")
    for lacking in (Approver(), Approver(None, "某局长"), Approver(None, "", "审〔2023〕1号")):
        with refuses("case_no_approver"):
            require_second(1, lacking, "立案", "P1")


@pytest.mark.parametrize(
    ("farmland", "cultivated", "reached"),
    [
        (Fraction(5), Fraction(5), {"farmland": True, "cultivated": False}),
        (Fraction("4.9999"), Fraction(15), {"farmland": False, "cultivated": True}),
        (Fraction(3), Fraction(13), {"farmland": False, "cultivated": True}),
        (Fraction(3), Fraction("12.9999"), {"farmland": False, "cultivated": False}),
        (None, Fraction(50), {"farmland": None, "cultivated": None}),
    ],
)
def test_a_hint_at_the_number_itself_and_none_where_it_is_not_known(
    farmland: Fraction | None, cultivated: Fraction | None, reached: dict[str, bool | None]
) -> None:
    found = hints(POLICY, Harm(farmland, cultivated), mining=False)
    assert {one.key: one.reached for one in found} == reached
    assert all("由人认定" in one.text for one in found)


def test_mining_by_value() -> None:
    (found,) = hints(POLICY, Harm(mining_value=Fraction(100_000)), mining=True)
    assert found.reached is True
    (unknown,) = hints(POLICY, Harm(), mining=True)
    assert unknown.reached is None


GOOD = Asked(None, True, True, ApprovalLevel.REGION, Fraction(0), Fraction(0))


def test_an_approval_is_pursued_only_where_everything_is_known_to_allow_it() -> None:
    from dataclasses import replace
    from datetime import date

    fine = replace(GOOD, decided=date(2023, 9, 1))
    assert obstacles(POLICY, fine) == []
    cases = {
        "penalty_done": replace(fine, decided=None),
        "fits_industry_policy": replace(fine, fits_industry=False),
        "fits_plan": replace(fine, fits_plan=None),
        "level_region_or_below": replace(fine, level=ApprovalLevel.STATE),
        "farmland": replace(fine, farmland=Fraction(1, 1000)),
        "redline": replace(fine, redline=None),
    }
    for key, known in cases.items():
        assert [one.key for one in obstacles(POLICY, known)] == [key]
        assert all(one.clause and one.said for one in obstacles(POLICY, known))
    assert [one.unknown for one in obstacles(POLICY, cases["fits_plan"])] == [True]
    assert [one.unknown for one in obstacles(POLICY, cases["farmland"])] == [False]
    assert len(obstacles(POLICY, Asked(None, None, None, None, None, None))) == 6
