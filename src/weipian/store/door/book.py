"""The door's own small database, in a folder that only its owner reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

FOLDER, NAME = "door", "door.sqlite3"
TABLES = """
CREATE TABLE IF NOT EXISTS password (account INTEGER PRIMARY KEY, hash TEXT NOT NULL, set_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS session (key TEXT PRIMARY KEY, body TEXT NOT NULL, until REAL NOT NULL);
CREATE TABLE IF NOT EXISTS failure (who TEXT NOT NULL, address TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS failure_at ON failure (at);
CREATE TABLE IF NOT EXISTS kept (account INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
  at REAL NOT NULL, PRIMARY KEY (account, kind, name));
"""


@contextmanager
def opened(workspace: Path) -> Iterator[sqlite3.Connection]:
    """The door's database; made where it is missing. What is done in it is one transaction."""
    folder = workspace / FOLDER
    if not (path := folder / NAME).exists():
        folder.mkdir(mode=0o700, exist_ok=True)
        path.touch(mode=0o600)
        with closing(sqlite3.connect(path, timeout=10)) as new:
            new.executescript(TABLES)
    with closing(sqlite3.connect(path, timeout=10)) as book:
        book.execute("PRAGMA synchronous = NORMAL")
        book.execute("PRAGMA secure_delete = ON")
        with book:
            yield book
