"""Workbooks with hidden keys: out as logged copies, and in again, whatever became of the order of their columns."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from weipian.fence.field import Field
from weipian.fence.sheets import SUFFIXES, read_sheets
from weipian.fence.table import Cells, Table, read_cells, rows_of
from weipian.office.ledger.saving import require_writable
from weipian.store.acting import Desk, acting
from weipian.store.copies import hash_of_file, note_copy
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError
from weipian.work.placing import put
from weipian.workbook.review import Sheet, write_review


@dataclass(frozen=True, slots=True)
class Tables:
    """What a file holds, by the name of its sheet."""

    tables: Mapping[str, Table]
    sha256: str


def write_keyed(desk: Desk, target: Path, sheets: Sequence[Sheet], on: date) -> None:
    """Whole or not at all; logged as a copy that leaves. Raises InputError."""
    require_writable(target)
    partial = target.with_name(f".{target.stem}.{os.getpid()}.partial.xlsx")
    try:
        write_review(partial, sheets, on)
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))
        put(partial, target)
    except OSError as error:
        raise InputError("output_locked", where=str(target)) from error
    finally:
        partial.unlink(missing_ok=True)


def read_keyed(
    path: Path, wanted: Mapping[str, tuple[Field, ...]], mapping: Mapping[str, str], encoding: str | None
) -> Tables:
    """The sheets that are wanted and there; a CSV, or a workbook with none of these names, is read as the only one."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if path.suffix.lower() not in SUFFIXES:
        found = read_cells(path, encoding=encoding)
        cells = {_only(wanted, path): Cells(found.header, _without_keys(found.rows), found.said)}
    else:
        sheets = read_sheets(path)
        named = {name: sheets[name].rows for name in wanted if name in sheets and sheets[name].rows}
        if not named:
            named = {_only(wanted, path): next((one.rows for one in sheets.values() if one.rows), {})}
        cells = {name: _cells(rows, path) for name, rows in named.items()}
    return Tables({name: rows_of(one, wanted[name], mapping, path.name) for name, one in cells.items()}, digest)


def _only(wanted: Mapping[str, tuple[Field, ...]], path: Path) -> str:
    if len(wanted) != 1:
        raise InputError("review_which_table", where=path.name, names="、".join(wanted))
    return next(iter(wanted))


def _cells(rows: Mapping[int, tuple[str, ...]], path: Path) -> Cells:
    if not rows:
        raise InputError("empty_table", where=path.name)
    first = min(rows)
    body = {number: row for number, row in rows.items() if number != first}
    return Cells(tuple(cell.strip() for cell in rows[first]), _without_keys(body), ())


def _without_keys(rows: Mapping[int, tuple[str, ...]]) -> dict[int, tuple[str, ...]]:
    """The hidden row of keys is no row of the table, wherever sorting has put it."""
    return {number: row for number, row in rows.items() if not _is_keys(row)}


def _is_keys(row: Sequence[str]) -> bool:
    cells = [cell.strip() for cell in row if cell.strip()]
    named = any(cell in ("plot", "department") for cell in cells)
    return named and all(cell.isascii() and cell.isidentifier() for cell in cells)
