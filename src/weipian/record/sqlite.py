"""The books of one PC: a SQLite file, read only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from weipian.record.chain import Event
from weipian.record.head import Head
from weipian.record.walk import Entry

REFUSING = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%RAISE(ABORT%'"


UNFINISHED = "断电或强行结束时没办完的一步还没有退回，而文件夹只能读；请把整个文件夹复制到能写的地方再核验"


def _finish(path: Path) -> None:
    """An act that a crash cut off is taken back first, as whoever opens the books next would do."""
    journal = path.with_name(f"{path.name}-journal")
    if not journal.exists():
        return
    try:
        with closing(sqlite3.connect(f"file:{path.resolve().as_posix()}?mode=rw", uri=True)) as database:
            database.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        if error.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise sqlite3.OperationalError(UNFINISHED) from error
        raise


class SqliteBooks:
    """Raises sqlite3.Error where the file is none, or broken."""

    def __init__(self, path: Path) -> None:
        _finish(path)
        self.database = sqlite3.connect(f"file:{path.resolve().as_posix()}?mode=ro", uri=True)
        self.database.execute("PRAGMA query_only = ON")

    def close(self) -> None:
        self.database.close()

    def entries(self) -> Iterator[Entry]:
        asked = self.database.execute(
            "SELECT e.seq, e.at, e.actor, e.act, e.subject, e.prev, e.rows, e.hash, p.body"
            " FROM event e LEFT JOIN event_payload p ON p.seq = e.seq ORDER BY e.seq"
        )
        for *fields, claimed, body in asked:
            yield Entry(Event(*fields), claimed, body)

    def head(self) -> Head | None:
        asked = "SELECT workspace, seq, hash, at, key, signature FROM log_head WHERE id = 1"
        rows = self.database.execute(asked).fetchall()
        return Head(*rows[0]) if len(rows) == 1 else None

    def tables(self) -> list[str]:
        found = self.database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        return [name for (name,) in found if not name.startswith("sqlite_")]

    def rows(self, table: str) -> Iterator[Mapping[str, object]]:
        with closing(self.database.execute(f'SELECT * FROM "{table}"')) as rows:  # noqa: S608 - the database's own name
            names = [column[0] for column in rows.description]
            for row in rows:
                yield dict(zip(names, row, strict=True))

    def guards(self) -> frozenset[str]:
        return frozenset(name for (name,) in self.database.execute(REFUSING))
