"""The figures of a close: by hand, of the books, by township, in Excel."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from closed_periods import MONTH, county, frozen, redetermine
from made_books import Given, as_clerk_of, issue
from made_closing import as_role, close, work
from refusing import refuses
from weipian.terms.acting import Role
from weipian.terms.closing import PeriodKind


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "w")


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
