"""What stays of a closed period and what changed since: late changes, reopening, a lawful erasure."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from closed_periods import MONTH, county, frozen, redetermine, restated
from made_books import Given, clean, issue
from made_closing import as_role, check, close
from refusing import refuses
from weipian.terms.acting import Act, Role


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "w")


@pytest.mark.requirement("C6", "F1")
def test_a_closed_period_answers_the_same_and_late_changes_stand_beside_it(desk: Any) -> None:
    close(desk)
    then = frozen(desk)
    assert restated(desk) == []
    redetermine(desk, "P1", determination="lawful_new", conclusion="lawful", because="批文找到了")
    issue(desk, [Given("L1")], "202307c", date(2023, 7, 6))
    assert frozen(desk) == then
    found = {(one.plot, one.field): one for one in restated(desk)}
    changed = found["P1", "determination"]
    assert (changed.was, changed.now, changed.act, changed.because) == (
        "unlawful_new", "lawful_new", "录入会审判定", "批文找到了",
    )  # fmt: skip
    assert changed.at
    assert changed.actor == desk.actor.signed
    assert found["L1", "plot"].was is None
    assert {plot for plot, _ in found} == {"P1", "L1"}
    assert clean(desk)


@pytest.mark.requirement("C6")
def test_reopened_the_old_figures_stay_and_the_new_close_is_another_version(desk: Any) -> None:
    from weipian.office.closing.acts import reopen_period
    from weipian.office.closing.asked import listed, shown

    close(desk)
    then = frozen(desk)
    leader = as_role(desk, Role.COUNTY_LEADER)
    with refuses("reopening_without_reason"):
        reopen_period(leader, MONTH, "2023-08", " ")
    reopen_period(leader, MONTH, "2023-08", "漏报一个")
    with refuses("period_not_closed"):
        reopen_period(leader, MONTH, "2023-08", "再来")
    redetermine(desk, "P1", determination="lawful_new", conclusion="lawful")
    close(desk, today=date(2023, 8, 25))
    assert frozen(desk, version=1) == then
    first, second = shown(desk, MONTH, "2023-08", 1), shown(desk, MONTH, "2023-08")
    assert first.reopened is not None
    assert first.reopened[0] == "漏报一个"
    assert (second.close.version, second.frozen["late_days"]) == (2, 5)
    assert second.frozen["figures"]["by_determination"]["lawful_new"]["plots"] == 1
    assert [one["current"] for one in listed(desk)] == [False, True]


@pytest.mark.requirement("C6")
def test_months_take_in_what_no_closed_month_has(desk: Any) -> None:
    issue(desk, [Given("A1"), Given("A2")], "202308", date(2023, 8, 3))
    close(desk)
    late = [Given("L1")]
    issue(desk, late, "202307c", date(2023, 7, 6))
    close(desk, "2023-09", today=date(2023, 9, 20))
    found = json.loads(frozen(desk, "2023-09"))["figures"]
    assert found["total"]["plots"] == 3
    assert {(one["month"], one["plots"]) for one in found["reconcile"]["by_month"]} == {("2023-08", 1), ("2023-09", 2)}
    assert restated(desk) == []  # reported in another month: it lacks nowhere


@pytest.mark.requirement("C6", "B12")
def test_figures_follow_a_lawful_erasure(desk: Any) -> None:
    """Afterwards a close says what it would have said, had the patch never been there."""
    from weipian.store.acting import acting
    from weipian.store.erasing import erase
    from weipian.store.models import PeriodPlot
    from weipian.store.queries.erasure import doomed_patches

    check(desk)
    close(desk)
    before = json.loads(frozen(desk))["figures"]
    with acting(as_role(desk, Role.COUNTY_LEADER), Act.ERASED, "erasure:1") as act:
        erase(act, doomed_patches(["P1"]))
    after = json.loads(frozen(desk))["figures"]
    assert PeriodPlot.objects.count() == 4
    assert (before["total"]["plots"], after["total"]["plots"]) == (5, 4)
    assert after["by_township"]["星原镇"]["plots"] == 1
    assert after["ratio"]["county"]["after"]["numerator_mu"] == "9.0000"
    assert after["reconcile"]["agrees"]
    assert restated(desk) == []
    assert clean(desk)
