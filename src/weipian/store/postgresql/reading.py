"""The office's books as an audit reads them: one moment, whatever is done meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection

from weipian.record.chain import Event
from weipian.record.guards import GUARDS
from weipian.record.head import Head, head_from
from weipian.record.walk import Entry

AT_ONCE = 2_000
TRIGGERS = """
SELECT t.tgname, c.relname, t.tgenabled IN ('O', 'A')
 AND regexp_replace(p.prosrc, '\\s+', ' ', 'g') ~ '^ ?BEGIN (RAISE EXCEPTION [^;]*;|IF TG_OP = ''TRUNCATE'' OR'
 ' NOT EXISTS \\(SELECT 1 FROM erasing\\) THEN RAISE EXCEPTION [^;]*; END IF;'
 ' IF TG_OP = ''UPDATE'' THEN RETURN NEW; END IF; RETURN OLD;) END;? ?$'
 AND pg_get_triggerdef(t.oid) !~* 'WHEN \\((?!\\(?new\\.[a-z_]+ IS NOT NULL\\)?\\))'
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_proc p ON p.oid = t.tgfoid
WHERE n.nspname = current_schema() AND NOT t.tgisinternal
"""
VIEWS = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind IN ('v', 'm')
UNION ALL
SELECT r.rulename FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind NOT IN ('v', 'm')
"""
TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'f') ORDER BY c.relname COLLATE "C"
"""


@contextmanager
def books() -> Iterator[ServerBooks]:
    """One snapshot, read only."""
    connection.ensure_connection()
    server = connection.connection
    with server.transaction():
        server.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield ServerBooks(server)


class ServerBooks:
    """Reads by psycopg itself; what it gives are the raw values that SQLite keeps."""

    def __init__(self, server: Any) -> None:
        self.server = server

    def _asked(self, text: str, name: str = "weipian_audit") -> Iterator[tuple[Any, ...]]:
        from psycopg import ServerCursor

        with ServerCursor(self.server, name) as cursor:
            cursor.itersize = AT_ONCE
            cursor.execute(text)
            yield from cursor

    def entries(self) -> Iterator[Entry]:
        rows = self._asked(
            "SELECT e.seq, e.at, e.actor, e.act, e.subject, e.prev, e.rows, e.hash, p.body"
            " FROM event e LEFT JOIN event_payload p ON p.seq = e.seq ORDER BY e.seq"
        )
        for *fields, claimed, body in rows:
            yield Entry(Event(*fields), claimed, body)

    def links(self) -> Iterator[Entry]:
        rows = self._asked(
            "SELECT e.seq, e.at, e.actor, e.act, e.subject, e.prev, e.rows, e.hash FROM event e ORDER BY e.seq"
        )
        for *fields, claimed in rows:
            yield Entry(Event(*fields), claimed, None)

    def loose(self) -> list[int]:
        asked = (
            "SELECT seq FROM event_payload p WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.seq = p.seq) ORDER BY seq"
        )
        return [seq for (seq,) in self._asked(asked)]

    def hashes(self, seqs: Iterable[int]) -> dict[int, str]:
        found = self.server.execute("SELECT seq, hash FROM event WHERE seq = ANY(%s)", [list(seqs)])
        return dict(found.fetchall())

    def head(self) -> Head | None:
        rows = list(self._asked("SELECT workspace, seq, hash, at, key, signature FROM log_head"))
        return head_from(rows[0]) if len(rows) == 1 else None

    def tables(self) -> list[str]:
        return [name for (name,) in self._asked(TABLES)]

    def rows(self, table: str) -> Iterator[Mapping[str, object]]:
        quoted = connection.ops.quote_name(table)
        with self.server.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {quoted} LIMIT 0")  # noqa: S608 - a name that the database gave
            names = [column.name for column in cursor.description]
        for row in self._asked(f"SELECT * FROM {quoted}"):  # noqa: S608
            yield {name: kept(value) for name, value in zip(names, row, strict=True)}

    def guards(self) -> dict[str, str]:
        return {name: table for name, table, refuses in self._asked(TRIGGERS) if refuses}

    def strangers(self) -> list[str]:
        named = dict.fromkeys(name for name, _, _ in self._asked(TRIGGERS) if name not in GUARDS)
        return sorted([*named, *(name for (name,) in self._asked(VIEWS))])


def kept(value: object) -> object:
    """A value as SQLite would keep it."""
    match value:
        case bool():
            return int(value)
        case date():
            return value.isoformat()
        case memoryview():
            return bytes(value)
        case _:
            return value
