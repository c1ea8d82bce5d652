"""The ledger that somebody hands in: a workbook (read behind the fence) or a CSV."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from weipian.fence.sheets import SUFFIXES, read_sheets
from weipian.fence.table import Cells, read_cells
from weipian.programme.submission.given import PLOT, Given, given
from weipian.terms.errors import InputError
from weipian.terms.messages import sentence
from weipian.workbook.ledger_reading import Memory, ledger_sheet
from weipian.workbook.sheets_columns import COLUMNS
from weipian.workbook.sheets_live import LEDGER
from weipian.workbook.sheets_memory import NAME as MEMORY

READ_ONLY = frozenset(column.header for column in COLUMNS)
"""The ledger's own columns; those that nobody fills are passed over. Where there are keys, theirs have one."""


@dataclass(frozen=True, slots=True)
class Source:
    """The table, what its export remembered, its cells as they came (for the error workbook), what was guessed."""

    name: str
    sha256: str
    table: Given
    memory: Memory | None
    header: tuple[str, ...]
    rows: Mapping[int, tuple[str, ...]]
    said: tuple[str, ...]


def read_source(path: Path, mapping: Mapping[str, str], encoding: str | None, workspace: str) -> Source:
    """Raises InputError where it can't be read, or was exported from other books."""
    if path.suffix.lower() in SUFFIXES:
        sheet = ledger_sheet(read_sheets(path, wanted=(LEDGER, MEMORY)), path.name)
        header, keys, rows, memory = sheet.header, sheet.keys, sheet.rows, sheet.memory
        said: tuple[str, ...] = ()
    else:
        cells = read_cells(path, encoding=encoding)
        header, keys, rows, memory, said = cells.header, key_row(cells), cells.rows, None, cells.said
        if keys:
            rows = {number: row for number, row in rows.items() if number != min(rows)}
    if memory and memory.origin.workspace != workspace:
        raise InputError("ledger_other_workspace", where=path.name)
    table = given(header, keys, rows, mapping, path.name)
    if memory is None:
        said = (*said, sentence("said_ledger_no_memory", {}))
    strangers = [name for name in table.aside if keys or name not in READ_ONLY]
    if strangers:
        said = (*said, sentence("said_columns_aside", {"columns": "、".join(strangers)}))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Source(path.name, digest, table, memory, header, rows, said)


def key_row(cells: Cells) -> tuple[str, ...]:
    """The keys that an exported ledger carries under its headers, where this is one saved as CSV."""
    first = tuple(cell.strip() for cell in cells.rows[min(cells.rows)]) if cells.rows else ()
    return first if {PLOT.key, "determination"} <= set(first) else ()
