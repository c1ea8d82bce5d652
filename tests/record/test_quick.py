"""The quick way through a long log says nothing that the plain way does not say."""

from __future__ import annotations

import json
import sqlite3
from base64 import b64encode
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from weipian.record import quick
from weipian.record.audit import audit_workspace
from weipian.record.canon import bytes_of, column_salt, text_of
from weipian.record.sqlite import SqliteBooks

if TYPE_CHECKING:
    from weipian.store.acting import Desk

DATABASE = "weipian.sqlite3"
pytestmark = pytest.mark.requirement("F1")


def content(folder: Path, parts: int = 2) -> bool:
    with closing(SqliteBooks(folder / DATABASE)) as books:
        return quick.in_one(books, parts, frozenset(), False) is not None


def altered(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def test_processes_find_what_one_finds(kept: Path) -> None:
    plain, steps = audit_workspace(kept), list[int]()
    for chain in (False, True):
        found = quick.in_processes(kept / DATABASE, frozenset({2}), chain, steps.append)
        assert found is not None
        walk, head = found
        assert head is not None
        assert (walk.seq, walk.last, walk.report.events) == (plain.events, head.hash, plain.events)
        assert set(walk.hashes) == {0, 2}
        assert (walk.report.rows, walk.report.columns) == ((0, 0) if chain else (plain.rows, plain.columns))


def test_processes_doubt_what_was_altered(kept: Path) -> None:
    altered(kept, "UPDATE party SET note = 'x' WHERE id = 2")
    assert quick.in_processes(kept / DATABASE, frozenset(), False, lambda _: None) is None
    assert quick.in_processes(kept / DATABASE, frozenset(), True, lambda _: None) is not None
    altered(kept, "DROP TRIGGER event_kept", "UPDATE event SET at = '' WHERE seq = 3")
    assert quick.in_processes(kept / DATABASE, frozenset(), True, lambda _: None) is None


@pytest.mark.parametrize("parts", [1, 2, 3, 4])
def test_wherever_it_is_cut(kept: Path, parts: int) -> None:
    """Rows made in one part and changed in another."""
    assert content(kept, parts)
    assert quick.cut(10, 3) == [(1, 3), (4, 6), (7, 10)]
    assert quick.cut(2, 4) == [(1, 1), (2, 2)]
    altered(kept, "UPDATE party SET current = 1 WHERE id = 1")
    assert not content(kept, parts)


@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("whole", [True, False])
def test_what_was_lawfully_taken_away(desk: Desk, named: bool, whole: bool) -> None:
    """A column's salt destroyed, or the whole payload, and its value gone: only where an event says so."""
    from weipian.store.acting import acting
    from weipian.store.models import Account, Approval
    from weipian.terms.acting import Act

    with acting(desk, Act.RECORD_KEPT) as act:
        act.add(Approval, number="一", effective=date(2023, 1, 1))
        seq = act.seq
    with acting(desk, Act.RECORD_KEPT) as act:
        act.change(Approval, 1, effective=date(2023, 1, 2), looked_up=date(2023, 1, 3))
        act.change(Account, 1, os_user=None)
    for name in ["clerk"] if named else []:
        from dataclasses import replace

        from weipian.terms.acting import Role

        able = replace(desk, actor=replace(desk.actor, name=name, roles=frozenset(Role)))
        gone = (
            {"approval": ["effective", "looked_up"], "account": ["os_user"]} if whole else {"approval": ["effective"]}
        )
        with acting(able, Act.ERASED) as act:
            for table, columns in gone.items():
                act.images.append({"table": table, "key": 1, "columns": {}, "erased": columns})
                act.sealed.append({})
    folder = desk.workspace.folder
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        (body,) = database.execute("SELECT body FROM event_payload WHERE seq = ?", [seq + 1]).fetchone()
        said = json.loads(body)
        seal = said["rows"][0]
        salt = bytes_of(seal.pop("salt"))
        del seal["values"]["effective"]
        seal["salts"] = {"looked_up": b64encode(column_salt(salt, "looked_up")).decode()}
        database.execute("DROP TRIGGER payload_kept")
        database.execute("UPDATE event_payload SET body = ? WHERE seq = ?", [None if whole else text_of(said), seq + 1])
        sql = "CREATE TRIGGER payload_kept BEFORE UPDATE ON event_payload WHEN NEW.body IS NOT NULL"
        database.execute(f"{sql} BEGIN SELECT RAISE(ABORT, 'event_payload is append-only'); END")
        database.execute("UPDATE approval SET effective = NULL")
        database.commit()
    if whole:
        altered(folder, "UPDATE approval SET looked_up = NULL")
    assert not content(folder)  # it is left to the plain way
    report = audit_workspace(folder)
    assert report.clean is named
    assert report.first_bad == (None if named else seq + 1)
    altered(folder, "UPDATE approval SET effective = '2023-01-02'")
    assert not content(folder)
    assert not audit_workspace(folder).clean
