"""`weipian inspect` as people would use it: tables out, filled, in again, undone as one act."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from made_books import TOWNSHIPS, Given, clean, issue, made_desk
from weipian.cli.desk import system_user

pytestmark = pytest.mark.requirement("B5", "F3")
Weipian = Any
TODAY = ("--today", "2023-08-12")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    desk = made_desk(tmp_path / "county", system_user())
    issue(desk)
    folder: Path = desk.workspace.folder
    return folder


def filled(source: Path, target: Path, **cells: str | None) -> None:
    """A workbook with one cell of each row filled, by the header's name."""
    book = openpyxl.load_workbook(source)
    sheet = book.active
    header = [cell.value for cell in sheet[1]]
    for row in range(3, sheet.max_row + 1):
        for name, text in cells.items():
            sheet.cell(row, header.index(name) + 1, text)
    book.save(target)


def test_assignments_go_out_and_come_back_and_are_undone(weipian: Weipian, county: Path) -> None:
    weipian("inspect", "assign", "P1", "--to", TOWNSHIPS[0], "--on", "2023-08-02", cwd=county)
    out = weipian("inspect", "export", "交办", "交办.xlsx", *TODAY, "--json", cwd=county)
    assert out.json["rows"] == 5
    filled(county / "交办.xlsx", county / "填好.xlsx", 承办=TOWNSHIPS[0], 内部期限=None)
    words = ("inspect", "import", "交办", "填好.xlsx", "--on", "2023-08-03", "--json")
    rehearsed = weipian(*words, "--dry-run", cwd=county)
    assert (rehearsed.code, rehearsed.json["sheet"], rehearsed.json["done"]) == (3, None, ["P2"])
    done = weipian(*words, cwd=county)
    assert done.code == 3
    assert (done.json["done"], done.json["same"]) == (["P2"], ["P1"])
    assert {one["code"] for one in done.json["refused"]} == {"assignment_not_theirs"}  # 麦浪乡 has its own patches
    errors = openpyxl.load_workbook(county / "填好-错误行.xlsx").active
    assert [row[0].value for row in errors.iter_rows(min_row=2)] == ["M1", "P3", "P4"]
    holders = {one["patch"]: one["assigned"] for one in listed(weipian, county)}
    assert (holders["P1"], holders["P2"], holders["P3"]) == (True, True, False)
    assert weipian("inspect", "undo", "--json", cwd=county).json["kind"] == "assignments"
    assert {one["patch"]: one["assigned"] for one in listed(weipian, county)} == {**holders, "P2": False}
    assert weipian("inspect", "undo", "--json", cwd=county).json["errors"][0]["code"] == "sheet_unknown"
    assert weipian("audit", "verify", cwd=county).code == 0


def listed(weipian: Weipian, county: Path) -> Any:
    return weipian("inspect", "list", "--done", *TODAY, "--json", cwd=county).json["patches"]


def test_inspections_go_out_and_come_back_and_are_undone(weipian: Weipian, county: Path) -> None:
    said = ("--who", "甲", "--account", "旧情况", "--fact", "实际用途=住宅", "--desk", "--on", "2023-08-02")
    assert weipian("inspect", "record", "P1", *said, cwd=county).code == 0
    assert weipian("inspect", "export", "核查", "核查.xlsx", cwd=county).code == 0
    filled(county / "核查.xlsx", county / "填好.xlsx", 核查日期="2023-08-05", 核查人="乙、丙", 新增建构筑物="是")
    done = weipian("inspect", "import", "核查", "填好.xlsx", "--json", cwd=county)
    assert (done.code, sorted(done.json["done"])) == (0, ["M1", "P1", "P2", "P3", "P4"])
    assert {one["inspected"] for one in listed(weipian, county)} == {"2023-08-05"}
    visits = weipian("inspect", "visits", "--plot", "P1", "--json", cwd=county).json["inspections"]
    assert [one["kind"] for one in visits] == ["desk", "site"]
    assert visits[1]["facts"] == {"actual_use": "housing", "new_building": "1"}
    assert weipian("inspect", "undo", "--json", cwd=county).json["undone"] == done.json["sheet"]
    assert {one["inspected"] for one in listed(weipian, county)} == {None}
    visits = weipian("inspect", "visits", "--json", cwd=county).json["inspections"]
    assert [one["account"] for one in visits] == ["旧情况"]
    assert weipian("audit", "verify", cwd=county).code == 0


def test_what_came_after_a_table_keeps_it_from_being_undone(weipian: Weipian, county: Path) -> None:
    (county / "核查.csv").write_text(
        "地块编号,核查日期,核查人,情况说明,证据号\nP1,2023-08-05,乙,已建,\nP9,2023-08-05,乙,已建,\nP2,2023-08-05,,已建,\n"
        "P3,不是日期,乙,已建,\nP4,2023-08-05,乙,已建,7\n",
        encoding="utf-8",
    )
    done = weipian("inspect", "import", "核查", "核查.csv", "--json", cwd=county)
    assert (done.code, done.json["done"]) == (3, ["P1"])
    assert sorted(one["code"] for one in done.json["refused"]) == [
        "evidence_of_another_plot", "inspection_who", "not_a_date", "plot_unknown",
    ]  # fmt: skip
    weipian("inspect", "record", "P1", "--who", "丁", "--account", "又去了一次", "--on", "2023-08-06", cwd=county)
    undone = weipian("inspect", "undo", "--json", cwd=county)
    assert undone.json["errors"][0]["code"] == "sheet_built_on"
    told = weipian("inspect", "sheets", cwd=county).out
    assert "核查　核查.csv　1 行" in told


@pytest.mark.requirement("B6", "B7")
def test_lists_say_what_one_can_do_and_who_can(weipian: Weipian, county: Path) -> None:
    told = weipian("inspect", "gates", cwd=county).out
    assert "待确认：" in told
    assert "由他人办 县卫片办出具核查意见（县卫片办审核、县卫片办负责人）" in told
    weipian("inspect", "mark", "P1", "--mark", "非农化", "--why", "厂房", "--on", "2023-08-02", cwd=county)
    assert "非农化" in weipian("inspect", "marked", "-o", "标识.xlsx", cwd=county).out
    sheet = openpyxl.load_workbook(county / "标识.xlsx").active
    assert [cell.value for cell in sheet[2]][:5] == ["P1", "P1", TOWNSHIPS[0], "新增非农建设类", "非农化"]
    late = weipian("inspect", "list", "--late", *TODAY, cwd=county).out
    assert "已迟：县卫片办 1 天" in late
    assert "迟 5 天（5 个图斑）：县卫片办" in late


@pytest.mark.slow
def test_a_thousand_rows(weipian: Weipian, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both tables of a thousand rows, whole processes; the seconds are printed, not judged."""
    desk = made_desk(tmp_path / "large", system_user())
    issue(desk, [Given(f"T{at:04}") for at in range(1000)])
    county = desk.workspace.folder
    for kind, cells in (
        ("交办", {"承办": TOWNSHIPS[0]}),
        ("核查", {"核查日期": "2023-08-05", "核查人": "乙", "新增建构筑物": "是"}),
    ):
        weipian("inspect", "export", kind, f"{kind}.xlsx", cwd=county)
        filled(county / f"{kind}.xlsx", county / f"{kind}填好.xlsx", **cells)
        begun = time.monotonic()
        done = weipian("inspect", "import", kind, f"{kind}填好.xlsx", "--json", cwd=county)
        with capsys.disabled():
            print(f"\n{kind} 1000 rows: {time.monotonic() - begun:.1f} s")
        assert (done.code, len(done.json["done"])) == (0, 1000)
        begun = time.monotonic()
        assert weipian("inspect", "undo", cwd=county).code == 0
        with capsys.disabled():
            print(f"undo: {time.monotonic() - begun:.1f} s")
    assert clean(desk)


@pytest.mark.requirement("B5")
def test_desk_evidence_as_a_table_is_no_visit(weipian: Weipian, county: Path) -> None:
    weipian("inspect", "record", "P2", "--who", "甲", "--account", "看过", "--on", "2023-08-02", cwd=county)
    assert weipian("inspect", "export", "举证", "举证.xlsx", "--json", cwd=county).json["rows"] == 5
    filled(county / "举证.xlsx", county / "填好.xlsx", 举证日期="2023-08-05", 举证人="丁", 未变化原因="覆膜")
    dry = weipian("inspect", "import", "举证", "填好.xlsx", "--dry-run", "--json", cwd=county)
    assert (dry.code, dry.json["sheet"], len(dry.json["done"])) == (0, None, 5)
    done = weipian("inspect", "import", "举证", "填好.xlsx", "--json", cwd=county)
    assert (done.code, len(done.json["done"])) == (0, 5)
    assert {one["patch"]: one["inspected"] for one in listed(weipian, county)}["P1"] is None
    visits = weipian("inspect", "visits", "--json", cwd=county).json["inspections"]
    assert [one["kind"] for one in visits] == ["site", *["desk"] * 5]
    assert visits[1]["facts"]["reason"] == "覆膜"
    assert "举证　填好.xlsx　5 行" in weipian("inspect", "sheets", cwd=county).out
    (county / "缺.csv").write_text("地块编号,举证日期,举证人\nP1,,丁\n", encoding="utf-8")
    bad = weipian("inspect", "import", "举证", "缺.csv", "--json", cwd=county)
    assert (bad.code, bad.json["refused"][0]["code"]) == (3, "inspection_needs")
    assert weipian("inspect", "undo", "--json", cwd=county).json["undone"] == done.json["sheet"]
    assert weipian("audit", "verify", cwd=county).code == 0


@pytest.mark.requirement("B5", "B6")
def test_what_was_written_wrongly_is_taken_back(weipian: Weipian, county: Path) -> None:
    weipian("inspect", "record", "P1", "--who", "甲", "--account", "写错了", "--on", "2023-08-02", cwd=county)
    assert "撤回核查登记" in weipian("inspect", "visits", cwd=county).out
    assert "已撤回 1 号实地核查：P1" in weipian("inspect", "visit-back", "1", cwd=county).out
    assert weipian("inspect", "visits", "--json", cwd=county).json["inspections"] == []
    said = ("--body", "市卫片办", "--with", "甲", "--finding", "不符", "--on", "2023-08-02")
    weipian("inspect", "upper", "P1", *said, cwd=county)
    assert "已撤回 1 号上级检查：P1" in weipian("inspect", "upper-back", "1", cwd=county).out
    for name in ("自治区级", "交通"):
        weipian("inspect", "mark", "P1", "--mark", name, "--why", "项目批复", "--on", "2023-08-02", cwd=county)
    marked = weipian("inspect", "marked", "--all", "--json", cwd=county).json["marks"]
    assert [one["mark"] for one in marked] == ["national_project", "level_region", "kind_transport"]
