"""`weipian quota` as people would use it: notices in, tables out and in again, both books, the workbook."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from libreoffice import formulas, worked_out
from made_books import TOWNSHIPS, Given, issue
from made_quota import determine, put_right, quota_desk
from weipian.cli.desk import system_user

pytestmark = pytest.mark.requirement("D4", "F3")
Weipian = Any
AS_OF = ("--as-of", "2023-11-30")
HEADER = "文号,类型,日期,乡镇,村,数量,水田,等别,地块编号"


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    return quota_desk(tmp_path / "county", system_user())


@pytest.fixture
def county(desk: Any) -> Path:
    folder: Path = desk.workspace.folder
    return folder


def total(weipian: Weipian, county: Path) -> tuple[str, str]:
    """亩 frozen of the county: by the notices, and as expected."""
    found = weipian("quota", "book", *AS_OF, "--json", cwd=county).json["total"]
    return tuple(found[name]["frozen"]["quantity"]["known"] for name in ("noticed", "expected"))


def test_notices_come_in_as_a_table_and_go_again_as_one(weipian: Weipian, county: Path) -> None:
    (county / "通知.csv").write_text(
        f"{HEADER}\n1号,冻结,2023-09-10,{TOWNSHIPS[0]},东村,4.5,,7,P1、P5\n1号,冻结,2023-09-10,{TOWNSHIPS[1]},,2,0,,\n"
        f"2号,解冻,2023-10-10,{TOWNSHIPS[0]},,99,,,ZZ\n3号,冻结,不是日期,{TOWNSHIPS[0]},,1,,,\n"
        f"4号,冻结,2023-09-10,{TOWNSHIPS[0]},,很多,,,\n5号,冻结,2099-09-10,{TOWNSHIPS[0]},,1,,,\n",
        encoding="utf-8",
    )
    words = ("quota", "notice", "import", "通知.csv", "--json")
    rehearsed = weipian(*words, "--dry-run", cwd=county)
    assert (rehearsed.code, rehearsed.json["sheet"], rehearsed.json["done"]) == (3, None, ["1号", "2号"])
    assert total(weipian, county) == ("0.0000", "7.5000")
    done = weipian(*words, cwd=county)
    assert [one["code"] for one in done.json["refused"]] == ["not_a_date", "not_a_number", "day_ahead"]
    assert total(weipian, county) == ("-92.5000", "7.5000")
    errors = openpyxl.load_workbook(county / "通知-错误行.xlsx").active
    assert [row[0].value for row in errors.iter_rows(min_row=2)] == ["3号", "4号", "5号"]
    assert weipian(*words, cwd=county).json["same"] == ["1号", "2号"]
    shown = weipian("quota", "notice", "list", "--json", cwd=county).json["notices"]
    assert [one["number"] for one in shown] == ["1号", "2号"]
    assert shown[0]["lines"][0]["paddy"] == {"known": "0.0000", "unknown": 1}
    assert shown[0]["lines"][1]["paddy"] == {"known": "0.0000", "unknown": 0}
    assert all(able["can"] for able in shown[0]["acts"])
    gaps = weipian("quota", "gap", *AS_OF, "--json", cwd=county).json
    assert {one["misfit"] for one in gaps["misfits"]} == {"overdrawn", "strangers"}
    second = next(one for one in gaps["gaps"] if (one["township"], one["size"]) == (TOWNSHIPS[1], "quantity"))
    assert (second["difference"], second["notices"], second["plots"]) == ("-1.0000", ["1号"], ["P3"])
    assert weipian("quota", "undo", "--json", cwd=county).json["kind"] == "quota_notices"
    assert total(weipian, county) == ("0.0000", "7.5000")
    assert "已撤销" in weipian("quota", "sheets", cwd=county).out
    assert weipian("inspect", "undo", "--json", cwd=county).json["errors"][0]["code"] == "sheet_unknown"
    assert weipian("audit", "verify", cwd=county).code == 0


def filled(source: Path, target: Path, **cells: str) -> None:
    """A workbook with the same cells in each row, by the header's name."""
    book = openpyxl.load_workbook(source)
    sheet = book.active
    header = [cell.value for cell in sheet[1]]
    for row in range(3, sheet.max_row + 1):
        for name, text in cells.items():
            sheet.cell(row, header.index(name) + 1, text)
    book.save(target)


def test_acceptance_and_confirmation_go_out_and_come_back_and_release(
    weipian: Weipian, desk: Any, county: Path
) -> None:
    put_right(desk, "P1", "recultivated", None)
    out = weipian("quota", "template", "市级验收", "验收.xlsx", "--json", cwd=county)
    assert out.json["rows"] == 3
    filled(county / "验收.xlsx", county / "填好.xlsx", 文号="桂市验〔2023〕1号", 日期="2023-10-01")
    done = weipian("quota", "accept", "--sheet", "填好.xlsx", "--json", cwd=county)
    assert (done.code, done.json["done"]) == (0, ["P1", "P3", "P5"])
    said = ("--number", "桂厅〔2023〕9号", "--on", "2023-10-20")
    assert weipian("quota", "confirm", "P1", *said, cwd=county).code == 0
    assert total(weipian, county) == ("0.0000", "4.5000")
    undone = weipian("quota", "undo", "--json", cwd=county)
    assert undone.json["errors"][0]["code"] == "quota_step_built_on"
    assert weipian("quota", "undo", "P1", "--step", "自治区确认", cwd=county).code == 0
    assert weipian("quota", "undo", cwd=county).code == 0
    assert total(weipian, county) == ("0.0000", "7.5000")
    waits = {one["plot"]: one["waits"] for one in weipian("quota", "list", "--json", cwd=county).json["pieces"]}
    assert waits["P1"] == ["prefecture_acceptance", "region_confirmation"]
    told = weipian("quota", "list", cwd=county).out
    assert "差：未拆除复耕到位、没有市级验收、没有自治区确认" in told
    assert "可办 登记市级验收、登记自治区确认" in told


def test_what_is_asked_wrongly_is_said_in_plain_words(weipian: Weipian, county: Path) -> None:
    add = ("quota", "notice", "add", "--kind", "冻结", "--number", "1号", "--on", "2023-09-10")
    assert weipian(*add, "--line", "没有等号", cwd=county).err.count("星原镇/东村=12.5") == 1
    assert weipian("quota", "accept", cwd=county).code == 2
    assert weipian("quota", "accept", "P1", cwd=county).code == 2
    assert weipian("quota", "undo", "P1", cwd=county).code == 2
    assert (
        weipian("quota", "notice", "undo", "7", "--json", cwd=county).json["errors"][0]["code"]
        == "quota_notice_unknown"
    )
    assert weipian("quota", "export", "账.csv", "--json", cwd=county).json["errors"][0]["code"] == "output_suffix"
    assert (
        weipian("quota", "book", "--place", "没有镇", "--json", cwd=county).json["errors"][0]["code"]
        == "township_unknown"
    )
    done = weipian(*add, "--line", f"{TOWNSHIPS[0]}/东村=4.5,水田=1,产能=1200,等别=7,地块=P1、P5", "--json", cwd=county)
    assert done.json["notice"] == 1
    assert f"{TOWNSHIPS[0]} 东村 4.5000 亩（P1、P5）" in weipian("quota", "notice", "list", cwd=county).out


@pytest.fixture
def workbook(weipian: Weipian, county: Path) -> Path:
    """Both books, with a township that is even in no size, sizes unknown, and a place that is none of ours."""
    add = ("quota", "notice", "add", "--on", "2023-09-10", "--kind")
    lines = (f"{TOWNSHIPS[0]}=3.25,水田=1,产能=10", f"{TOWNSHIPS[1]}=1", "外县=2,水田=0,产能=0")
    own = [word for line in lines for word in ("--line", line)]
    assert weipian(*add, "冻结", "--number", "1号", *own, cwd=county).code == 0
    debit = ("扣减", "--number", "2号", "--line", f"{TOWNSHIPS[0]}=1.125,水田=0,产能=0")
    assert weipian(*add, *debit, cwd=county).code == 0
    assert weipian("quota", "export", "账.xlsx", *AS_OF, cwd=county).code == 0
    return county / "账.xlsx"


def test_the_workbook_has_both_books_side_by_side(workbook: Path) -> None:
    cached = openpyxl.load_workbook(workbook, data_only=True)
    side = {row[0].value: [cell.value for cell in row[1:7]] for row in cached["两本账"].iter_rows(min_row=4)}
    assert side[TOWNSHIPS[0]] == [2.125, 4.5, -2.375, 1, "不明", "不明"]
    assert side["（未写明乡镇）"] == [2, 0, 2, 0, 0, 0]
    assert [row[1].value for row in cached["通知账"].iter_rows(min_row=4)] == ["1号", "1号", "1号", "2号"]
    assert len(list(cached["预期账"].iter_rows(min_row=4))) == 3
    assert len(formulas(workbook)) == 18 * len(side)


@pytest.mark.slow
@pytest.mark.tool("soffice")
def test_the_workbook_computes_the_same_in_libreoffice(workbook: Path, tmp_path: Path) -> None:
    cached = openpyxl.load_workbook(workbook, data_only=True)
    again = worked_out(workbook, tmp_path / "again")
    for (sheet, cell), formula in formulas(workbook).items():
        value = cached[sheet][cell].value
        like = pytest.approx(value, abs=1e-9) if isinstance(value, (int, float)) else value
        assert again[sheet][cell].value == like, (sheet, cell, formula)


@pytest.mark.slow
def test_a_thousand_rows_within_ten_seconds(weipian: Weipian, desk: Any, county: Path) -> None:
    issue(desk, [Given(f"N{at}") for at in range(1000)], "202309")
    determine(desk, {f"N{at}": "unlawful_new" for at in range(1000)})
    rows = [f"N{at},桂验1号,2023-10-01" for at in range(1000)]
    (county / "验收.csv").write_text("\n".join(["地块编号,文号,日期", *rows]), encoding="utf-8")
    notes = [f"{at}号,冻结,2023-09-10,{TOWNSHIPS[0]},,3,,,N{at}" for at in range(1000)]
    (county / "通知.csv").write_text("\n".join([HEADER, *notes]), encoding="utf-8")
    for words in (("accept", "--sheet", "验收.csv"), ("notice", "import", "通知.csv"), ("gap",)):
        before = time.monotonic()
        done = weipian("quota", *words, "--json", cwd=county)
        assert done.code == 0
        assert time.monotonic() - before < 10
