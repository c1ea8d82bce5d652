"""Tables, triggers and views altered."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

from campaign.tampering.copies import Copy, Expected, row_at
from campaign.tampering.worlds import World

GUARDS = ("event_kept", "event_not_removed", "payload_kept", "patch_kept", "batch_not_removed")


def guard_removed(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Or emptied, given a condition that never holds, put before another table."""
    name = chance.choice(GUARDS)
    refuses = "BEGIN SELECT RAISE(ABORT, 'event is append-only'); END"
    new = (
        "",
        f"CREATE TRIGGER {name} BEFORE UPDATE ON patch BEGIN SELECT 1; END",
        f"CREATE TRIGGER {name} BEFORE UPDATE ON event WHEN 0 {refuses}",
        f"CREATE TRIGGER {name} BEFORE UPDATE ON village {refuses}",
        f"CREATE TRIGGER {name} BEFORE UPDATE OF seq ON event {refuses}",
        f"CREATE TRIGGER {name} BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'x') WHERE 0; END",
    )
    with closing(sqlite3.connect(copy.folder / "weipian.sqlite3", isolation_level=None)) as database:
        database.execute(f"DROP TRIGGER {name}")
        if statement := chance.choice(new):
            database.execute(statement)
    return Expected(None, name)


def trigger_made(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    with copy.opened() as database:
        database.execute("CREATE TRIGGER quiet AFTER INSERT ON party BEGIN UPDATE party SET note = 'x'; END")
    return Expected(None, "quiet") if copy.ask("SELECT 1 FROM sqlite_master WHERE name = 'quiet'") else None


def view_made(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Beside a table, or in its place, showing other values."""
    with copy.opened() as database:
        if chance.random() < 0.5:
            database.execute("CREATE VIEW shown AS SELECT * FROM party")
            return Expected(None, "shown")
        database.execute("ALTER TABLE village RENAME TO hidden")
        database.execute("CREATE VIEW village AS SELECT * FROM hidden")
    return Expected(copy.written("village", 1), row_at("village", 1))


def table_made(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """A table of its own, with or without an id."""
    with copy.opened() as database:
        database.execute(f"CREATE TABLE beside ({chance.choice(('id', 'name'))} TEXT)")
        database.execute("INSERT INTO beside VALUES ('1')")
    return Expected(None, "表 beside")


def table_without_key(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """Made anew without its key: a row stands there twice, the second one altered."""
    table = chance.choice([name for name in copy.tables() if name not in ("event", "patch", "batch")])
    key = chance.choice(copy.keys(table))
    with copy.opened() as database:
        database.execute(f"CREATE TABLE other AS SELECT * FROM {table}")  # noqa: S608
        database.execute(f"INSERT INTO other SELECT * FROM {table} WHERE id = ?", (key,))  # noqa: S608
        database.execute(f"DROP TABLE {table}")
        database.execute(f"ALTER TABLE other RENAME TO {table}")
    ((event,),) = set(copy.ask(f"SELECT event FROM {table} WHERE id = ?", key))  # noqa: S608
    return Expected(event, row_at(table, key))


def log_without_rowid(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """The log's own table made anew in another form, one of its events altered or doubled on the way."""
    seq = chance.choice(copy.ask("SELECT seq FROM event"))[0]
    fields = "seq, at, actor, act, subject, prev, hash, rows"
    shape = chance.choice((f"({fields}, PRIMARY KEY (seq)) WITHOUT ROWID", f"({fields})"))
    with copy.opened(guarded=False) as database:
        database.execute(f"CREATE TABLE other {shape}")
        database.execute(f"INSERT INTO other SELECT {fields} FROM event ORDER BY seq DESC")  # noqa: S608
        database.execute("UPDATE other SET at = at || ' ' WHERE seq = ?", (seq,))
        database.execute("DROP TABLE event")
        database.execute("ALTER TABLE other RENAME TO event")
    return Expected(seq, f"日志第 {seq} 条")


def column_added(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    """With something in it that the log never wrote."""
    table = chance.choice(copy.tables())
    key = chance.choice(copy.keys(table))
    with copy.opened() as database:
        database.execute(f"ALTER TABLE {table} ADD COLUMN more TEXT")
        database.execute(f"UPDATE {table} SET more = 'x' WHERE id = ?", (key,))  # noqa: S608
    return Expected(copy.written(table, key), row_at(table, key, "more"))


def column_taken(world: World, copy: Copy, chance: random.Random) -> Expected | None:
    with copy.opened() as database:
        database.execute("ALTER TABLE party DROP COLUMN note")
    first = min(copy.written("party", key, "note") for key in copy.keys("party"))
    return Expected(first, row_at("party", 1, "note"))


KINDS = (
    guard_removed,
    trigger_made,
    view_made,
    table_made,
    table_without_key,
    log_without_rowid,
    column_added,
    column_taken,
)
