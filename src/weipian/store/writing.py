"""What an act writes: rows, and at once their images; flushed into events of bounded size, head signed at the end."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import get_ident
from typing import Any

from django.db import connection, models

from weipian.record.canon import Value, image, plain, text_of
from weipian.record.chain import START, Event
from weipian.record.head import NAME, Head
from weipian.store.clock import require_possible
from weipian.store.images import Stored, columns_of, stored, table_of, with_defaults
from weipian.store.signing import signed
from weipian.store.workspace import Workspace

MOST_ROWS = 2_000
"""Rows in one event; a larger act makes several, all in its one transaction."""
Model = type[models.Model]


class RowGone(Exception):
    """A row that an act wanted to change is not there any more, or is not the current one any more."""

    def __init__(self, table: str, keys: Sequence[int]) -> None:
        super().__init__(table)
        self.table, self.keys = table, tuple(keys)


class Act:
    """An act in its transaction. `seq` is the number of the event that the next row belongs to."""

    def __init__(self, workspace: Workspace, actor: str, act: str, subject: str, year: int) -> None:
        self.workspace, self.actor, self.act, self.subject = workspace, actor, act, subject
        self.images: list[dict[str, Any]] = []
        self.sealed: list[dict[str, Any]] = []
        self.keys: dict[str, int] = {}
        wait_for_turn()
        moment = datetime.now(UTC)  # only now: who waited longer is not dated earlier than who went before
        require_possible(moment, year)
        self.at = moment.isoformat(timespec="milliseconds")
        self.last, self.prev = _last()
        self.first = self.last + 1

    @property
    def seq(self) -> int:
        return self.last + 1

    def add(self, model: Model, **values: Any) -> int:
        """Write one new row; gives its id."""
        return self.add_many(model, [values])[0]

    def add_many(self, model: Model, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Write new rows; gives their ids. Rows of one call give values for the same columns."""
        made: list[int] = []
        for start in range(0, len(rows), MOST_ROWS):
            made += self._add_some(model, rows[start : start + MOST_ROWS])
        return made

    def _add_some(self, model: Model, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        if self.images and len(self.images) + len(rows) > MOST_ROWS:
            self.flush()
        table = model._meta.db_table
        key = self._next_key(model)
        ready: list[Stored] = []
        for row in rows:
            whole = stored(model, with_defaults(model, {**row, "id": key + len(ready), "event": self.seq}))
            ready.append(whole)
            self._note(table, whole["id"], whole)  # NULLs too: which columns are filled would tell of the values
        self.keys[table] = key + len(ready)
        if ready:
            self._insert(model, ready)
        return list(range(key, key + len(ready)))

    def change(self, model: Model, key: int, **values: Any) -> None:
        """Write new values into some columns of a row."""
        self.change_many(model, {key: values})

    def change_many(self, model: Model, rows: Mapping[int, Mapping[str, Any]]) -> None:
        """Write new values into the same columns of several rows, by id."""
        self._change_rows(model, rows, "")

    def _change_rows(self, model: Model, rows: Mapping[int, Mapping[str, Any]], only: str) -> None:
        every = sorted(rows.items())  # by id: another order might tell of the values
        for start in range(0, len(every), MOST_ROWS):
            self._change_some(model, every[start : start + MOST_ROWS], only)

    def _change_some(self, model: Model, rows: Sequence[tuple[int, Mapping[str, Any]]], only: str) -> None:
        if self.images and len(self.images) + len(rows) > MOST_ROWS:
            self.flush()
        ready = [(key, stored(model, values)) for key, values in rows]
        for key, values in ready:
            self._note(model._meta.db_table, key, values)
        names = list(ready[0][1])
        sets = ", ".join(f"{connection.ops.quote_name(name)} = %s" for name in names)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {table_of(model)} SET {sets} WHERE id = %s{only}",  # noqa: S608 - names of our own tables
                [[*columns_of(model, values), key] for key, values in ready],
            )
            if cursor.rowcount != len(ready):
                raise RowGone(model._meta.db_table, [key for key, _ in ready])

    def replace(self, model: Model, old: Iterable[int], rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """New rows in the place of current ones, which stay as history. Raises RowGone where somebody was quicker."""
        self._change_rows(model, {key: {"current": False} for key in old}, " AND current")
        return self.add_many(model, rows)

    def _note(self, table: str, key: Value, values: Mapping[str, Value]) -> None:
        salt = os.urandom(16)
        shown = {name: plain(value) for name, value in values.items()}
        self.images.append({"table": table, "key": key, "columns": image(salt, shown)})
        self.sealed.append({"salt": b64encode(salt).decode(), "values": shown})

    def _next_key(self, model: Model) -> int:
        table = model._meta.db_table
        if table not in self.keys:
            self.keys[table] = self.last_key(model) + 1
        return self.keys[table]

    def last_key(self, model: Model) -> int:
        """The highest id that the table has, or had before its row was erased."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT COALESCE(MAX(k), 0) FROM (SELECT MAX(id) AS k FROM {table_of(model)}"  # noqa: S608
                " UNION ALL SELECT last FROM key_used WHERE name = %s) AS used",
                [model._meta.db_table],
            )
            return int(cursor.fetchone()[0])

    def _insert(self, model: Model, rows: Sequence[Mapping[str, Value]]) -> None:
        names = list(rows[0])
        columns = ", ".join(connection.ops.quote_name(name) for name in names)
        marks = ", ".join(["%s"] * len(names))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table_of(model)} ({columns}) VALUES ({marks})",  # noqa: S608
                [columns_of(model, row) for row in rows],
            )

    def flush(self) -> None:
        """Write the event of the rows so far."""
        rows = text_of(self.images)
        event = Event(self.seq, self.at, self.actor, self.act, self.subject, self.prev, rows)
        found = event.hash()
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO event (seq, at, actor, act, subject, prev, hash, rows)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                [event.seq, event.at, event.actor, event.act, event.subject, event.prev, found, rows],
            )
            cursor.execute(
                "INSERT INTO event_payload (seq, body) VALUES (%s, %s)", [event.seq, text_of({"rows": self.sealed})]
            )
        self.last, self.prev = event.seq, found
        self.images, self.sealed = [], []

    def close(self) -> Head:
        """The last event and the signed head, still in the transaction."""
        if self.images or self.last < self.first:
            self.flush()
        head = signed(self.workspace.key, self.workspace.id, self.last, self.prev, self.at)
        with connection.cursor() as cursor:
            values = [head.workspace, head.seq, head.hash, head.at, head.key, head.signature]
            cursor.execute(
                "UPDATE log_head SET workspace = %s, seq = %s, hash = %s, at = %s, key = %s, signature = %s"
                " WHERE id = 1",
                values,
            )
            if cursor.rowcount == 0:
                cursor.execute(
                    "INSERT INTO log_head (workspace, seq, hash, at, key, signature, id)"
                    " VALUES (%s, %s, %s, %s, %s, %s, 1)",
                    values,
                )
        return head


def wait_for_turn() -> None:
    """One writer at a time. SQLite's transactions are such by themselves; a server's wait here, and then see all that
    was written before, so that nothing is chained or numbered twice. Who only reads waits for nobody."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE log_head IN EXCLUSIVE MODE")


def _last() -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1")
        found = cursor.fetchone()
    return (int(found[0]), str(found[1])) if found else (0, START)


def put_beside(head: Head, folder: Path) -> None:
    """The head's text beside the database, replaced whole: synced first, or a power cut could leave an empty one.

    That the folder is not synced is on purpose: a text that lags behind is no finding, and the next act puts it right.
    """
    partial = folder / f"{NAME}.{os.getpid()}.{get_ident():x}.partial"
    try:
        with partial.open("w", encoding="utf-8") as out:
            out.write(head.text())
            out.flush()
            os.fsync(out.fileno())
        partial.replace(folder / NAME)
    finally:
        partial.unlink(missing_ok=True)
