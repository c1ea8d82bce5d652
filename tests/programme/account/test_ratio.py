"""The ratio against the worked cases of the plan and against a second, plain implementation in Decimal."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, getcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programme.account.ledgers import row
from weipian.policy import Policy, load
from weipian.programme.account.calc import ratio_answer, ratio_text
from weipian.programme.account.ledger import LedgerRow
from weipian.terms.words import Determination, Outcome

LAW = load("ziyuan-2023")
UNLAWFUL_PAIRS = {
    "": (True, True),
    "in_progress": (True, True),
    "recultivated_unaccepted": (True, True),
    "retrospective_approval": (False, True),
    "recultivated": (False, False),
    "settled_otherwise": (True, True),
}
PAIRS = {
    "lawful_new": (False, True),
    "unlawful_existing": (False, False),
    "unlawful_farming": (False, False),
    "other_use": (False, False),
    "undetermined": (False, False),
}


def answer(rows: list[LedgerRow], law: Policy = LAW) -> Any:
    return ratio_answer(rows, law)


def plan_case(lawful: str, unlawful: str, approved: str, recultivated: str) -> list[LedgerRow]:
    """L, W, b, c of domain.md §4: W is all unlawful land, b and c are parts of it."""
    rest = Fraction(unlawful) - Fraction(approved) - Fraction(recultivated)
    return [
        row("l", lawful, "lawful_new"),
        row("w", rest),
        row("w", approved, outcome="retrospective_approval"),
        row("w", recultivated, outcome="recultivated"),
    ]


@pytest.mark.requirement("E1", "E2")
@pytest.mark.parametrize(
    ("case", "numerator", "denominator", "ratio", "in_scope"),
    [
        (("300", "120", "30", "20"), "70.0000", "400.0000", "0.175000", False),
        (("500", "160", "50", "0"), "110.0000", "660.0000", "0.166667", True),
        (("500", "160", "0", "50"), "110.0000", "610.0000", "0.180328", True),
        (("566.6666", "100", "0", "0"), "100.0000", "666.6666", "0.150000", True),
        (("566.6667", "100", "0", "0"), "100.0000", "666.6667", "0.150000", False),
        (("100", "99.9999", "0", "0"), "99.9999", "199.9999", "0.500000", False),
    ],
)
def test_county_cases_of_the_plan(
    case: tuple[str, str, str, str], numerator: str, denominator: str, ratio: str, in_scope: bool
) -> None:
    county = answer(plan_case(*case))["county"]
    assert county["after"] == {"numerator_mu": numerator, "denominator_mu": denominator, "ratio": ratio}
    assert county["in_scope"] is in_scope


@pytest.mark.requirement("E2")
@pytest.mark.parametrize(
    ("lawful", "unlawful", "in_scope"),
    [
        ("10", "4.99", False),
        ("28.33", "5", True),
        ("28.34", "5", False),
        ("28.3333", "5.0000", True),
        ("28.3334", "5.0000", False),
        ("10", "4.9999", False),
        ("10", "5.0000", True),
        ("10", "5.0001", True),
        ("85", "15", True),
        ("85.0001", "15", False),
    ],
)
def test_township_line_is_inclusive_and_exact(lawful: str, unlawful: str, in_scope: bool) -> None:
    town = answer(plan_case(lawful, unlawful, "0", "0"))["townships"]["甲镇"]
    assert town["in_scope"] is in_scope


@pytest.mark.requirement("E1")
@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("determination", list(Determination))
def test_every_determination_with_every_outcome(determination: Determination, outcome: Outcome) -> None:
    is_new = determination is Determination.UNLAWFUL_NEW
    expected = UNLAWFUL_PAIRS[outcome.value] if is_new else PAIRS[determination.value]
    found = answer([row("p", "2.5", determination.value, outcome.value)])
    shown = found["rows"][0]
    assert (shown["numerator"], shown["denominator"]) == tuple("2.5000" if counts else "0.0000" for counts in expected)
    assert shown["rule"].startswith(f"ratio.counts.{determination.value}")
    assert "四(一)" in shown["clause"]
    before = found["county"]["before"]
    if is_new:
        assert (before["numerator_mu"], before["denominator_mu"]) == ("2.5000", "2.5000")
    elif outcome:
        assert any("不起作用" in warning for warning in found["warnings"])


@pytest.mark.requirement("E1")
@pytest.mark.parametrize(("supplementary", "accepted", "counts"), [(0, 0, 1), (0, 1, 1), (1, 0, 0), (1, 1, 1)])
def test_lawful_supplementary_counts_only_when_accepted_above(supplementary: int, accepted: int, counts: int) -> None:
    found = answer([row("p", "3", "lawful_new", supplementary=bool(supplementary), accepted=bool(accepted))])
    assert found["county"]["after"]["denominator_mu"] == ("3.0000" if counts else "0.0000")
    assert (found["rows"][0]["rule"] == "ratio.supplementary.lawful_new_needs_acceptance") is not bool(counts)


@pytest.mark.requirement("E1")
def test_unlawful_supplementary_counts_without_acceptance() -> None:
    after = answer([row("p", "3", supplementary=True)])["county"]["after"]
    assert (after["numerator_mu"], after["denominator_mu"]) == ("3.0000", "3.0000")


@pytest.mark.requirement("E1")
@pytest.mark.parametrize("mark", ["national_project", "housing", "affordable_housing"])
def test_marks_have_no_effect_and_are_shown(mark: str) -> None:
    plain = [row("a", "6"), row("b", "10", "lawful_new")]
    marked = [replace(item, marks=frozenset({mark})) for item in plain]
    one, other = answer(plain), answer(marked)
    assert one["county"] == other["county"]
    assert one["rows"] == other["rows"]
    assert other["marks"][mark] == {"rows": 2, "numerator_mu": "6.0000"}


@pytest.mark.requirement("E2")
def test_nothing_built_has_no_ratio() -> None:
    town = answer([row("a", "0"), row("b", "7", "other_use", township="乙镇")])["townships"]
    for name in ("甲镇", "乙镇"):
        assert town[name]["after"] == {"numerator_mu": "0.0000", "denominator_mu": "0.0000", "ratio": None}
        assert town[name]["in_scope"] is False
        assert town[name]["ratio_if_all_unlawful"] is None


@pytest.mark.requirement("E2")
def test_undetermined_stands_beside_the_ratio() -> None:
    town = answer([row("a", "1"), row("b", "9", "lawful_new"), row("c", "10", "undetermined")])["townships"]["甲镇"]
    assert town["after"]["ratio"] == "0.100000"
    assert town["undetermined_mu"] == "10.0000"
    assert town["ratio_if_all_unlawful"] == "0.550000"  # 11 of 20


@pytest.mark.requirement("E2")
@pytest.mark.parametrize(
    ("lawful", "unlawful", "margin"),
    [("10", "4.9", "0.1000"), ("10", "7", "2.0000"), ("40", "20", "11.0000"), ("95", "5", "10.0000")],
)
def test_margin_is_the_distance_to_the_nearer_of_the_two_lines(lawful: str, unlawful: str, margin: str) -> None:
    """The line lies at max(5, 15 % of the denominator)."""
    assert answer(plan_case(lawful, unlawful, "0", "0"))["townships"]["甲镇"]["margin_mu"] == margin


def test_unknown_township_is_a_key_and_a_warning() -> None:
    found = answer([row("a", "1", township="外乡"), row("b", "1", township="资源镇")])
    assert list(found["townships"]) == ["外乡", "资源镇"]
    assert [warning for warning in found["warnings"] if "外乡" in warning]


def test_the_law_decides_not_the_code() -> None:
    """Another county's pack in which waiting for acceptance is enough changes the sum without new code."""
    key = "ratio.counts.unlawful_new.recultivated_unaccepted"
    gentler = replace(LAW.value(key), content=())
    law = replace(LAW, entries={**LAW.entries, key: (gentler,)})
    assert answer([row("a", "6", outcome="recultivated_unaccepted")], law)["county"]["after"]["ratio"] is None


def test_text_speaks_of_the_line_and_never_of_safety() -> None:
    text = ratio_text(answer([*plan_case("10", "9", "1", "1"), row("u", "1", "undetermined", township="乙镇")]))
    assert "达到比例线" in text
    assert "未达比例线" in text
    assert "安全" not in text
    assert "未判定 1.0000 亩" in text


ROWS = st.lists(
    st.builds(
        lambda units, determination, outcome, township, extra, accepted: row(
            "p",
            Fraction(units, 10_000),
            determination.value,
            outcome.value,
            township=township,
            supplementary=extra,
            accepted=accepted,
        ),
        st.integers(0, 2_000_000),
        st.sampled_from(Determination),
        st.sampled_from(Outcome),
        st.sampled_from(["甲镇", "乙镇"]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=30,
)


def plain_decimal(rows: list[LedgerRow]) -> dict[str, object]:
    """四(一) once more, straight from the plan's words, in Decimal."""
    getcontext().prec = 60
    num = den = undetermined = Decimal(0)
    for item in rows:
        mu = Decimal(item.cultivated.numerator) / Decimal(item.cultivated.denominator)
        if item.determination is Determination.UNDETERMINED:
            undetermined += mu
        if item.determination is Determination.LAWFUL_NEW and (item.accepted_above or not item.supplementary):
            den += mu
        if item.determination is Determination.UNLAWFUL_NEW and item.outcome is not Outcome.RECULTIVATED:
            den += mu
            num += mu if item.outcome is not Outcome.RETROSPECTIVE_APPROVAL else 0
    places = Decimal("0.000001")
    return {
        "numerator": num,
        "denominator": den,
        "ratio": None if den == 0 else str((num / den).quantize(places, ROUND_HALF_UP)),
        "worst": None
        if den + undetermined == 0
        else str(((num + undetermined) / (den + undetermined)).quantize(places, ROUND_HALF_UP)),
    }


@pytest.mark.requirement("E1", "E2")
@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_against_a_plain_decimal_implementation(rows: list[LedgerRow]) -> None:
    found = answer(rows)
    scopes = [("county", found["county"], rows, Decimal(100))]
    for name, block in found["townships"].items():
        scopes.append((name, block, [item for item in rows if item.township == name], Decimal(5)))
    for _, block, own, area in scopes:
        oracle = plain_decimal(own)
        num, den = oracle["numerator"], oracle["denominator"]
        assert isinstance(num, Decimal)
        assert isinstance(den, Decimal)
        assert Decimal(block["after"]["numerator_mu"]) == num
        assert Decimal(block["after"]["denominator_mu"]) == den
        assert block["after"]["ratio"] == oracle["ratio"]
        assert block["ratio_if_all_unlawful"] == oracle["worst"]
        assert block["in_scope"] is (num >= area and num * 20 >= den * 3)
    shown = sum((Decimal(item["numerator"]) for item in found["rows"]), Decimal(0))
    assert shown == Decimal(found["county"]["after"]["numerator_mu"])
