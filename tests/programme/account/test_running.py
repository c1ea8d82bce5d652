"""What-if on what is under way: an order that runs ends by its own due date."""

from __future__ import annotations

from datetime import date

import pytest

from programme.account.ledgers import row
from weipian.policy import load
from weipian.programme.account.calc import whatif_answer

LAW = load("ziyuan-2023")
LATE = date(2024, 1, 5)
"""No measure that begins now ends by the assessment of 2024-01-20."""


@pytest.mark.requirement("E3")
def test_an_order_that_runs_is_used_where_nothing_new_can_begin() -> None:
    rows = [row("A", 20, recultivate=True), row("B", 9, recultivate=True)]
    alone = whatif_answer(rows, LAW, township="甲镇", today=LATE)
    assert (alone["reachable"], alone["measure"]) == (False, {})
    both = {"A": frozenset({"recultivate"}), "B": frozenset({"recultivate"})}
    found = whatif_answer(rows, LAW, township="甲镇", today=LATE, running=both)
    assert found["reachable"] is True
    assert found["measure"] == {"A": "recultivate", "B": "recultivate"}
    assert "按各自的期限办完的地块：A、B" in str(found["why"])
    assert "最迟" not in str(found["why"])
    assert found["open"] == ["A", "B"]


@pytest.mark.requirement("E3")
def test_running_never_helps_what_nobody_said_to_be_possible_or_what_farmland_bars() -> None:
    rows = [row("A", 20), row("B", 9, approve=True, farmland="0.01")]
    running = {"A": frozenset({"recultivate"}), "B": frozenset({"approval"})}
    found = whatif_answer(rows, LAW, township="甲镇", today=LATE, running=running)
    assert (found["reachable"], found["measure"], found["open"]) == (False, {}, ["A", "B"])
    assert "能否拆除复耕未填、未用的地块：A" in str(found["why"])
    assert "不作补办安排的地块：B" in str(found["why"])
