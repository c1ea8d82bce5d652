"""The ledger in an officer's hands: exported, written over, handed in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

TODAY = date(2023, 9, 30)


def exported(desk: Any, path: Path) -> Path:
    from weipian.office.ledger.book import ledger_book
    from weipian.office.ledger.saving import save

    save(path, ledger_book(desk, TODAY))
    return path


def write_cells(path: Path, cells: dict[str, dict[str, object]]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["台账"]
    keys = {cell.value: cell.column for cell in sheet[2]}
    rows = {row[keys["plot"] - 1].value: row[0].row for row in sheet.iter_rows(min_row=3)}
    for plot, values in cells.items():
        for key, value in values.items():
            sheet.cell(rows[plot], keys[key], value)
    book.save(path)


def take(desk: Any, path: Path, review: str = "", dry_run: bool = False) -> Any:
    from weipian.office.ledger.importing import take as taken

    return taken(desk, path, review=review, mapping={}, encoding=None, dry_run=dry_run)
