"""A ledger as it comes back from offices: sorted, spelt, saved by other programs. Exactly the edits, no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from edited_ledger import exported, take, write_cells
from libreoffice import saved_again

Edit = Callable[..., Path]
Change = Callable[[Any, dict[str, int]], None]
pytestmark = pytest.mark.requirement("F3")


def keys_of(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[2] if cell.value}


def edits(taken: Any) -> set[tuple[str, str, str]]:
    assert taken.plan.refused == []
    return {(edit.plot, edit.key, edit.new) for edit in taken.plan.edits}


def sorted_with_the_keys(sheet: Any, keys: dict[str, int]) -> None:
    """Sorted from row 2, so that the hidden keys land among the plots, upside down."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, row in enumerate([*rows[3:], rows[0], *rows[1:3]], 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


def reordered(sheet: Any, keys: dict[str, int]) -> None:
    """The first columns put last."""
    width = sheet.max_column
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate([*row[12:width], *row[:12]], 1):
            sheet.cell(number, column).value = value


def columns_put_in(sheet: Any, keys: dict[str, int]) -> None:
    """A column of the clerk's own, and one of a name that the ledger has already."""
    sheet.insert_cols(2, 2)
    sheet.cell(1, 2).value, sheet.cell(1, 3).value = "我的标记", "判定"
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, 2).value, sheet.cell(row, 3).value = "√", "违法"


def blank_rows(sheet: Any, keys: dict[str, int]) -> None:
    sheet.insert_rows(4, 3)
    sheet.cell(4, 3).value = "  "


def hidden(sheet: Any, keys: dict[str, int]) -> None:
    for row in (3, 5):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["H"].hidden = True
    sheet.auto_filter.add_filter_column(1, ["星原镇"])


def spelt_otherwise(sheet: Any, keys: dict[str, int]) -> None:
    """Dates and numbers as text, full-width digits, trailing blanks: what the books say already."""
    for row in range(3, sheet.max_row + 1):
        issued = sheet.cell(row, keys["issued"])
        issued.value = "２０２３／８／１ " if row % 2 else "2023年8月1日"
        area = sheet.cell(row, keys["area_measured_m2"])
        area.value = f"{area.value:,.8f}　"
        area = sheet.cell(row, keys["area_measured_mu"])
        area.value = str(area.value).translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})
        sheet.cell(row, keys["plot"]).value += " "


def days_without_their_format(sheet: Any, keys: dict[str, int]) -> None:
    """The day of issue as the number that it is."""
    for row in range(3, sheet.max_row + 1):
        cell = sheet.cell(row, keys["issued"])
        cell.value, cell.number_format = (cell.value.date() - date(1899, 12, 30)).days, "General"


def renamed(sheet: Any, keys: dict[str, int]) -> None:
    sheet.title = "台账（王改）"


def other_sheets_taken_out(sheet: Any, keys: dict[str, int]) -> None:
    book = sheet.parent
    for name in book.sheetnames:
        if name not in ("台账", "导出底稿"):
            del book[name]
    sheet.cell(1, 1).comment = Comment("王：已核", "王")


CHANGES = (
    sorted_with_the_keys,
    reordered,
    columns_put_in,
    blank_rows,
    hidden,
    spelt_otherwise,
    days_without_their_format,
    renamed,
    other_sheets_taken_out,
)


def changed(path: Path, change: Change) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book["台账"]
    change(sheet, keys_of(sheet))
    book.save(path)
    return path


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> str:
    """What becomes of a file in somebody's hands is the same whatever keeps the books; the round is gone on both."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return ""


@pytest.mark.parametrize("change", CHANGES)
def test_an_unedited_ledger_that_was_handled_asks_for_nothing(desk: Any, edited: Edit, change: Change) -> None:
    taken = take(desk, changed(edited({}), change))
    assert edits(taken) == set()
    assert taken.plan.rows == 5


@pytest.mark.parametrize("change", CHANGES)
def test_an_edited_ledger_that_was_handled_asks_for_its_edits(desk: Any, edited: Edit, change: Change) -> None:
    path = edited({"P3": {"cultivated_filed_mu": 2.75, "sensitive": "是", "inspected": date(2023, 8, 5)}})
    assert edits(take(desk, changed(path, change))) == {
        ("P3", "cultivated_filed_mu", "2.75"),
        ("P3", "sensitive", "1"),
        ("P3", "inspected", "2023-08-05"),
    }


@pytest.mark.parametrize(
    ("key", "cell", "kept"),
    [
        ("inspected", "2023年8月5日", "2023-08-05"),
        ("inspected", "２０２３-０８-０５", "2023-08-05"),
        ("inspected", "2023/8/5 ", "2023-08-05"),
        ("cultivated_filed_mu", "２．７５", "2.75"),
        ("cultivated_filed_mu", " 2.75　", "2.75"),
        ("sensitive", True, "1"),
        ("photos", "３", "3"),
        ("remark", "０１２", "０１２"),
    ],
)
def test_a_cell_is_taken_however_it_is_spelt(desk: Any, edited: Edit, key: str, cell: object, kept: str) -> None:
    assert edits(take(desk, edited({"P3": {key: cell}}))) == {("P3", key, kept)}


def test_a_text_is_taken_as_it_was_changed_be_it_by_a_nought(desk: Any, edited: Edit) -> None:
    take(desk, edited({"P3": {"remark": "12"}}))
    assert edits(take(desk, edited({"P3": {"remark": "012"}}))) == {("P3", "remark", "012")}


def test_a_column_put_in_is_named_and_not_taken(desk: Any, edited: Edit) -> None:
    taken = take(desk, changed(edited({}), columns_put_in))
    assert any("我的标记、判定" in said for said in taken.plan.said)


@pytest.mark.slow
@pytest.mark.tool("soffice")
def test_edits_that_went_through_libreoffice_are_the_same_edits(desk: Any, edited: Edit, tmp_path: Path) -> None:
    cells = {
        "P1": {"determination": "新增建设用地违法", "review": "会审1", "ordered": date(2023, 9, 1)},
        "P4": {"cultivated_filed_mu": 1.5, "account": "第一行\n第二行", "remark": "  "},
    }
    wanted = {
        ("P1", "determination", "unlawful_new"),
        ("P1", "review", "会审1"),
        ("P1", "ordered", "2023-09-01"),
        ("P4", "cultivated_filed_mu", "1.5"),
        ("P4", "account", "第一行\n第二行"),
    }
    again = saved_again(edited(cells), tmp_path / "one")
    assert edits(take(desk, again, dry_run=True)) == wanted
    later = saved_again(exported(desk, tmp_path / "plain.xlsx"), tmp_path / "two")
    assert edits(take(desk, later)) == set()
    write_cells(later, cells)
    assert edits(take(desk, later)) == wanted
