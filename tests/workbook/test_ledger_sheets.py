"""What an office finds in the ledger workbook: its sheets, its hints, its print set-up, its legend."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from small_ledger import BOOK, ROWS
from weipian.programme.submission.fields import ENTRIES
from weipian.workbook.ledger import write_ledger
from weipian.workbook.sheets_columns import COLUMNS
from weipian.workbook.sheets_legend_words import told_of
from weipian.workbook.sheets_townships import sheet_name

SHEETS = ["台账", "麦浪乡", "枫峪乡", "空空乡", "期限", "问责比例", "整改", "图例"]


@pytest.fixture(scope="module")
def book(written: Path) -> Any:
    return openpyxl.load_workbook(written)


@pytest.mark.requirement("E3")
def test_the_sheets_stand_in_the_offices_order(book: Any) -> None:
    assert book.sheetnames == SHEETS


@pytest.mark.parametrize("name", SHEETS)
def test_every_sheet_is_ready_to_print_and_says_that_it_is_made_up(book: Any, name: str) -> None:
    sheet = book[name]
    setup = sheet.page_setup
    assert (int(setup.paperSize), setup.orientation) == (9, "landscape")
    assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_area
    assert sheet.print_title_rows
    assert sheet.oddFooter.right.text == "第 &P 页 共 &N 页"
    assert "截至2023-12-15" in sheet.oddHeader.left.text
    assert "虚构数据" in sheet.oddHeader.right.text
    assert name == "台账" or "虚构数据" in sheet["A2"].value
    assert sheet.protection.sheet is (name != "台账")
    assert name == "图例" or name == "问责比例" or sheet.auto_filter.ref


def test_filled_columns_are_those_that_an_import_takes() -> None:
    """The two tables stand in different rooms; they must not part."""
    assert {column.key for column in COLUMNS if column.filled} == set(ENTRIES)
    assert {column.key for column in COLUMNS if not told_of(column.key).tip} <= {
        column.key for column in COLUMNS if column.key.endswith("_m2")
    }


def rules_of(sheet: Any, letter: str) -> list[Any]:
    return [rule for rule in sheet.data_validations.dataValidation if f"{letter}3" in rule.sqref]


def test_cells_that_are_filled_have_hints_and_the_others_refuse(book: Any) -> None:
    sheet = book["台账"]
    for cell, column in zip(sheet[1], COLUMNS, strict=True):
        rules = rules_of(sheet, cell.column_letter)
        if not column.filled:
            assert [(rule.type, rule.formula1) for rule in rules] == [("custom", "FALSE")], column.key
        elif column.kind in ("text", "centre") and not column.choices:
            assert rules == []
        else:
            (rule,) = rules
            assert rule.type in ("list", "date", "decimal", "whole"), column.key
            assert rule.prompt
            assert "「" in rule.error
            assert len(rule.prompt) <= 255


def test_what_is_filled_looks_other_than_what_is_not_in_grey_too(book: Any) -> None:
    heads = book["台账"][1]
    grounds = {column.filled: cell.fill.start_color.rgb for cell, column in zip(heads, COLUMNS, strict=True)}
    light = {filled: sum(bytes.fromhex(rgb[2:])) for filled, rgb in grounds.items()}
    assert abs(light[True] - light[False]) > 250


def test_numbers_have_the_places_of_their_unit(book: Any) -> None:
    row = {column.key: cell for cell, column in zip(book["台账"][3], COLUMNS, strict=True)}
    assert row["cultivated_mu"].number_format == "#,##0.0000"
    assert row["cultivated_m2"].number_format == "#,##0.00"
    assert row["issued"].number_format == "yyyy-mm-dd"


def test_a_township_sheet_has_its_plots_and_follows_the_ledger(book: Any) -> None:
    own = [row[0].value for row in book["麦浪乡"].iter_rows(min_row=5, max_row=8)]
    assert own == [row.plot for row in ROWS if row.township == "麦浪乡"]
    assert "INDEX(台账!" in book["麦浪乡"]["E5"].value
    assert book["空空乡"]["A5"].value == "没有下发到本乡镇的地块"


def test_putting_right_lists_whats_unlawful_and_how_it_stands(written: Path) -> None:
    sheet = openpyxl.load_workbook(written, data_only=True)["整改"]
    found = {row[0][-2:]: (row[8], row[13], row[14]) for row in sheet.iter_rows(min_row=5, max_row=9, values_only=True)}
    assert found == {
        "02": ("麦浪乡", "逾期", -14),
        "03": (None, "已到位", None),
        "04": (None, "已到位", None),
        "06": ("枫峪乡", "整改中", 17),
        "11": (None, "未下通知", None),
    }
    sums = {row[0]: row[1:8] for row in sheet.iter_rows(min_row=12, max_row=15, values_only=True)}
    assert sums["合计"] == (5, 68.75, 1, 1, 1, 0, 2)


def test_the_legend_names_every_column(book: Any) -> None:
    said = {row[0].value for row in book["图例"].iter_rows()}
    assert {column.header for column in COLUMNS} <= said


@pytest.mark.parametrize(
    ("township", "taken", "name"),
    [
        ("星原镇", [], "星原镇"),
        ("甲/乙:丙[一]", [], "甲_乙_丙_一_"),
        ("台账", ["台账"], "台账(2)"),
        ("", [], "乡镇不明"),
        ("'", [], "乡镇不明"),
        ("镇" * 40, [], "镇" * 31),
        ("镇" * 40, ["镇" * 31], "镇" * 27 + "(2)"),
        ("history", [], "history(2)"),
    ],
)
def test_sheet_names_are_such_that_excel_takes_them(township: str, taken: list[str], name: str) -> None:
    assert sheet_name(township, taken) == name


def test_a_township_named_like_a_sheet_and_a_ledger_without_plots_can_be_written(tmp_path: Path) -> None:
    odd = replace(BOOK, rows=tuple(replace(row, township="整改") for row in ROWS))
    assert "整改(2)" in openpyxl.load_workbook(write_ledger(tmp_path / "odd.xlsx", odd)).sheetnames
    empty = replace(BOOK, rows=(), duties=())
    assert (
        openpyxl.load_workbook(write_ledger(tmp_path / "empty.xlsx", empty))["整改"]["A5"].value == "没有需要整改的地块"
    )
