"""The what-if planner against every choice there is, and by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programme.account.ledgers import row
from weipian.policy import load
from weipian.programme.account.calc import whatif_answer, whatif_text
from weipian.programme.account.ledger import LedgerRow
from weipian.terms.errors import InputError

LAW = load("ziyuan-2023")
EARLY = date(2023, 10, 1)


def ask(
    rows: list[LedgerRow], today: date | None = EARLY, minimise: str = "plots", township: str | None = "甲镇"
) -> Any:
    return whatif_answer(rows, LAW, township=township, today=today, minimise=minimise)


def every_choice(rows: list[LedgerRow], area_line: Fraction) -> list[tuple[int, Fraction, int]]:
    """(plots, area, approvals) of each choice of measures that leads out of scope: the plan's words, no planner."""
    opened = [r for r in rows if r.determination == "unlawful_new" and r.outcome != "recultivated"]
    den = sum((r.cultivated for r in rows if r.determination in ("lawful_new", "unlawful_new")), Fraction(0))
    num = sum((r.cultivated for r in opened), Fraction(0))
    options = []
    for r in opened:
        barred = (r.farmland or 0) > 0 or (r.redline or 0) > 0
        options.append([""] + ["R"] * (r.can_recultivate is True) + ["A"] * (r.can_approve is True and not barred))
    found = []
    for choice in product(*options):
        gone = sum((r.cultivated for r, c in zip(opened, choice, strict=True) if c), Fraction(0))
        both = sum((r.cultivated for r, c in zip(opened, choice, strict=True) if c == "R"), Fraction(0))
        n, d = num - gone, den - both
        if n < area_line or 100 * n < 15 * d:
            found.append((sum(map(bool, choice)), gone, choice.count("A")))
    return found


FLAG = st.sampled_from([True, True, False, None])
OPEN_ROWS = st.lists(
    st.tuples(st.integers(1, 90), FLAG, FLAG, st.sampled_from([None, None, "0", "0.5"])), min_size=0, max_size=7
)


@pytest.mark.requirement("E3")
@settings(max_examples=200, deadline=None)
@given(OPEN_ROWS, st.integers(0, 900), st.sampled_from([10, 7, 1000]), st.booleans())
def test_minimum_against_every_choice(
    plots: list[tuple[int, bool | None, bool | None, str | None]], lawful: int, unit: int, county: bool
) -> None:
    scale = 20 if county else 1
    rows = [row("l", Fraction(lawful * scale, unit), "lawful_new")] + [
        row(f"u{i}", Fraction(mu * scale, unit), recultivate=r, approve=a, farmland=f)
        for i, (mu, r, a, f) in enumerate(plots)
    ]
    possible = every_choice(rows, Fraction(100 if county else 5))
    for minimise in ("plots", "area"):
        found = ask(rows, minimise=minimise, township=None if county else "甲镇")
        assert found["reachable"] is bool(possible)
        assert found["open"] == [f"u{i}" for i in range(len(plots))]
        if not possible:
            assert found["plots"] == []
            continue
        assert found["after"]["in_scope"] is False
        own = {item.plot: item for item in rows}
        area = sum((own[plot].cultivated for plot in found["plots"]), Fraction(0))
        if minimise == "plots":
            assert len(found["plots"]) == min(choice[0] for choice in possible)
        else:
            assert area == min(choice[1] for choice in possible)
        for plot, measure in found["measure"].items():
            able = own[plot].can_recultivate if measure == "recultivate" else own[plot].can_approve
            assert able is True


@pytest.mark.requirement("E3")
def test_where_both_serve_equally_recultivation() -> None:
    rows = [row("l", "10", "lawful_new"), row("a", "6", recultivate=True, approve=True)]
    assert ask(rows)["measure"] == {"a": "recultivate"}
    assert ask(rows, minimise="area")["measure"] == {"a": "recultivate"}
    enough = [row("l", "2", "lawful_new"), row("a", "5", approve=True), row("b", "4", recultivate=True, approve=True)]
    assert ask(enough)["measure"] == {"a": "approval"}  # under 5 亩; the other plot alone would leave 5


@pytest.mark.requirement("E3")
def test_equal_plots_are_recultivated_rather_than_approved() -> None:
    rows = [row("l", "1", "lawful_new"), row("a", "4", approve=True), row("b", "4", recultivate=True)]
    for minimise in ("plots", "area"):
        assert ask(rows, minimise=minimise)["measure"] == {"b": "recultivate"}


@pytest.mark.requirement("E3")
def test_approval_reaches_where_recultivation_does_not() -> None:
    """N=8, D=50: recultivating 0.55 leaves 7.45/49.45 = 15.07 %, approving it 7.45/50 = 14.9 %; of 0.5 exactly 15 %."""
    rows = [row("l", "42", "lawful_new"), row("rest", "7.45"), row("a", "0.55", recultivate=True, approve=True)]
    assert ask(rows)["measure"] == {"a": "approval"}
    exact = [row("l", "42", "lawful_new"), row("rest", "7.5"), row("a", "0.5", recultivate=True, approve=True)]
    assert ask(exact)["reachable"] is False


@pytest.mark.requirement("E3")
def test_recultivation_that_ends_on_the_line_does_not_serve() -> None:
    """N=10.7, D=60: recultivating 2 leaves 8.7/58 = 15 % exactly, which is in scope; approving it 8.7/60 = 14.5 %."""
    rows = [row("l", "49.3", "lawful_new"), row("rest", "8.7"), row("a", "2", recultivate=True, approve=True)]
    for minimise in ("plots", "area"):
        assert ask(rows, minimise=minimise)["measure"] == {"a": "approval"}


@pytest.mark.requirement("E3")
def test_already_out_of_scope_needs_nothing() -> None:
    found = ask([row("l", "100", "lawful_new"), row("a", "6", recultivate=True)])
    assert (found["reachable"], found["plots"], found["measure"], found["open"]) == (True, [], {}, ["a"])
    assert "未达比例线" in found["why"]


@pytest.mark.requirement("E3")
@pytest.mark.parametrize("outcome", ["", "in_progress", "recultivated_unaccepted"])
def test_open_outcomes_are_candidates(outcome: str) -> None:
    assert ask([row("a", "6", outcome=outcome, recultivate=True)])["plots"] == ["a"]


@pytest.mark.requirement("E3")
@pytest.mark.parametrize("outcome", ["recultivated", "retrospective_approval"])
def test_what_is_done_is_neither_open_nor_a_candidate(outcome: str) -> None:
    found = ask([row("a", "6", outcome=outcome, recultivate=True), row("b", "6")])
    assert (found["reachable"], found["plots"], found["open"]) == (False, [], ["b"])


@pytest.mark.requirement("E3")
@pytest.mark.parametrize("column", ["farmland", "redline"])
def test_farmland_and_redline_bar_approval(column: str) -> None:
    touched = row("a", "6", approve=True, **{column: "0.0001"})  # type: ignore[arg-type]
    untouched = row("a", "6", approve=True, **{column: "0"})  # type: ignore[arg-type]
    assert ask([touched])["reachable"] is False
    assert "永久基本农田" in ask([touched])["why"]
    assert ask([untouched])["measure"] == {"a": "approval"}


@pytest.mark.requirement("E3")
def test_unknown_is_not_used_and_is_listed() -> None:
    found = ask([row("a", "6", approve=False), row("b", "2", recultivate=False)])
    assert found["reachable"] is False
    assert "能否拆除复耕未填、未用的地块：a" in found["why"]
    assert "能否补办手续未填、未用的地块：b" in found["why"]


@pytest.mark.requirement("E3")
@pytest.mark.parametrize(
    ("today", "recultivation", "approval"),
    [
        (date(2023, 10, 20), True, True),
        (date(2023, 10, 21), True, False),
        (date(2023, 12, 20), True, False),
        (date(2023, 12, 21), False, False),
        (None, True, True),
    ],
)
def test_time_left(today: date | None, recultivation: bool, approval: bool) -> None:
    """One month, three months, and the annual assessment on 2024-01-20, that day included."""
    assert ask([row("a", "6", recultivate=True)], today)["reachable"] is recultivation
    assert ask([row("a", "6", approve=True)], today)["reachable"] is approval
    found = ask([row("a", "6")], today)
    assert ("没有给出今天的日期" in found["why"]) is (today is None)
    assert found["last_start"] == {"recultivate": "2023-12-20", "approval": "2023-10-20"}


@pytest.mark.requirement("E3")
def test_parts_of_a_plot_go_together() -> None:
    rows = [
        row("a", "3", recultivate=True),
        row("a", "3", recultivate=True),
        row("a", "2", outcome="recultivated"),
        row("b", "4", recultivate=True),
        row("b", "2", recultivate=None),
    ]
    found = ask(rows)
    assert found["reachable"] is False  # b is not known whole, and 6 of 6 stay
    assert found["open_mu"] == {"a": "6.0000", "b": "6.0000"}
    easier = [*rows[:3], row("b", "4", recultivate=True)]
    assert ask(easier)["plots"] == ["a"]
    assert ask(easier)["after"]["after"]["numerator_mu"] == "4.0000"


@pytest.mark.requirement("E3")
def test_only_the_township_asked_for() -> None:
    rows = [row("a", "6", recultivate=True), row("b", "60", township="乙镇", recultivate=True)]
    assert ask(rows)["plots"] == ["a"]
    assert ask(rows, township=None)["plots"] == []  # the county's line is at 100 亩
    assert ask(rows, township="资源镇")["reachable"] is True
    with pytest.raises(InputError, match="外乡"):
        ask(rows, township="外乡")


def test_text_shows_every_open_plot() -> None:
    text = whatif_text(ask([row("a", "6", recultivate=True), row("b", "4")]))
    assert "拆除复耕" in text
    assert "b" in text
    assert "（本方案未排）" in text
    assert "安全" not in text


@pytest.mark.requirement("E3")
def test_a_county_of_fifteen_hundred_candidates_is_exact() -> None:
    """All approvable plots are needed, and of the others at least (T − X) / 0.85 with X the approvable area.

    T = N − 15 %·D; a smaller area can't do, since a 亩 recultivated gains 0.85 and one approved 1.
    """
    rows = [row("l", "6000", "lawful_new")] + [
        row(f"u{i}", Fraction(500 + 7919 * i % 59_500, 10_000), recultivate=i % 3 > 0, approve=i % 2 == 0)
        for i in range(1500)
    ]
    found = ask(rows, minimise="area", township=None)
    total = sum((item.cultivated for item in rows[1:]), Fraction(0))
    approvable = sum((item.cultivated for item in rows[1:] if item.can_approve), Fraction(0))
    wanting = (total - Fraction(15, 100) * (total + 6000) - approvable) / Fraction(85, 100)
    steps = wanting * 10_000 // 1 + 1
    assert wanting > 0
    assert Fraction(found["area_mu"]) == approvable + Fraction(steps, 10_000)
    assert found["after"]["in_scope"] is False
    assert "未能证明" not in found["why"]
    assert len(ask(rows, township=None)["plots"]) < len(found["plots"])
