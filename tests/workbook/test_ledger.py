"""The ledger workbook, read back with openpyxl and recalculated by LibreOffice: neither is ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from small_ledger import BOOK
from weipian.workbook.ledger import write_ledger


def keyed(path: Path) -> list[dict[str, Any]]:
    sheet = openpyxl.load_workbook(path, data_only=True)["台账"]
    keys = [cell.value for cell in sheet[2]]
    return [dict(zip(keys, row, strict=True)) for row in sheet.iter_rows(min_row=3, values_only=True)]


@pytest.mark.requirement("E3")
def test_hidden_keys_are_those_of_the_contract(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["台账"]
    keys = {cell.value for cell in sheet[2]}
    assert keys >= {"plot", "township", "determination", "cultivated_mu", "outcome", "patch", "category", "issued"}
    assert sheet.row_dimensions[2].hidden
    assert sheet.freeze_panes == "B3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"


@pytest.mark.requirement("B3")
def test_areas_are_unrounded_and_apart(written: Path) -> None:
    first = keyed(written)[0]
    assert first["cultivated_mu"] == pytest.approx(28.33, abs=1e-12)
    assert first["area_measured_m2"] - first["area_issued_m2"] == pytest.approx(1, abs=1e-9)
    assert first["area_filed_mu"] is None


def test_words_are_chinese_labels_and_lists_hold_them(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["台账"]
    assert [row["determination"] for row in keyed(written)][1] == "新增建设用地违法"
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert any("新增建设用地违法" in rule and "未判定" in rule for rule in lists)
    assert all(len(rule) <= 257 for rule in lists)


def test_text_never_becomes_a_formula(written: Path) -> None:
    sheet = openpyxl.load_workbook(written)["台账"]
    found = [cell for row in sheet.iter_rows(min_row=3) for cell in row if str(cell.value).startswith(("=", "@"))]
    assert {cell.value for cell in found} == {"=1+1 项目", "@SUM(A1)"}
    assert all(cell.data_type != "f" or cell.quotePrefix for cell in found)
    assert all(cell.quotePrefix for cell in found)


def test_same_ledger_same_bytes(written: Path, tmp_path: Path) -> None:
    assert write_ledger(tmp_path / "again.xlsx", BOOK).read_bytes() == written.read_bytes()


def test_notices_stand_on_every_sheet(written: Path) -> None:
    for sheet in openpyxl.load_workbook(written):
        assert "虚构数据" in (sheet.oddHeader.right.text or ""), sheet.title


@pytest.mark.requirement("E1", "E2")
def test_cached_figures_are_the_given_ones(written: Path) -> None:
    sheet = openpyxl.load_workbook(written, data_only=True)["问责比例"]
    assert [sheet.cell(5, column).value for column in (1, 2, 3, 5, 6)] == ["麦浪乡", 8.75, 37.08, 5, 35.83]
    assert sheet.cell(5, 12).value == sheet.cell(5, 13).value == "未达比例线"
    assert sheet.cell(7, 7).value == "—"
