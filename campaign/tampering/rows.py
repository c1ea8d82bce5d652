"""Stored rows altered."""

from __future__ import annotations

import random
import sqlite3

from campaign.tampering.copies import Copy, Expected, row_at
from campaign.tampering.worlds import World


def _place(copy: Copy, chance: random.Random) -> tuple[str, int, str]:
    table = chance.choice(copy.tables())
    return table, chance.choice(copy.keys(table)), chance.choice([c for c in copy.columns(table) if c != "id"])


def _set(copy: Copy, table: str, key: int, column: str, value: str) -> Expected | None:
    """`value` is SQL. None where the stored value stays the same, or where the database refuses."""
    asked = f"SELECT quote({column}), typeof({column}) FROM {table} WHERE id = ?"  # noqa: S608
    before = copy.ask(asked, key)
    try:
        with copy.opened() as database:
            database.execute(f"UPDATE {table} SET {column} = {value} WHERE id = ?", (key,))  # noqa: S608
    except sqlite3.IntegrityError:
        return None
    if copy.ask(asked, key) == before:
        return None
    return Expected(copy.written(table, key, column), row_at(table, key, column))


def column_edited(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """A letter more, a number more, another day."""
    table, key, column = _place(copy, chance)
    kind = copy.ask(f"SELECT typeof({column}) FROM {table} WHERE id = ?", key)[0][0]  # noqa: S608
    if kind == "integer":
        return _set(copy, table, key, column, f"{column} + {chance.choice((-1, 1, 7, 1000))}")
    letter = chance.choice("甲x9 0")
    return _set(copy, table, key, column, chance.choice((f"{column} || '{letter}'", f"'{letter}' || {column}", "'新'")))


def column_emptied(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """NULL for a value, an empty text for NULL, an empty text for a text."""
    table, key, column = _place(copy, chance)
    return _set(copy, table, key, column, chance.choice(("NULL", "''", "0")))


def column_of_another_type(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """The same value as text, as a fraction, as bytes."""
    table, key, column = _place(copy, chance)
    changed = ("CAST({0} AS BLOB)", "CAST({0} AS TEXT)", "CAST({0} AS REAL)", "CAST({0} AS REAL) + 0.5")
    return _set(copy, table, key, column, chance.choice(changed).format(column))


def blob_edited(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """A byte of a patch's geometry."""
    key = chance.choice(copy.keys("patch"))
    (content,) = copy.ask("SELECT wkb FROM patch WHERE id = ?", key)[0]
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return _set(copy, "patch", key, "wkb", f"X'{changed.hex()}'")


def row_removed(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    table = chance.choice(copy.tables())
    key = chance.choice(copy.keys(table))
    with copy.opened() as database:
        database.execute(f"DELETE FROM {table} WHERE id = ?", (key,))  # noqa: S608
    return Expected(copy.written(table, key), row_at(table, key))


def row_inserted(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """One more like another."""
    table = chance.choice(["party", "project", "approval", "village", "measurement", "layer_version"])
    if table not in copy.tables():
        return None
    key, new = chance.choice(copy.keys(table)), 1000 + chance.randrange(1000)
    names = copy.columns(table)
    values = ["?" if name == "id" else "version + 50" if name == "version" else name for name in names]
    with copy.opened() as database:
        asked = f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table} WHERE id = ?"  # noqa: S608
        database.execute(asked, (new, key))
    (event,) = copy.ask(f"SELECT event FROM {table} WHERE id = ?", key)[0]  # noqa: S608
    return Expected(event, row_at(table, new))


def key_changed(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """A row under another number: one is missing, one too many."""
    table = chance.choice(copy.tables())
    key = chance.choice(copy.keys(table))
    with copy.opened() as database:
        database.execute(f"UPDATE {table} SET id = id + 5000 WHERE id = ?", (key,))  # noqa: S608
    (event,) = copy.ask(f"SELECT event FROM {table} WHERE id = ?", key + 5000)[0]  # noqa: S608
    return Expected(min(event, copy.written(table, key)), row_at(table, key))


def values_swapped(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Two rows exchange a value: what one plot is said to be, another is."""
    table, one, column = _place(copy, chance)
    other = chance.choice(copy.keys(table))
    asked = f"SELECT {column} FROM {table} WHERE id = ?"  # noqa: S608
    (mine,), (yours,) = copy.ask(asked, one)[0], copy.ask(asked, other)[0]
    if mine == yours:
        return None
    try:
        with copy.opened() as database:
            change = f"UPDATE {table} SET {column} = ? WHERE id = ?"  # noqa: S608
            database.execute(change, (yours, one))
            database.execute(change, (mine, other))
    except sqlite3.IntegrityError:
        return None
    first = min(copy.written(table, key, column) for key in (one, other))
    return Expected(first, row_at(table, one, column))


def rows_swapped(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Two rows exchange their numbers."""
    table = chance.choice([name for name in copy.tables() if len(copy.keys(name)) > 1])
    one, other = sorted(chance.sample(copy.keys(table), 2))
    with copy.opened() as database:
        for old, new in ((one, -1), (other, one), (-1, other)):
            database.execute(f"UPDATE {table} SET id = ? WHERE id = ?", (new, old))  # noqa: S608
    names = [name for name in copy.columns(table) if name != "id"]
    asked = f"SELECT {', '.join(names)} FROM {table} WHERE id = ?"  # noqa: S608
    pairs = zip(names, copy.ask(asked, one)[0], copy.ask(asked, other)[0], strict=True)
    differing = [name for name, mine, yours in pairs if (mine, type(mine)) != (yours, type(yours))]
    if not differing:
        return None
    return Expected(min(copy.written(table, key, name) for key in (one, other) for name in differing))


KINDS = (
    column_edited,
    column_emptied,
    column_of_another_type,
    blob_edited,
    row_removed,
    row_inserted,
    key_changed,
    values_swapped,
    rows_swapped,
)
