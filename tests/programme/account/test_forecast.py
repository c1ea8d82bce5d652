"""What is foreseen of open plots: each scenario's own reasons, and nothing that nobody ordered."""

from __future__ import annotations

from datetime import date

import pytest

from programme.account.ledgers import row
from weipian.policy import load
from weipian.programme.account.candidates import deadline
from weipian.programme.account.forecast import Asked, UnderWay, carried_on, expected
from weipian.programme.account.ledger import LedgerRow
from weipian.terms.account import Scenario, Why

LAW = load("ziyuan-2023")
TODAY = date(2023, 12, 1)
ROWS = [
    row("早", 5), row("逾期", 6), row("太晚", 7), row("没通知", 8), row("待核验", 9), row("红线", 3, redline="0.1"),
    row("无日期", 2), row("已验", 4, outcome="recultivated"), row("合法", 30, "lawful_new"),
]  # fmt: skip
WAYS = {
    "早": UnderWay("recultivate", date(2023, 11, 20), date(2023, 12, 20)),
    "逾期": UnderWay("recultivate", date(2023, 10, 1), date(2023, 11, 1)),
    "太晚": UnderWay("approval", date(2023, 11, 1), date(2024, 2, 1)),
    "待核验": UnderWay("recultivate", date(2023, 11, 10), date(2023, 12, 10), ("市级核验",)),
    "红线": UnderWay("approval", date(2023, 10, 1), date(2024, 1, 1)),
    "无日期": UnderWay("recultivate"),
}


def asked(today: date = TODAY) -> Asked:
    return Asked.of(LAW, today, deadline(LAW))


def whys(scenario: Scenario, rows: list[LedgerRow] = ROWS, today: date = TODAY) -> dict[str, Why]:
    return {one.row.plot: one.why for one in expected(rows, WAYS, scenario, asked(today))}


@pytest.mark.requirement("E1", "E3")
def test_by_promise_only_what_the_township_can_end_by_its_own_due_date() -> None:
    assert whys(Scenario.PROMISE) == {
        "早": Why.IN_TIME, "逾期": Why.OVERDUE, "太晚": Why.TOO_LATE, "没通知": Why.NO_ORDER, "待核验": Why.WAITS,
        "红线": Why.BARRED, "无日期": Why.NO_DUE,
    }  # fmt: skip


def test_optimistic_hopes_for_the_late_and_the_waiting_but_for_nothing_unordered_or_barred() -> None:
    found = whys(Scenario.OPTIMISTIC)
    assert {plot for plot, why in found.items() if why.is_done} == {"早", "逾期", "待核验"}
    assert (found["逾期"], found["待核验"]) == (Why.STILL, Why.PASSES)


def test_as_it_stands_nothing_more_is_put_right_and_after_the_assessment_nothing_can_be() -> None:
    assert set(whys(Scenario.STANDS).values()) == {Why.NOTHING_MORE}
    assert set(whys(Scenario.OPTIMISTIC, today=date(2024, 1, 21)).values()) == {Why.OVER}
    assert Why.OVER not in whys(Scenario.OPTIMISTIC, today=deadline(LAW)).values()


def test_finished_work_that_waits_for_acceptance_is_not_late_and_not_promised() -> None:
    done = [row("逾期", 6, outcome="recultivated_unaccepted")]
    assert whys(Scenario.OPTIMISTIC, done) == {"逾期": Why.PASSES}
    assert whys(Scenario.PROMISE, done) == {"逾期": Why.WAITS}


def test_carried_on_changes_the_plots_that_are_done_and_no_other() -> None:
    answers = expected(ROWS, WAYS, Scenario.PROMISE, asked())
    changed = [
        (old.plot, new.outcome.value) for old, new in zip(ROWS, carried_on(ROWS, answers), strict=True) if old != new
    ]
    assert changed == [("早", "recultivated")]
