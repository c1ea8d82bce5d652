"""The bureau's own ledger in, ours out and in again: by headers, good rows only, one undoable act, quick enough."""

from __future__ import annotations

import csv
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import Given, clean
from made_cases import PLACES, Enforcing
from refusing import refuses
from weipian.terms.cases import CaseStep, Penalty

pytestmark = pytest.mark.requirement("D2")
HEADER = (
    "案件编号", "图斑编号", "案由", "办案单位", "发现日期", "立案时间", "立案批准人", "审批表号", "调查报告日期",
    "法制审核日期", "处罚告知日期", "告知送达日期", "处罚决定日期", "处罚决定书文号", "处罚内容", "罚款金额",
    "送达日期",
    "备注",
)  # fmt: skip
WHOLE = ("2023-08-25", "2023-09-01", "某局长", "审1号", "2023-09-04", "2023-09-05", "2023-09-06", "2023-09-06")
DECIDED = ("2023-09-20", "罚1号", "罚款、没收违法所得", "12000", "2023-09-21", "")


def row(number: str, plots: str, *rest: str, breach: str = "非法占地") -> tuple[str, ...]:
    return (number, plots, breach, "自然资源", *rest)


def table(folder: Path, *rows: tuple[str, ...]) -> Path:
    path = folder / "案件.csv"
    with path.open("w", encoding="gb18030", newline="") as out:
        csv.writer(out).writerows([HEADER, *rows])
    return path


def take(county: Enforcing, path: Path, *, dry_run: bool = False) -> Any:
    from weipian.office.cases.sheets import take_table

    return take_table(county.enforcer, path, mapping={}, encoding=None, dry_run=dry_run)


def stages() -> dict[str, str]:
    from weipian.store.queries.cases import cases
    from weipian.store.sight import EVERYTHING

    return {one.number: one.turns[-1].step.value for one in cases(EVERYTHING)}


@pytest.fixture
def county(tmp_path: Path, database: str) -> Enforcing:
    made = Enforcing(tmp_path / "county")
    for plot in ("P1", "P2"):
        made.photo(plot)
    return made


def test_good_rows_go_on_and_bad_ones_come_back(county: Enforcing, tmp_path: Path) -> None:
    path = table(
        tmp_path,
        row("1号", "P1", *WHOLE, *DECIDED),
        row("2号", "P2，P3", *WHOLE[:4], *[""] * 10),
        row("3号", "NONE", *WHOLE[:4], *[""] * 10),
        row("4号", "M1", *WHOLE[:4], *[""] * 10, breach="村民建房"),
        row("5号", "P2", *WHOLE[:4], *[""] * 10),
        row("6号", "P3", "", "", *[""] * 12),
    )
    seen = take(county, path, dry_run=True)
    assert (seen.done, seen.number, stages()) == (["1号", "2号"], None, {})
    done = take(county, path)
    assert done.done == ["1号", "2号"]
    assert [(one.row, one.code) for one in done.table.refused] == [
        (4, "plot_unknown"), (5, "case_wrong_body"), (6, "case_plot_taken"), (7, "case_row_unopened"),
    ]  # fmt: skip
    assert stages() == {"1号": "served", "2号": "opened"}
    one = county.shown("1号")
    assert one.now.penalties == {Penalty.FINE, Penalty.CONFISCATE_GAINS}
    assert one.case.turns[-2].more["fine"] == "12000"
    again = take(county, table(tmp_path, row("1号", "P1", *WHOLE, *DECIDED)))
    assert (again.done, again.same, again.number) == ([], ["1号"], None)
    assert clean(county.clerk)


def test_what_stands_is_not_changed_by_a_table_and_its_undoing_is_one_act(county: Enforcing, tmp_path: Path) -> None:
    from weipian.programme.rectification.cases.acts.undoing import undo_table

    first = take(county, table(tmp_path, row("1号", "P1", *WHOLE[:5], *[""] * 9)))
    moved = ("2023-08-25", "2023-09-02", *WHOLE[2:5])
    other = take(county, table(tmp_path, row("1号", "P1", *moved, *[""] * 9), row("2号", "P2", *WHOLE[:4], *[""] * 10)))
    assert [one.code for one in other.table.refused] == ["case_row_gone"]
    second = take(county, table(tmp_path, row("1号", "P1", *WHOLE, *DECIDED)))
    assert stages() == {"1号": "served", "2号": "opened"}
    with refuses("case_sheet_built_on"):
        undo_table(county.enforcer, first.number)
    undo_table(county.enforcer, second.number)
    assert stages() == {"1号": "investigated", "2号": "opened"}
    undo_table(county.enforcer, other.number)
    undo_table(county.enforcer, None)
    assert stages() == {}
    with refuses("sheet_unknown"):
        undo_table(county.enforcer, None)
    take(county, table(tmp_path, row("1号", "P1", *WHOLE, *DECIDED)))
    assert clean(county.clerk)


def test_what_goes_out_comes_in_again_and_may_be_carried_on(county: Enforcing, tmp_path: Path) -> None:
    import openpyxl

    from weipian.office.cases.sheets import FIELDS, export_cases

    county.open("1号", "P1", "P2")
    path = tmp_path / "台账.xlsx"
    assert export_cases(county.clerk, path) == 1
    same = take(county, path)
    assert (same.same, same.table.refused) == (["1号"], [])
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    at = [one.key for one in FIELDS].index(CaseStep.INVESTIGATED.value) + 1
    sheet.cell(3, at).value = "2023-09-04"
    book.save(path)
    assert take(county, path).done == ["1号"]
    assert stages() == {"1号": "investigated"}


def test_a_thousand_cases_within_ten_seconds(tmp_path: Path) -> None:
    plots = [f"Q{at}" for at in range(1000)]
    county = Enforcing(tmp_path / "county", (*PLACES, *(Given(plot) for plot in plots)))
    county.determined(dict.fromkeys(plots, "unlawful_new"))
    path = table(tmp_path, *(row(f"{plot}号", plot, *WHOLE[:4], *[""] * 10) for plot in plots))
    start = time.process_time()
    done = take(county, path)
    assert len(done.done) == 1000
    assert time.process_time() - start < 10
    assert date(2023, 9, 1) == county.shown("Q7号").case.turns[0].day
