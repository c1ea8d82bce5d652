"""The log, read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.db import connection

from weipian.record.canon import text_of
from weipian.record.chain import START, Event, exported
from weipian.record.head import Head
from weipian.store.acting import Desk, acting
from weipian.store.copies import note_copy
from weipian.store.writing import put_beside
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError
from weipian.work.placing import is_full, put


def export_log(desk: Desk, target: Path) -> Head:
    """Every event, one JSON object a line, and the head's text beside it; that it was taken out is logged first.

    Raises InputError.
    """
    take_out(desk, target.name)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with partial.open("w", encoding="utf-8") as out:
            out.writelines(line + "\n" for line in lines())
        put(partial, target)
        head = head_now()
        put_beside(head, target.parent)
    except OSError as error:
        raise InputError("output_disk_full" if is_full(error) else "output_locked", where=str(target)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
    return head


def take_out(desk: Desk, name: str) -> None:
    """That somebody takes the log out, or what it rebuilds, as a file or folder of this name. Raises InputError."""
    with acting(desk, Act.LOG_EXPORTED, "copy") as act:
        note_copy(act, CopyKind.LOG, name, None)  # its hash can't stand in itself


def lines() -> Iterator[str]:
    """The log as an export holds it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.seq, e.at, e.actor, e.act, e.subject, e.prev, e.rows, p.body"
            " FROM event e LEFT JOIN event_payload p ON p.seq = e.seq ORDER BY e.seq"
        )
        for *fields, body in iter(cursor.fetchone, None):
            event = Event(*fields)
            yield text_of(exported(event, json.loads(event.rows), None if body is None else json.loads(body)))


def last_of(act: Act) -> int:
    """The last entry of an act; 0 where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(seq) FROM event WHERE act = %s", [act.value])
        return int(cursor.fetchone()[0] or 0)


def head_now() -> Head:
    """Where the log stands, as it was signed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT workspace, seq, hash, at, key, signature FROM log_head WHERE id = 1")
        found = cursor.fetchone()
    return Head(*found) if found else Head("", 0, START, "", "")
