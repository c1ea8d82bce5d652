"""The door's own small databases, in a folder that only its owner reads."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

FOLDER = "door"
PATIENCE = 10
"""Seconds that one who writes waits for another."""


@dataclass(frozen=True, slots=True)
class Book:
    """`lasting`: what is in it outlasts a power cut; what is not may be gone with it, and nobody waits for the disk."""

    name: str
    tables: str
    lasting: bool


DOOR = Book("door.sqlite3", """
CREATE TABLE IF NOT EXISTS password (account INTEGER PRIMARY KEY, hash TEXT NOT NULL, set_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS failure (who TEXT NOT NULL, address TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS failure_at ON failure (at);
CREATE TABLE IF NOT EXISTS kept (account INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
  at REAL NOT NULL, PRIMARY KEY (account, kind, name));
DROP TABLE IF EXISTS session;
""", lasting=True)  # fmt: skip
SESSIONS = Book("sessions.sqlite3", """
CREATE TABLE IF NOT EXISTS session (key TEXT PRIMARY KEY, body TEXT NOT NULL, until REAL NOT NULL);
""", lasting=False)  # fmt: skip

_mine = threading.local()


@contextmanager
def opened(workspace: Path, book: Book = DOOR) -> Iterator[sqlite3.Connection]:
    """One of the door's databases; made where it is missing. What is done in it is one transaction."""
    found = _of_this_thread(workspace / FOLDER / book.name, book)
    with found:
        yield found


def _of_this_thread(path: Path, book: Book) -> sqlite3.Connection:
    """Every request asks: a thread opens a file once, and anew where another one lies there now."""
    known: dict[Path, tuple[object, sqlite3.Connection]] = _mine.__dict__.setdefault("known", {})
    which, found = known.pop(path, (None, None))
    with suppress(FileNotFoundError):
        if found is not None and which == _which(path):
            known[path] = which, found
            return found
    if found is not None:
        found.close()
    for old in [one for one in known if one.parent != path.parent]:  # another workspace's: a process serves one
        known.pop(old)[1].close()
    found = _connected(path, book)
    known[path] = _which(path), found
    return found


def _which(path: Path) -> object:
    there = path.stat()
    return there.st_dev, there.st_ino


def _connected(path: Path, book: Book) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if not book.lasting and path.exists() and not _whole(path):
        path.unlink()
    if not path.exists():
        path.touch(mode=0o600)
    found = sqlite3.connect(path, timeout=PATIENCE)
    found.execute("PRAGMA secure_delete = ON")
    found.execute(f"PRAGMA synchronous = {'NORMAL' if book.lasting else 'OFF'}")
    found.executescript(book.tables)
    return found


def _whole(path: Path) -> bool:
    """A power cut may have left half of what nobody waited for."""
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE)) as found:
            return bool(found.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return False
