"""An erasure covers what it names: whatever else is missing, or a forged one, stays a finding."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from made_books import issue
from made_erasure import keeper_of, take_out
from weipian.store.auditing import audit_workspace

if TYPE_CHECKING:
    from weipian.store.acting import Desk

pytestmark = pytest.mark.requirement("F1")


def codes(desk: Desk) -> set[str]:
    return {finding.code for finding in audit_workspace(desk.workspace.folder).findings}


@pytest.fixture
def erased(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A workspace on a file from which a patch was taken out; its payloads before and after."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    from made_books import made_desk

    desk = made_desk(tmp_path / "county")
    issue(desk)
    other = keeper_of(desk)
    with closing(sqlite3.connect(desk.workspace.database)) as database:
        before = dict(database.execute("SELECT seq, body FROM event_payload"))
    take_out(desk, other, ["P1"])
    return desk, before


def altered(desk: Desk, *statements: tuple[str, tuple[object, ...]]) -> set[str]:
    """What an audit says after somebody with the file put the guards aside; then all is as before."""
    kept = desk.workspace.database.read_bytes()
    with closing(sqlite3.connect(desk.workspace.database)) as database:
        guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            database.execute(f"DROP TRIGGER {name}")
        for text, values in statements:
            database.execute(text, values)
        for _, sql in guards:
            database.execute(sql)
        database.commit()
    found = codes(desk)
    desk.workspace.database.write_bytes(kept)
    return found


def test_an_erasure_covers_what_it_names_and_nothing_beside_it(erased: Any) -> None:
    """Who has the file can't use a lawful erasure as a cloak for another row of the same event."""
    desk, before = erased
    seq = next(key for key, body in before.items() if '"P1"' in body)
    with closing(sqlite3.connect(desk.workspace.database)) as database:
        body = json.loads(database.execute("SELECT body FROM event_payload WHERE seq = ?", (seq,)).fetchone()[0])
        rows = json.loads(database.execute("SELECT rows FROM event WHERE seq = ?", (seq,)).fetchone()[0])
    assert codes(desk) == set()
    at = next(i for i, row in enumerate(rows) if row["table"] == "plot" and body["rows"][i])
    key = rows[at]["key"]
    body["rows"][at] = {}
    put = "UPDATE event_payload SET body = ? WHERE seq = ?"
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    assert "log_payload_gone" in altered(desk, (put, (text, seq)), (f"DELETE FROM plot WHERE id = {key}", ()))
    assert "log_payload_gone" in altered(desk, (put, (None, seq)))
    assert "log_erased_still_there" in altered(desk, (put, (before[seq], seq)))
    assert "row_missing" in altered(desk, ("DELETE FROM plot WHERE number = 'P2'", ()))
    assert "column_changed" in altered(desk, ("UPDATE batch SET patches = 5", ()))


def test_a_forged_erasure_does_not_fit_the_chain(erased: Any) -> None:
    desk, _ = erased
    with closing(sqlite3.connect(desk.workspace.database)) as database:
        seq, rows = database.execute("SELECT seq, rows FROM event WHERE act = 'erased'").fetchone()
    more = json.loads(rows)
    more.append({"table": "plot", "key": 2, "columns": {}, "erased": ["*"]})
    text = json.dumps(more, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert "log_event_changed" in altered(desk, ("UPDATE event SET rows = ? WHERE seq = ?", (text, seq)))
    other = "UPDATE event SET act = 'measured' WHERE seq = ?"
    assert {"log_event_changed", "log_payload_gone"} <= altered(desk, (other, (seq,)))
