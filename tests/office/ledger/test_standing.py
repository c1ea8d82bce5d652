"""Duties, ratio and what-if by the books, in the calculators' shapes; and what another policy would change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from edited_ledger import take
from made_books import TOWNSHIPS, as_clerk_of, clean
from weipian.policy import load

Edit = Callable[..., Path]


def duties(desk: Any, today: date = date(2023, 8, 20), township: str | None = None) -> list[dict[str, Any]]:
    from weipian.office.ledger.standing import duties_json, duties_now

    found: list[dict[str, Any]] = duties_json(duties_now(desk, township), today)
    return found


@pytest.fixture
def determined(desk: Any, edited: Edit) -> Any:
    """P1 unlawful with 6 亩, P3 unlawful with 40 亩, P2 not determined."""
    wrong = {"determination": "新增建设用地违法", "because": "未批先建", "can_recultivate": "是"}
    take(
        desk,
        edited({"P1": {**wrong, "cultivated_filed_mu": 6}, "P3": {**wrong, "cultivated_filed_mu": 40}}),
        "会审1",
    )
    return desk


@pytest.mark.requirement("E7")
def test_each_duty_of_a_batch_stands_once_with_its_plots(desk: Any, edited: Edit) -> None:
    verify = [row for row in duties(desk) if row["duty"] == "verify"]
    assert [(row["subject"], row["due"], row["plots"], row["state"]) for row in verify] == [
        ("202308", "2023-08-11", 5, "overdue")
    ]
    assert {"label", "clause", "who", "assists", "effective_due", "last_working_day", "before_policy"} <= set(verify[0])
    assert any(row["duty"] == "military_return" and row["subject"] == "全县" for row in duties(desk))
    take(desk, edited({"P1": {"inspected": "2023-08-05"}}))
    assert [row["plots"] for row in duties(desk) if row["duty"] == "verify"] == [4]


def test_an_order_starts_the_clock_of_its_plot_until_it_is_put_right(determined: Any, edited: Edit) -> None:
    take(determined, edited({"P1": {"measure": "拆除复耕", "ordered": "2023-09-01"}}))
    own = [row for row in duties(determined) if row["subject"] == "P1"]
    assert [(row["duty"], row["due"], row["township"]) for row in own] == [("recultivate", "2023-10-01", TOWNSHIPS[0])]
    take(determined, edited({"P1": {"outcome": "已拆除复耕到位"}}))
    assert not [row for row in duties(determined) if row["subject"] == "P1"]


@pytest.mark.requirement("E1", "E2")
def test_the_ratio_takes_filed_areas_else_measured_and_says_so(determined: Any) -> None:
    from weipian.office.ledger.standing import ratio_now

    found = ratio_now(determined)
    county: Any = found.answer["county"]
    assert county["after"]["numerator_mu"] == "46.0000"
    assert county["undetermined_mu"] == "3.0000"
    townships: Any = found.answer["townships"]
    assert set(townships) == set(load("demo-2023").townships)
    assert townships[TOWNSHIPS[1]]["in_scope"] is True
    assert any("P4" in line for line in found.said)
    assert any("P2" in line for line in found.said)


@pytest.mark.requirement("A3")
def test_a_township_sees_its_own_ratio_only(determined: Any) -> None:
    from weipian.office.ledger.standing import ratio_now, whatif_now
    from weipian.programme.account.text import ratio_text
    from weipian.terms.errors import InputError

    theirs = as_clerk_of(determined, TOWNSHIPS[0])
    answer = ratio_now(theirs).answer
    assert (answer["county"], list(answer["townships"])) == (None, [TOWNSHIPS[0]])  # type: ignore[call-overload]
    assert "全县" not in ratio_text(answer)
    assert all(row["subject"] != "P3" for row in duties(theirs))
    with pytest.raises(InputError):
        whatif_now(theirs, TOWNSHIPS[1], None, "plots")


@pytest.mark.requirement("E3")
def test_whatif_plans_with_what_the_books_say_can_be_done(determined: Any) -> None:
    from weipian.office.ledger.standing import whatif_now

    answer = whatif_now(determined, TOWNSHIPS[1], date(2023, 10, 1), "plots").answer
    assert (answer["reachable"], answer["measure"]) == (True, {"P3": "recultivate"})


@pytest.mark.requirement("A1")
def test_another_policy_is_tried_on_the_plots_and_nothing_is_written(determined: Any) -> None:
    from weipian.office.outcomes import outcomes
    from weipian.office.outcomes_text import outcomes_text
    from weipian.store.queries.log import head_now

    a = load("demo-2023")
    line = a.entries["ratio.township.area"]
    looser = tuple(replace(value, content=Fraction(50)) for value in line)
    b = replace(a, entries={**a.entries, "ratio.township.area": looser})
    before = head_now()
    same, other = outcomes(determined, a, a), outcomes(determined, a, b)
    nothing = ("proposals", "gates", "duties", "ratio", "counted", "scope", "days")
    assert same.as_json()["counts"] == dict.fromkeys(nothing, 0)
    assert b.value("ratio.township.area").number == Fraction(50)
    assert {row["scope"] for row in other.ratio} == set(TOWNSHIPS)
    assert "达到比例线" in outcomes_text(other, "甲", "乙")
    assert head_now() == before
    assert clean(determined)
