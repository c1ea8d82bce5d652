"""A backup's rows put into empty tables of its form, on either database."""

from __future__ import annotations

import io
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import cast

from weipian.store.backup.layout import ROWS
from weipian.store.backup.opening import BROKEN, Opened
from weipian.store.backup.rows import Cell, read_rows
from weipian.store.backup.writing import Step
from weipian.store.failures import plainly
from weipian.store.template import copied_to
from weipian.terms.errors import InputError

AT_ONCE = 2_000
ROW_BYTES = 300
"""What a row counts for in progress."""


def fill_file(path: Path, backup: Opened, step: Step) -> None:
    """A SQLite file with everything that the backup's tables hold. Raises InputError, OSError."""
    path.touch(0o600)
    copied_to(path, backup.manifest.form)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute("BEGIN")
            for table in backup.manifest.tables:
                names, rows = rows_of(backup, table)
                there = [name for _, name, *_ in database.execute(f'PRAGMA table_info("{table}")')]
                _require_columns(table, names, there)
                if names:
                    _insert(database, table, names, counted(rows, step))
            database.execute("COMMIT")
            if (loose := database.execute("PRAGMA foreign_key_check").fetchone()) is not None:
                raise InputError("backup_loose_rows", where=str(loose[0]), row=loose[1])
            database.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        raise InputError("restore_not_written", where=str(path), reason=str(error)) from error
    with path.open("rb+") as done:
        os.fsync(done.fileno())


def _insert(database: sqlite3.Connection, table: str, names: Sequence[str], rows: Iterator[list[Cell]]) -> None:
    columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    database.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', rows)  # noqa: S608 - names of our tables


def fill_server(backup: Opened, step: Step) -> None:
    """The tables of the connection's schema, in one transaction. Raises InputError."""
    from django.db import connection, transaction

    with plainly("PostgreSQL"), transaction.atomic():
        for table in backup.manifest.tables:
            names, rows = rows_of(backup, table)
            there = _server_columns(table)
            _require_columns(table, names, list(there))
            if not names:
                continue
            flags = [place for place, name in enumerate(names) if there[name] == "boolean"]
            quoted = ", ".join(map(connection.ops.quote_name, names))
            with (
                connection.connection.cursor() as cursor,
                cursor.copy(f"COPY {connection.ops.quote_name(table)} ({quoted}) FROM STDIN") as copy,
            ):
                for row in counted(rows, step):
                    for place in flags:
                        row[place] = None if row[place] is None else bool(row[place])
                    copy.write_row(row)


def _server_columns(table: str) -> dict[str, str]:
    """Column → type of a table in the connection's schema."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = current_schema() AND table_name = %s",
            [table],
        )
        return dict(cursor.fetchall())


def rows_of(backup: Opened, table: str) -> tuple[Sequence[str], Iterator[list[Cell]]]:
    """Column names and rows of a table. Raises InputError where they don't read."""
    lines = io.BufferedReader(cast(io.RawIOBase, backup.open(f"{ROWS}{table}.jsonl")), 1 << 18)
    try:
        names, rows = read_rows(lines)
    except BROKEN as error:
        raise InputError("backup_damaged", where=str(backup.path), name=f"{ROWS}{table}.jsonl") from error
    return names, _sound(backup, table, rows)


def _sound(backup: Opened, table: str, rows: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    try:
        yield from rows
    except (*BROKEN, TypeError) as error:
        raise InputError("backup_damaged", where=str(backup.path), name=f"{ROWS}{table}.jsonl") from error


def counted(rows: Iterator[list[Cell]], step: Step) -> Iterator[list[Cell]]:
    """The rows, told of as they go by."""
    while some := list(islice(rows, AT_ONCE)):
        yield from some
        step(ROW_BYTES * len(some))


def _require_columns(table: str, names: Sequence[str], there: Sequence[str]) -> None:
    if names and set(names) != set(there):
        odd = "、".join(sorted(set(names) ^ set(there)))
        raise InputError("backup_other_columns", where=table, columns=odd)
