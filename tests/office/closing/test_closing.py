"""Closing: who may, what stands in the way, which period."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from closed_periods import MONTH, OPINION, county, frozen, redetermine
from made_books import Given, clean, issue
from made_closing import as_role, check, close
from refusing import refuses
from weipian.terms.acting import Role
from weipian.terms.closing import PeriodKind


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "w")


@pytest.mark.requirement("C6", "A3")
def test_who_closes_checks_and_reopens(desk: Any) -> None:
    from weipian.office.closing.acts import Closing, check_period, close_period, reopen_period
    from weipian.store.models import Event

    before = Event.objects.count()
    with refuses("act_not_of_role"):
        close_period(desk, MONTH, "2023-08", Closing({}), date(2023, 8, 20))
    with refuses("act_not_of_role"):
        check_period(desk, MONTH, "2023-08", date(2023, 8, 20))
    with refuses("act_not_of_role"):
        reopen_period(desk, MONTH, "2023-08", "x")
    assert Event.objects.count() == before
    check(desk)
    close(desk)
    reopen_period(as_role(desk, Role.COUNTY_LEADER), MONTH, "2023-08", "补一个")
    told = list(Event.objects.order_by("seq").values_list("act", "subject"))[before:]
    assert told == [("period_checked", "period"), ("period_closed", "period"), ("period_reopened", "period")]
    assert clean(desk)


@pytest.mark.requirement("C6", "F3")
def test_what_stands_in_the_way_is_listed_with_whom_to_ask(desk: Any) -> None:
    from weipian.office.closing.asked import blocked
    from weipian.store.models import PeriodClose

    with refuses("period_blocked"):
        close(desk, despite=" ")
    assert not PeriodClose.objects.exists()
    found = blocked(desk, MONTH, "2023-08", date(2023, 8, 20))
    who = {one.what.value: one.who for one in found.open}
    assert who == {  # determined and reported by the ledger alone: the books know of no review and of no return
        "not_checked": "县卫片办审核",
        "review_not_here": "县卫片办负责人",
        "not_released": "县卫片办负责人",
    }
    assert len(found.open) == 3 * 5
    issue(desk, [Given("N1", "麦浪乡", cultivated_um2=None)], "202307b", date(2023, 7, 20))
    said = {
        one.what.value: one.who for one in blocked(desk, MONTH, "2023-08", date(2023, 8, 20)).open if one.plot == "N1"
    }
    assert set(said) == {"not_measured", "no_proposal", "not_inspected", "not_determined", "overdue", "not_checked"}
    assert "麦浪乡：" in said["not_inspected"]
    assert "县卫片办经办" in said["not_measured"]


@pytest.mark.requirement("C6")
def test_a_check_covers_what_it_saw_and_no_later_change(desk: Any) -> None:
    from weipian.office.closing.asked import blocked

    found = check(desk)
    assert found.plots == 5
    lacking = {one.what.value for one in blocked(desk, MONTH, "2023-08", date(2023, 8, 20)).open}
    assert "not_checked" not in lacking
    assert ("fails_check" in lacking) == (found.failing > 0)
    redetermine(desk, "P2")
    after = [one.plot for one in blocked(desk, MONTH, "2023-08", date(2023, 8, 20)).open if one.what == "not_checked"]
    assert after == ["P2"]


@pytest.mark.requirement("C6", "F3")
def test_a_period_is_closed_once_and_not_before_it_is_over(desk: Any) -> None:
    with refuses("period_not_over"):
        close(desk, "2023-10", today=date(2023, 9, 20))
    close(desk)
    with refuses("period_closed_already"):
        close(desk)
    with refuses("period_closed_already"):
        check(desk)
    with refuses("period_not_closed"):
        frozen(desk, "2023-09")


@pytest.mark.requirement("C6")
def test_a_quarter_needs_the_four_points(desk: Any) -> None:
    from weipian.office.closing.asked import shown
    from weipian.office.closing.told import opinion_of

    with refuses("opinion_incomplete"):
        close(desk, "2023-Q3", "quarter", date(2023, 10, 20), opinion={**OPINION, "举证齐备": " "})
    text = "定性准确：准\n查处整改真实: 真\n再看\n举证齐备：齐\n数据准确规范：规范\n"
    opinion = opinion_of([("意见.txt", text)], list(OPINION))
    assert opinion["查处整改真实"] == "真\n再看"
    with refuses("opinion_no_point"):
        opinion_of([("意见.txt", "总的来说不错")], list(OPINION))
    close(desk, "2023-Q3", "quarter", date(2023, 10, 20), opinion=opinion)
    assert dict(shown(desk, PeriodKind.QUARTER, "2023-Q3").opinions) == opinion
