"""Closing: who may, what stands in the way, figures that stay the same, what changed since, reopening."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import SOME, Given, as_clerk_of, clean, issue, made_desk
from made_closing import as_role, check, close, determination, work
from refusing import refuses
from weipian.terms.acting import Act, Role
from weipian.terms.closing import PeriodKind

MONTH = PeriodKind.MONTH
OPINION = {"定性准确": "准", "查处整改真实": "真", "举证齐备": "齐", "数据准确规范": "规范"}


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    """Five patches of 2023-07-05, worked on."""
    made = made_desk(tmp_path / "w")
    issue(
        made,
        [replace(one, cultivated_um2=one.cultivated_um2 or 1_000_000_000) for one in SOME],
        "202307",
        date(2023, 7, 5),
    )
    work(made)
    return made


def frozen(desk: Any, key: str = "2023-08", kind: PeriodKind = MONTH, version: int | None = None) -> str:
    from weipian.office.closing.asked import shown

    return json.dumps(shown(desk, kind, key, version).frozen, ensure_ascii=False)


def restated(desk: Any, key: str = "2023-08", kind: PeriodKind = MONTH) -> list[Any]:
    from weipian.office.closing.asked import shown

    return list(shown(desk, kind, key).restated)


def redetermine(desk: Any, plot: str, **other: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Plot

    key = Plot.objects.get(number=plot).id
    old = Determination.objects.get(plot_id=key, current=True).id
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plots") as act:
        act.replace(Determination, [old], [determination(key, **other)])


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
def test_figures_by_hand(desk: Any) -> None:
    close(desk)
    found = json.loads(frozen(desk))["figures"]
    assert (found["total"]["patches"], found["total"]["plots"], found["total"]["area_filed_mu"]) == (5, 5, "17.4975")
    assert found["total"]["area_measured_mu"] == "17.4975"
    assert {name: row["plots"] for name, row in found["by_township"].items()} == {"星原镇": 2, "麦浪乡": 3}
    assert {name: row["plots"] for name, row in found["by_category"].items()} == {
        "mining": 1,
        "new_nonfarm_construction": 4,
    }
    assert {name: row["plots"] for name, row in found["by_determination"].items()} == {"unlawful": 1, "unlawful_new": 4}
    county = found["ratio"]["county"]
    assert county["after"] == {"numerator_mu": "12.0000", "denominator_mu": "12.0000", "ratio": "1.000000"}
    assert county["final_only"]["denominator_mu"] == "0.0000"
    assert found["reconcile"]["agrees"]
    assert [(one["month"], one["quarter"], one["plots"]) for one in found["reconcile"]["cells"]] == [
        ("2023-08", "2023-Q3", 5)
    ]


@pytest.mark.requirement("C6")
def test_the_ratio_of_a_close_is_the_ratio_of_the_books(desk: Any) -> None:
    """The year's figures at its close are what `weipian ratio` says at the same moment."""
    from weipian.office.ledger.standing import ratio_now

    close(desk, "2023", "year", date(2024, 1, 20))
    said: Any = ratio_now(desk).answer
    found = json.loads(frozen(desk, "2023", PeriodKind.YEAR))["figures"]["ratio"]
    for name in ("before", "after", "in_scope", "margin_mu", "undetermined_mu", "ratio_if_all_unlawful"):
        assert found["county"][name] == said["county"][name]


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


@pytest.mark.requirement("C6", "A3")
def test_a_township_sees_its_own_figures(desk: Any) -> None:
    from weipian.office.closing.asked import blocked

    close(desk)
    own = as_clerk_of(desk, "星原镇")
    found = json.loads(frozen(own))
    assert (found["township"], found["figures"]["total"]["plots"], found["figures"]["ratio"]["county"]) == (
        "星原镇",
        2,
        None,
    )
    assert set(found["figures"]["by_township"]) == {"星原镇"}
    assert {one.township for one in blocked(own, PeriodKind.QUARTER, "2023-Q3", date(2023, 8, 20)).open} <= {"星原镇"}


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


@pytest.mark.requirement("C6", "E7")
def test_pressing_has_counts_and_dates_only(desk: Any) -> None:
    from weipian.office.closing.reminding import reminder_text, reminders_now

    issue(desk, [Given("XZ-77"), Given("XZ-78")], "202308", date(2023, 8, 3))
    today = date(2023, 8, 20)
    found = reminders_now(desk, today)
    (verify,) = [one for one in found if one.duty == "verify"]
    assert (verify.township, verify.plots, verify.due, verify.overdue) == ("星原镇", 2, date(2023, 8, 13), True)
    text = reminder_text(found, today)
    assert "星原镇" in text
    assert "2 个，2023-08-13 到期，已逾期 7 天" in text
    assert "XZ" not in text
    assert reminder_text([], today) == "没有要催办的事项"


@pytest.mark.requirement("C6", "E7")
def test_the_bulletin_counts_each_township(desk: Any) -> None:
    from weipian.office.closing.bulletin import bulletin, bulletin_text

    issue(desk, [Given("XZ-77"), Given("XZ-78")], "202308", date(2023, 8, 3))
    found = bulletin(desk, date(2023, 8, 20))
    star, wheat = found.townships["星原镇"], found.townships["麦浪乡"]
    assert (star.plots, star.in_time, star.not_inspected, star.late) == (4, 2, 2, 2)
    assert star.late_days == 2 * 6  # due on Sunday the 13th: counted from Monday the 14th
    assert (wheat.plots, wheat.in_time, wheat.late) == (3, 3, 0)
    assert "XZ" not in bulletin_text(found)


@pytest.mark.requirement("C6")
def test_a_close_in_excel_has_a_sheet_of_reconciling(desk: Any, tmp_path: Any) -> None:
    import openpyxl

    from weipian.office.closing.sheets import export_close
    from weipian.store.models import Copy

    close(desk)
    target = tmp_path / "月清.xlsx"
    export_close(desk, MONTH, "2023-08", target)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["汇总", "对账", "地块", "关闭后变动", "意见", "来源"]
    rows = list(book["对账"].iter_rows(values_only=True))
    assert rows[1][:5] == ("月×季", "2023-08", "2023-Q3", 5, 5)
    assert rows[-1][:2] == ("对账结果", "相符")
    assert book["地块"].max_row == 6
    assert Copy.objects.filter(kind="period").count() == 1
    with refuses("act_not_of_role"):
        export_close(as_role(desk, Role.TECHNICIAN), MONTH, "2023-08", target)


@pytest.mark.requirement("C6")
def test_questions_do_not_grow_with_the_plots(desk: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from weipian.office.closing.asked import blocked, shown

    close(desk)
    redetermine(desk, "P1", determination="lawful_new")
    issue(desk, [Given("Q0")], "202308", date(2023, 8, 3))

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            shown(desk, MONTH, "2023-08")
            blocked(desk, MONTH, "2023-09", date(2023, 9, 20))
        return len(found)

    first = asked()
    issue(desk, [Given(f"R{number}") for number in range(20)], "202308b", date(2023, 8, 3))
    work(desk, [f"R{number}" for number in range(20)])
    for plot in ("P2", "P3", "P4"):
        redetermine(desk, plot, determination="lawful_new")
    assert asked() == first
