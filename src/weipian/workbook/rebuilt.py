"""Rebuilt tables as files: a folder with a CSV for each table, to be read; or one SQLite file, exact."""

from __future__ import annotations

import csv
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from weipian.record.canon import text_of
from weipian.record.replay import Rebuilt, Rows
from weipian.record.walk import Said
from weipian.terms.errors import InputError
from weipian.work.placing import sync, sync_folder
from weipian.workbook.forms import harmless
from weipian.workbook.tables import unwritable, whole

EXACT = ".sqlite3"
ERASED = "〔已依规移出〕"
"""What stands in a CSV for a value that was lawfully taken away."""
ERASED_TABLE = "erased_value"
"""In a SQLite file such a value is NULL, and this table names it."""

NAME = re.compile("[a-z][a-z0-9_]{0,62}")


def write(found: Rebuilt, target: Path) -> None:
    """Whole or not at all; nothing that is there is written over. Raises InputError `output_…`."""
    require_new(target)
    try:
        _require_names(found)
        if target.suffix.lower() == EXACT:
            with whole(target) as partial:
                _sqlite(found, partial)
        else:
            _folder(found, target)
    except (sqlite3.Error, ValueError, OverflowError):
        raise InputError("replay_strange", where=str(target)) from None


def require_new(target: Path) -> None:
    """Raises InputError where something stands there, or where there is no folder for it."""
    if target.exists():
        raise InputError("output_there", where=str(target))
    if not target.parent.is_dir():
        raise InputError("output_no_folder", where=str(target), folder=str(target.parent))


def _require_names(found: Rebuilt) -> None:
    """Names that are a file's and a table's: an export that somebody wrote may hold others. Raises ValueError."""
    columns = (name for rows in found.tables.values() for name in columns_of(rows))
    for name in (*found.tables, *columns):
        if not NAME.fullmatch(name) or name == ERASED_TABLE:
            raise ValueError(name)


def columns_of(rows: Rows) -> list[str]:
    """The columns that a table's rows were ever said to have: `id` first, then by name."""
    names = {name for row in rows.values() for name in row} - {"id"}
    return ["id", *sorted(names)]


def _folder(found: Rebuilt, target: Path) -> None:
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        partial.mkdir()
        for table, rows in found.tables.items():
            _csv(partial / f"{table}.csv", rows)
        sync_folder(partial)
        partial.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        raise unwritable(target, error) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _csv(path: Path, rows: Rows) -> None:
    names = columns_of(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        table = csv.writer(out, lineterminator="\r\n")
        table.writerow(names)
        table.writerows([_cell(row.get(name)) for name in names] for row in _keyed(rows))
    sync(path)


def _keyed(rows: Rows) -> Iterable[Mapping[str, Said]]:
    """Each row with its number, which the log names beside the values."""
    return ({**row, "id": Said(_number(key), True, 0)} for key, row in rows.items())


def _number(key: str) -> int | str:
    return int(key) if key.isascii() and key.isdigit() else key


def _cell(said: Said | None) -> str:
    """A value for people. Bytes are named by their hash and length."""
    if said is None:
        return ""
    if not said.there:
        return ERASED
    match said.value:
        case None:
            return ""
        case {"sha256": sha256, "bytes": length}:
            return f"sha256 {sha256}（{length} 字节）"
        case other:
            return harmless(str(other))


def _sqlite(found: Rebuilt, path: Path) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        for table, rows in found.tables.items():
            names = columns_of(rows)
            values = [[_raw(row.get(name)) for name in names] for row in _keyed(rows)]
            _table(database, table, names, values)
        gone = [(table, _number(key), name) for table, key, name in found.erased]
        _table(database, ERASED_TABLE, ["name", "row", "column"], gone)


def _table(database: sqlite3.Connection, name: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    quoted, marks = ", ".join(map(_quoted, columns)), ", ".join("?" * len(columns))
    database.execute(f"CREATE TABLE {_quoted(name)} ({quoted})")
    database.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})", rows)  # noqa: S608 - quoted


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _raw(said: Said | None) -> object:
    """A value as the books kept it; bytes as the JSON text of their hash and length."""
    if said is None or not said.there:
        return None
    return said.value if isinstance(said.value, int | str) or said.value is None else text_of(said.value)
