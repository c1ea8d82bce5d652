"""An .xlsx from outside: every cell as text; what is broken, locked or swollen is refused plainly."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from weipian.fence.sheets import read_sheets
from weipian.terms.errors import InputError


def made(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def code_of(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_sheets(path)
    return caught.value.code


def test_every_cell_comes_as_text_with_its_row_number(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", ("地块", "亩", "日期"), (), ("012", 1.25, date(2023, 8, 1)), (7, 1e-05, True))
    rows = read_sheets(path)["台账"].rows
    assert list(rows) == [1, 3, 4]
    assert rows[3] == ("012", "1.25", "2023-08-01")
    assert rows[4] == ("7", "0.00001", "1")


@pytest.mark.requirement("F3")
def test_what_is_no_workbook_is_said(tmp_path: Path) -> None:
    broken, old = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    broken.write_bytes(b"PK\x03\x04" + b"x" * 100)
    old.write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 100)
    assert code_of(broken) == "workbook_broken"
    assert code_of(old) == "workbook_old_or_locked"
    assert code_of(tmp_path / "none.xlsx") == "no_such_table"


def test_entities_and_bombs_are_refused(tmp_path: Path) -> None:
    whole = made(tmp_path / "a.xlsx", ("地块",))
    entity, bomb = tmp_path / "entity.xlsx", tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(entity, "w") as made_of:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY a "b">]>' + data
            made_of.writestr(name, data)
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made_of:
        made_of.writestr("xl/worksheets/sheet1.xml", b"0" * (200 << 20))
    assert code_of(entity) == "workbook_broken"
    assert code_of(bomb) == "archive_too_big"
