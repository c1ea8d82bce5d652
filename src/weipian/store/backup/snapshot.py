"""A workspace's books at one moment, to be read while others go on working."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from weipian.record.books import Books
from weipian.record.sqlite import SqliteBooks
from weipian.store.failures import plainly
from weipian.store.workspace import Workspace
from weipian.terms.errors import InputError

PATIENCE = 20
"""Seconds that a copy waits for whoever is writing."""


@contextmanager
def snapshot(workspace: Workspace, beside: Path) -> Iterator[Books]:
    """The books as they are now. A SQLite file is copied first (to `beside`, for the time being): who reads it for long
    would keep the others from writing. Raises InputError."""
    if workspace.schema:
        from weipian.store.postgresql.reading import books

        with plainly(workspace.place), books() as found:
            yield found
        return
    try:
        copied(workspace.database, beside)
        with closing(SqliteBooks(beside)) as here:
            yield here
    except OSError as error:
        raise InputError("backup_not_written", where=str(beside.parent), reason=error.strerror or "") from error
    except sqlite3.Error as error:
        if "full" in str(error):
            raise InputError("backup_not_written", where=str(beside.parent), reason="磁盘满了") from error
        raise InputError("backup_not_read", where=str(workspace.database), reason=str(error)) from error
    finally:
        beside.unlink(missing_ok=True)


def copied(database: Path, target: Path) -> None:
    """A copy that holds what is there and no trace of what was deleted. Raises sqlite3.Error."""
    target.touch(0o600, exist_ok=False)
    with closing(sqlite3.connect(database, timeout=PATIENCE, isolation_level=None)) as source:
        source.execute("VACUUM INTO ?", [str(target)])
