"""Tables of a SQLite file, some rows at a time, by their keys."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weipian.record.canon import plain
from weipian.record.state import UNLOGGED

AT_ONCE = 500
DENSE = 4
"""Keys are asked for as a range where every so-many-th number of it is wanted."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that acts write. `places`: column → its place in a stored row."""

    database: sqlite3.Connection
    name: str
    places: Mapping[str, int]

    @property
    def quoted(self) -> str:
        doubled = self.name.replace('"', '""')
        return f'"{doubled}"'

    def rows(self, keys: Sequence[int]) -> dict[object, tuple[Any, ...]]:
        """Stored rows by key; other rows may be among them."""
        at, low, high = self.places["id"], min(keys), max(keys)
        asked = f"SELECT * FROM {self.quoted} WHERE id "  # noqa: S608 - the database's own name
        if high - low < DENSE * len(keys):
            return {row[at]: row for row in self.database.execute(asked + "BETWEEN ? AND ?", (low, high))}
        found: dict[object, tuple[Any, ...]] = {}
        wanted = sorted(set(keys))
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            marks = ", ".join("?" * len(some))
            found |= {row[at]: row for row in self.database.execute(f"{asked} IN ({marks})", some)}
        return found

    def holds(self, row: Sequence[object], values: Mapping[str, object]) -> bool:
        """Whether a row is exactly what was said: NULL where nothing was, no byte strings."""
        expected = tuple(map(values.get, self.places))
        return (
            expected == row
            and list(map(type, expected)) == list(map(type, row))
            and values.keys() <= self.places.keys()
        )

    def fits(self, row: Sequence[object], name: str, value: object) -> bool:
        """Whether a column holds what was said of it."""
        at = self.places.get(name)
        stored = None if at is None else row[at]
        if at is None or stored is None or isinstance(stored, float):
            return at is not None and stored is None and value is None
        found = plain(stored)  # type: ignore[arg-type]
        return type(found) is type(value) and found == value

    def counted(self) -> int:
        """All of its rows."""
        return int(self.database.execute(f"SELECT COUNT(*) FROM {self.quoted}").fetchone()[0])  # noqa: S608


def tables_of(database: sqlite3.Connection) -> dict[str, Table]:
    """Every table that acts may write. Tables that have no `id` are none."""
    found = {}
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if name.startswith("sqlite_") or name in UNLOGGED:
            continue
        columns = [row[1] for row in database.execute("SELECT * FROM pragma_table_info(?)", (name,))]
        found[name] = Table(database, name, {column: at for at, column in enumerate(columns)})
    return found
