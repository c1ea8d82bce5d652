"""Every formula of the ledger worked out by LibreOffice: equal to what is cached, and alive to edits of 台账."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from libreoffice import formulas, saved_again, worked_out

pytestmark = [pytest.mark.slow, pytest.mark.tool("soffice")]


def values(book: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                yield (sheet.title, cell.coordinate), cell.value


def like(value: Any) -> Any:
    return pytest.approx(value, abs=1e-9) if isinstance(value, (int, float)) else value


@pytest.mark.requirement("E1", "E2", "E3")
def test_libreoffice_computes_what_is_cached_on_every_sheet(written: Path, tmp_path: Path) -> None:
    cached = dict(values(openpyxl.load_workbook(written, data_only=True)))
    found = dict(values(worked_out(written, tmp_path)))
    live = formulas(written)
    assert len({sheet for sheet, _ in live}) == 5  # three townships, 问责比例, 整改
    for place in live:
        assert (cached[place] or "") == like(found.get(place) or ""), (place, live[place])


def test_libreoffice_saves_it_with_all_its_formulas(written: Path, tmp_path: Path) -> None:
    again = saved_again(written, tmp_path)
    assert set(formulas(again)) == set(formulas(written))
    book = openpyxl.load_workbook(again)
    assert book.sheetnames[:2] == ["台账", "麦浪乡"]
    rules = [len(one["台账"].data_validations.dataValidation) for one in (book, openpyxl.load_workbook(written))]
    assert rules[0] == rules[1] > 0
    assert book["台账"].auto_filter.ref
    assert book["整改"].print_title_rows == "$4:$4"


@pytest.mark.requirement("E2", "E3")
def test_formulas_follow_an_edit_of_the_ledger_also_when_its_rows_were_sorted(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "edited.xlsx"
    book = openpyxl.load_workbook(written)
    sheet = book["台账"]
    keys = {cell.value: cell.column for cell in sheet[2]}
    for row in range(3, 14):
        if sheet.cell(row, keys["plot"]).value.endswith("07"):  # 40 亩, not determined until now
            sheet.cell(row, keys["determination"]).value = "新增建设用地违法"
        if sheet.cell(row, keys["plot"]).value.endswith("02"):
            sheet.cell(row, keys["outcome"]).value = "已拆除复耕到位"
        if sheet.cell(row, keys["outcome"]).value == "无":
            sheet.cell(row, keys["outcome"]).value = None  # a clerk's empty cell counts like 无
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=13)]
    for number, row in enumerate(reversed(rows), 3):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    book.save(path)
    found = worked_out(path, tmp_path / "again")
    ratio = {row[0]: row for row in found["问责比例"].iter_rows(min_row=4, max_row=7, values_only=True)}
    assert ratio["枫峪乡"][4:7] == (like(50), like(153), like(50 / 153))
    assert ratio["枫峪乡"][11:] == ("达到比例线", "未达比例线", like(0), 0)
    assert ratio["麦浪乡"][4:6] == (like(0), like(30.83))
    own = {row[0]: row for row in found["枫峪乡"].iter_rows(min_row=5, max_row=11, values_only=True)}
    assert own["4599LP230100007"][4] == "新增建设用地违法"
    right = {row[0]: row for row in found["整改"].iter_rows(min_row=5, values_only=True) if row[0]}
    assert right["4599LP230100002"][13] == "已到位"
    assert right["麦浪乡"][1:8] == (3, like(8.75), 0, 0, 0, 0, 3)
