"""The books of one PC: a SQLite file, read only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from weipian.record.chain import Event
from weipian.record.guards import REFUSING
from weipian.record.head import Head, head_from
from weipian.record.walk import Entry

PATIENCE = 20
"""Seconds for a writer to finish."""
LINKS = "SELECT e.seq, e.at, e.actor, e.act, e.subject, e.prev, e.rows, e.hash"
CRASHED = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
"""What SQLite answers a mere reader where a killed writer has left its journal behind."""


UNFINISHED = "断电或强行结束时没办完的一步还没有退回，而文件夹只能读；请把整个文件夹复制到能写的地方再核验"


def opened(path: Path, patience: float) -> sqlite3.Connection:
    """The file, to be read only. What a killed writer left half written is put back first, as the next act would.

    Raises sqlite3.Error where the file is none, or broken.
    """
    for mode in ("ro", "rw"):
        database = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=patience)
        database.isolation_level = None
        try:
            database.execute("PRAGMA query_only = ON")
            database.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        except sqlite3.Error as error:
            database.close()
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if mode == "rw" and code in CRASHED:
                raise sqlite3.OperationalError(UNFINISHED) from error
            if mode == "rw" or code not in CRASHED or not path.is_file():
                raise
        else:
            break
    return database


def is_busy(error: sqlite3.Error) -> bool:
    """Whether somebody is just writing."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def readable(raw: bytes) -> str:
    """A text, even one that somebody made of bytes: it is to be named, not to stop the audit."""
    return raw.decode("utf-8", "surrogateescape")


class SqliteBooks:
    """Raises sqlite3.Error where the file is none, or broken."""

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        """At one moment: who works meanwhile waits to be done until the books are closed."""
        self.database = opened(path, patience)
        self.database.text_factory = readable
        self.database.execute("BEGIN")
        self._asked("SELECT COUNT(*) FROM sqlite_master")

    def close(self) -> None:
        self.database.close()

    def _asked(self, text: str, *params: object) -> list[tuple[Any, ...]]:
        return self.database.execute(text, params).fetchall()

    def counted(self, table: str = "event") -> int:
        """How many events, or payloads."""
        return int(self._asked(f"SELECT COUNT(*) FROM {table}")[0][0])  # noqa: S608 - one of two names of ours

    def entries(self) -> Iterator[Entry]:
        asked = f"{LINKS}, p.body FROM event e LEFT JOIN event_payload p ON p.seq = e.seq ORDER BY e.seq"
        for *fields, claimed, body in self.database.execute(asked):
            yield Entry(Event(*fields), claimed, body)

    def links(self) -> Iterator[Entry]:
        for *fields, claimed in self.database.execute(f"{LINKS} FROM event e ORDER BY e.seq"):
            yield Entry(Event(*fields), claimed, None)

    def loose(self) -> list[int]:
        asked = "SELECT seq FROM event_payload WHERE seq NOT IN (SELECT seq FROM event) OR seq IS NULL ORDER BY seq"
        return [seq for (seq,) in self._asked(asked)]

    def hashes(self, seqs: Iterable[int]) -> dict[int, str]:
        found = (self._asked("SELECT seq, hash FROM event WHERE seq = ?", seq) for seq in seqs)
        return dict(rows[0] for rows in found if rows)

    def head(self) -> Head | None:
        rows = self._asked("SELECT workspace, seq, hash, at, key, signature FROM log_head")
        return head_from(rows[0]) if len(rows) == 1 else None

    def tables(self) -> list[str]:
        found = self._asked("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return [name for (name,) in found if not name.startswith("sqlite_")]

    def rows(self, table: str) -> Iterator[Mapping[str, object]]:
        quoted = table.replace('"', '""')
        with closing(self.database.execute(f'SELECT * FROM "{quoted}"')) as rows:  # noqa: S608 - the database's own name
            names = [column[0] for column in rows.description]
            for row in rows:
                yield dict(zip(names, row, strict=True))

    def guards(self) -> dict[str, str]:
        found = self._asked("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: table for name, table, sql in found if REFUSING.fullmatch(sql)}

    def strangers(self) -> list[str]:
        found = self._asked("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY name")
        guards = self.guards()
        return [name for (name,) in found if name not in guards]
