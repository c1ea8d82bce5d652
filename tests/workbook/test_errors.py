"""The error workbook, read back with another library."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from weipian.terms.errors import InputError, Refusal
from weipian.workbook.errors import write_refusals


@dataclass
class Rows:
    header: tuple[str, ...]
    source_rows: dict[int, tuple[str, ...]]
    refused: list[Refusal] = field(default_factory=list)


def refusal(row: int, name: str, value: str) -> Refusal:
    return Refusal.of(row, name, value, InputError("not_a_number", value=value))


def sheet_of(path: Path) -> Any:
    return load_workbook(path)["错误行"]


@pytest.mark.requirement("F3")
def test_bad_cells_are_red_with_a_note_and_the_faults_stand_last(tmp_path: Path) -> None:
    table = Rows(
        ("plot", "耕地面积"),
        {2: ("a", "1"), 3: ("b", "三亩"), 5: ("c", "x")},
        [refusal(5, "耕地面积", "x"), refusal(3, "耕地面积", "三亩")],
    )
    write_refusals(tmp_path / "错误.xlsx", table)
    sheet = sheet_of(tmp_path / "错误.xlsx")
    assert [[cell.value for cell in row][:3] for row in sheet.iter_rows()] == [
        ["plot", "耕地面积", "原文件行号"],
        ["b", "三亩", 3],
        ["c", "x", 5],
    ]
    assert sheet["D1"].value == "错误说明"
    assert sheet["D2"].value.startswith("第3行「耕地面积」：「三亩」不是数字")
    assert "不是数字" in sheet["B2"].comment.text
    assert sheet["B2"].fill.fgColor.rgb == "FFFFC7CE"
    assert sheet["A2"].fill.fgColor.rgb != "FFFFC7CE"
    assert sheet.freeze_panes == "A2"


@pytest.mark.requirement("F3")
@pytest.mark.parametrize("evil", ['=HYPERLINK("http://x","y")', "+1+1", "-1", "@SUM(A1)", "{=1}", "http://example.org"])
def test_no_cell_becomes_a_formula_or_a_link(tmp_path: Path, evil: str) -> None:
    write_refusals(tmp_path / "e.xlsx", Rows((evil, "面积"), {2: (evil, evil)}, [refusal(2, "面积", evil)]))
    sheet = sheet_of(tmp_path / "e.xlsx")
    for place in ("A1", "A2", "B2"):
        assert sheet[place].value == evil
        assert sheet[place].data_type == "s"
        assert sheet[place].hyperlink is None


@pytest.mark.requirement("F3")
def test_nothing_of_a_row_of_the_wrong_width_is_lost(tmp_path: Path) -> None:
    rows = Rows(("a", "b"), {2: ("1", "2", "3"), 3: ("1",)}, [refusal(2, "整行", ""), refusal(3, "整行", "")])
    write_refusals(tmp_path / "e.xlsx", rows)
    sheet = sheet_of(tmp_path / "e.xlsx")
    assert [cell.value for cell in sheet["B"]] == ["b", "2,3", ""]
    assert "第2行「整行」" in sheet["D2"].value
