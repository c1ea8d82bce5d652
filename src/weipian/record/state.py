"""The state against the log: every stored column of every table that an act writes, read raw."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from weipian.record.canon import digest, plain
from weipian.record.chain import Event
from weipian.record.findings import Finding, of_row
from weipian.record.walk import Entry, Images, Said, Walk

UNLOGGED = frozenset({"event", "event_payload", "log_head", "django_migrations", "sqlite_sequence", "sqlite_stat1"})
"""Tables that no act writes: the log itself, and what the database keeps of itself."""
GUARDS = frozenset({"event_kept", "event_not_removed", "payload_kept", "payload_not_removed", "patch_kept", "patch_not_removed", "batch_kept", "batch_not_removed"})
"""The triggers that keep the log from being altered by mistake."""


def opened(path: Path) -> sqlite3.Connection:
    """The database, read only. Raises sqlite3.Error."""
    found = sqlite3.connect(f"file:{path.resolve().as_posix()}?mode=ro", uri=True)
    found.execute("PRAGMA query_only = ON")
    return found


def entries_of(database: sqlite3.Connection) -> Iterator[Entry]:
    """The events of a workspace."""
    asked = database.execute(
        "SELECT e.seq, e.at, e.actor, e.act, e.subject, e.prev, e.rows, e.hash, p.body"
        " FROM event e LEFT JOIN event_payload p ON p.seq = e.seq ORDER BY e.seq"
    )
    for *fields, claimed, body in asked:
        yield Entry(Event(*fields), claimed, body)


def tables_of(database: sqlite3.Connection) -> list[str]:
    """The tables that acts write."""
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found if name not in UNLOGGED and not name.startswith("sqlite_")]


def compare(database: sqlite3.Connection, walk: Walk) -> None:
    """Every row against what the log last said of it; adds to the walk's report."""
    waiting = dict(walk.images)
    for table in tables_of(database):
        for finding in _compare_table(database, table, waiting, walk):
            walk.report.add(finding)
    walk.report.add(*(of_row("row_missing", table, key) for table, key in waiting))
    there = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    walk.report.add(*(Finding("guard_missing", name) for name in sorted(GUARDS - there)))


def _compare_table(database: sqlite3.Connection, table: str, waiting: Images, walk: Walk) -> Iterator[Finding]:
    with closing(database.execute(f'SELECT * FROM "{table}"')) as rows:  # noqa: S608 - a name that the database gave
        names = [column[0] for column in rows.description]
        for row in rows:
            stored = dict(zip(names, row, strict=True))
            said = waiting.pop((table, str(stored["id"])), None)
            walk.report.rows += 1
            if said is None:
                yield of_row("row_extra", table, stored["id"])
            else:
                yield from _compare_row(table, stored, said, walk)


def _compare_row(table: str, stored: dict[str, object], said: dict[str, Said], walk: Walk) -> Iterator[Finding]:
    for name, value in stored.items():
        walk.report.columns += 1
        if not _fits(value, said.get(name)):
            seq = said[name].seq if name in said else 0
            yield of_row("column_changed", table, stored["id"], name, seq=seq)
    for name in said.keys() - stored.keys():
        yield of_row("column_missing_in_state", table, stored["id"], name)


def _fits(value: object, said: Said | None) -> bool:
    """Never said, or said and taken away: nothing may stand there."""
    if said is None or said.salt is None:
        return value is None
    if isinstance(value, float):
        return False
    assert value is None or isinstance(value, int | str | bytes)
    return digest(said.salt, plain(value)) == said.digest
