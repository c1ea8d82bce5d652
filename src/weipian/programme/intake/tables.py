"""Tables that people hand in, workbook or CSV, cell by cell."""

from __future__ import annotations

import csv
from pathlib import Path

from weipian.fence.sheets import SUFFIXES as SHEETS
from weipian.fence.sheets import read_sheets
from weipian.fence.table import Cells, read_cells
from weipian.terms.errors import InputError

TABLES = (".csv", ".txt", *SHEETS)
LONGEST = 1 << 24
"""Characters of one CSV cell: a shape of some 400,000 vertices."""


def cells_of(path: Path, sheet: str | None, encoding: str | None) -> Cells:
    """The named sheet, else the first one that holds anything. Raises InputError."""
    if path.suffix.lower() not in SHEETS:
        csv.field_size_limit(LONGEST)
        return read_cells(path, encoding=encoding)
    sheets = read_sheets(path)
    if sheet is not None and sheet not in sheets:
        raise InputError("layer_unknown", where=path.name, layer=sheet, names="、".join(sheets))
    rows = sheets[sheet].rows if sheet else next((one.rows for one in sheets.values() if one.rows), {})
    if not rows:
        raise InputError("empty_table", where=path.name)
    first = min(rows)
    body = {number: row for number, row in rows.items() if number != first}
    return Cells(tuple(cell.strip() for cell in rows[first]), body, ())
