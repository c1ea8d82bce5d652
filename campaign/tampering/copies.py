"""A copy of a world's workspace to be altered, and what an audit must then say."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from campaign.tampering.worlds import KEY, World
from weipian.record.audit import CARD, DATABASE, PLAINLY, Asked
from weipian.record.head import NAME
from weipian.record.sqlite import readable
from weipian.record.walk import rows_of

LOG = ("event", "event_payload", "log_head", "django_migrations")


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be found: the first bad event, a place that is named, or both."""

    first: int | None
    where: str = ""
    asked: Asked = PLAINLY
    export: Path | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A workspace's files in a folder of its own."""

    folder: Path

    @classmethod
    def of(cls, world: World, folder: Path) -> Copy:
        for name in ("secret", "layers", "vault"):
            shutil.copytree(world.folder / name, folder / name)
        for name in (DATABASE, NAME, CARD):
            shutil.copyfile(world.folder / name, folder / name)
        return cls(folder)

    @property
    def key(self) -> Path:
        return self.folder / KEY

    @contextmanager
    def opened(self, *, guarded: bool = True) -> Iterator[sqlite3.Connection]:
        """The database as whoever has its file opens it: guards put aside, and back afterwards."""
        with closing(sqlite3.connect(self.folder / DATABASE, isolation_level=None)) as database:
            database.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; BEGIN;")
            guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                database.execute(f"DROP TRIGGER {name}")
            yield database
            for _, sql in guards if guarded else ():
                database.execute(sql)
            database.execute("COMMIT")

    def ask(self, text: str, *params: object) -> list[tuple[Any, ...]]:
        with self._read() as database:
            return database.execute(text, params).fetchall()

    @contextmanager
    def _read(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.folder / DATABASE)) as database:
            database.text_factory = readable
            yield database

    def tables(self) -> list[str]:
        """Tables that acts write and that have rows; through one door, since each reads the whole schema."""
        with self._read() as database:
            found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
            named = [name for (name,) in found if name not in LOG and not name.startswith("sqlite_")]
            return [name for name in named if database.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchall()]  # noqa: S608

    def columns(self, table: str) -> list[str]:
        return [name for (name,) in self.ask("SELECT name FROM pragma_table_info(?)", table)]

    def keys(self, table: str) -> list[int]:
        return [key for (key,) in self.ask(f"SELECT id FROM {table} ORDER BY id")]  # noqa: S608

    def events(self) -> int:
        return int(self.ask("SELECT MAX(seq) FROM event")[0][0])

    def written(self, table: str, key: object, column: str = "") -> int:
        """The last event that wrote a row, or a column of it, read off the log; the row's last one where none wrote
        the column."""
        found: dict[str, int] = {}
        for seq, rows in self.ask("SELECT seq, rows FROM event ORDER BY seq"):
            for row in rows_of(rows) or ():
                if (row["table"], row["key"]) == (table, key):
                    found |= dict.fromkeys([*row["columns"], ""], seq)
        return found.get(column, found.get("", 0))


def row_at(table: str, key: object, column: str = "") -> str:
    """How a finding names a row."""
    place = f"表 {table} 第 {key} 号记录"
    return f"{place}「{column}」" if column else place


def event_at(seq: int) -> str:
    return f"日志第 {seq} 条"
