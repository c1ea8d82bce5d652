"""`weipian right` as people would use it: orders as a table out and in, undone as one act; lists and the map."""

from __future__ import annotations

import resource
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from made_books import TOWNSHIPS, Given, clean, issue, made_desk
from made_right import determine, right_desk
from weipian.cli.desk import system_user

pytestmark = pytest.mark.requirement("D1", "F3")
Weipian = Any
TODAY = ("--today", "2023-09-27")
HEADS = ("地块编号", "整改措施", "整改通知文号", "整改通知日期", "责任人", "期限")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    folder: Path = right_desk(tmp_path / "county", system_user()).workspace.folder
    return folder


def filled(source: Path, target: Path, **cells: str) -> None:
    book = openpyxl.load_workbook(source)
    sheet = book.active
    header = [cell.value for cell in sheet[1]]
    for row in range(3, sheet.max_row + 1):
        for name, text in cells.items():
            sheet.cell(row, header.index(name) + 1, text)
    book.save(target)


def test_orders_go_out_and_come_back_and_are_undone(weipian: Weipian, county: Path) -> None:
    assert weipian("right", "export", "通知.xlsx", "--json", cwd=county).json["rows"] == 5
    filled(
        county / "通知.xlsx", county / "填好.xlsx",
        整改措施="拆除复耕", 整改通知文号="整1号", 整改通知日期="2023-08-21", 责任人="甲某",
    )  # fmt: skip
    rehearsed = weipian("right", "import", "填好.xlsx", "--dry-run", "--json", cwd=county)
    assert (rehearsed.code, rehearsed.json["sheet"]) == (3, None)
    done = weipian("right", "import", "填好.xlsx", "--json", cwd=county)
    assert sorted(done.json["done"]) == ["P1", "P2", "P3", "P4"]
    assert [(one["code"], one["value"]) for one in done.json["refused"]] == [("right_measure_not_for", "M1")]
    errors = openpyxl.load_workbook(county / "填好-错误行.xlsx").active
    assert [row[0].value for row in errors.iter_rows(min_row=2)] == ["M1"]
    again = weipian("right", "import", "填好.xlsx", "--json", cwd=county)
    assert sorted(again.json["same"]) == ["P1", "P2", "P3", "P4"]
    assert {one["due"] for one in listed(weipian, county) if one["plot"] != "M1"} == {"2023-09-21"}
    weipian("right", "progress", "P1", "--step", "拆除", "--on", "2023-09-01", cwd=county)
    assert weipian("right", "undo", "--sheet", "--json", cwd=county).json["errors"][0]["code"] == "sheet_built_on"
    assert weipian("right", "undo", "P1", "--json", cwd=county).json["undone"] == "progress"
    assert weipian("right", "undo", "--sheet", "--json", cwd=county).json["undone"] == done.json["sheet"]
    assert {one["state"] for one in listed(weipian, county)} == {"no_order"}
    assert weipian("inspect", "undo", "--json", cwd=county).json["errors"][0]["code"] == "sheet_unknown"
    assert weipian("inspect", "export", "整改通知", "x.xlsx", cwd=county).code == 2
    assert weipian("audit", "verify", cwd=county).code == 0


def listed(weipian: Weipian, county: Path) -> Any:
    return weipian("right", "list", "--done", *TODAY, "--json", cwd=county).json["plots"]


def test_the_list_the_board_and_one_plot(weipian: Weipian, county: Path) -> None:
    said = ("--number", "整1号", "--person", "甲某", "--on", "2023-08-21")
    ordered = weipian("right", "order", "P1", "--measure", "拆除复耕", *said, "--json", cwd=county)
    assert ordered.json["due"] == "2023-09-21"
    weipian(
        "right",
        "part",
        "P1",
        "--name",
        "东块",
        "--cultivated",
        "1.5",
        "--measure",
        "补办用地手续",
        "--on",
        "2023-08-22",
        cwd=county,
    )
    weipian("right", "progress", "P1", "--step", "动工", "--note", "进场", "--on", "2023-08-23", cwd=county)
    one = next(one for one in listed(weipian, county) if one["plot"] == "P1")
    assert (one["state"], one["late"], one["parts"][0]["name"]) == ("in_progress", {TOWNSHIPS[0]: 6}, "东块")
    assert {each["act"]: each["can"] for each in one["acts"]}["self_accepted"] is False
    other = next(one for one in listed(weipian, county) if one["plot"] == "P2")
    assert (other["state"], other["alarm"], other["order_by"], other["assumed"]) == (
        "no_order",
        True,
        "2023-08-30",
        True,
    )
    assert (other["due"], other["late"]) == ("2023-09-20", {"县卫片办": 7})
    boards = weipian("right", "board", *TODAY, "--json", cwd=county).json["boards"]
    county_board = boards[-1]
    assert (county_board["township"], county_board["total"]["plots"], county_board["alarm"]["plots"]) == ("全县", 5, 4)
    assert county_board["total"] == {"plots": 5, "cultivated_mu": "48.0000", "unknown": 1}
    shown = weipian("right", "show", "P1", *TODAY, "--json", cwd=county).json
    assert [each["kind"] for each in shown["history"]] == ["order", "part", "progress"]
    assert {each["shown"] for each in shown["evidence"]} == {"missing"}
    assert "逾期" in weipian("right", "board", *TODAY, cwd=county).out
    assert "由他人办" in weipian("right", "list", "--late", *TODAY, cwd=county).out


@pytest.mark.parametrize("name", ["挂图.svg", "挂图.png"])
def test_the_wall_map_as_of_a_day(weipian: Weipian, county: Path, name: str) -> None:
    said = ("--number", "整1号", "--person", "甲某", "--on", "2023-08-21")
    weipian("right", "order", "P1", "--measure", "拆除复耕", *said, cwd=county)
    done = weipian("right", "map", "--as-of", "2023-09-01", "-o", name, "--json", cwd=county)
    assert done.code == 0
    body = (county / name).read_bytes()
    assert body.startswith(b"\x89PNG" if name.endswith("png") else b"<svg")
    if name.endswith("svg"):
        assert "整改挂图（截至 2023-09-01）" in body.decode()
    assert weipian("right", "map", "-o", "挂图.pdf", cwd=county).code == 2


@pytest.mark.slow
def test_a_thousand_orders_in_ten_seconds(weipian: Weipian, tmp_path: Path) -> None:
    desk = made_desk(tmp_path / "large", system_user())
    issue(desk, [Given(f"N{number:04}", cultivated_um2=1_000_000_000) for number in range(1000)])
    determine(desk)
    lines = [",".join(HEADS), *(f"N{number:04},拆除复耕,整1号,2023-08-21,甲某," for number in range(1000))]
    source = tmp_path / "large" / "多.csv"
    source.write_text("\n".join(lines), encoding="utf-8")
    before = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    done = weipian("right", "import", source, "--json", cwd=tmp_path / "large")
    spent = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - before
    assert len(done.json["done"]) == 1000
    assert spent < 10
    assert clean(desk)
