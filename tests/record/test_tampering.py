"""1,000 random alterations of a few workspaces and their exports: each is found, and the first bad event named."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from campaign.tampering.worlds import World

MUTATIONS = int(os.environ.get("WEIPIAN_MUTATIONS", "1000"))
SHARES = 4
"""So that several test processes share the work."""


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> list[World]:
    from campaign.tampering.worlds import made

    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        return [made(tmp_path_factory.mktemp("world"), seed) for seed in (1, 2)]


@pytest.mark.requirement("F1")
@pytest.mark.parametrize("share", range(SHARES))
def test_every_alteration_is_found_and_its_first_event_named(worlds: list[World], tmp_path: Path, share: int) -> None:
    from campaign.tampering.trial import KINDS, run

    first, last = MUTATIONS * share // SHARES, MUTATIONS * (share + 1) // SHARES
    tally = run(worlds, tmp_path, first, last, seed=20261201)
    assert tally.wrong == []
    assert sum(tally.tried.values()) == last - first
    assert len(tally.tried) == len(KINDS)


@pytest.mark.requirement("F1")
def test_untouched_worlds_agree_with_all_that_others_hold(worlds: list[World]) -> None:
    """Papers of every day, an earlier export, in the plain and in the quick way."""
    from weipian.record.audit import Asked, audit_export, audit_workspace

    for world in worlds:
        for asked in (Asked(world.marks, world.earlier), Asked(world.marks, world.export, chain=True)):
            assert audit_workspace(world.folder, asked).findings == []
            assert audit_export(world.export, world.export.with_name("log-head.json"), asked).findings == []


@pytest.mark.requirement("F1", "F4")
@pytest.mark.tool("postgres")
def test_alterations_on_a_server_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql: str) -> None:
    """Columns, rows and events, each put back afterwards: what is put back is found no more."""
    from made_books import issue, made_desk
    from weipian.store.auditing import audit_workspace

    monkeypatch.setenv("DATABASE_URL", postgresql)
    desk = made_desk(tmp_path / "county")
    issue(desk)
    folder, chance, tried = desk.workspace.folder, random.Random(1), 0
    for _ in range(60):
        for place in altered_on_server(postgresql, desk.workspace.schema, chance):
            tried += 1
            report = audit_workspace(folder)
            assert any(place in one.where for one in report.findings if one.grave), (place, report.findings)
            assert report.first_bad is not None
    assert tried > 40
    assert audit_workspace(folder).findings == []


def altered_on_server(address: str, schema: str, chance: Any) -> Iterator[str]:
    """One alteration; gives how a finding names its place, and then puts it back. Nothing where the server refuses."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"SET search_path = {schema}")
        server.execute("SET session_replication_role = replica")
        table = chance.choice(("event", "plot", "patch", "standing", "proposal", "measurement", "batch", "account"))
        key = "seq" if table == "event" else "id"
        asked = (
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = %s AND table_name = %s"
        )
        columns = [row for row in server.execute(asked, [schema, table]).fetchall() if row[0] != key]
        name, kind = chance.choice(columns)
        (number,) = chance.choice(server.execute(f"SELECT {key} FROM {table}").fetchall())
        new = {"text": f"coalesce({name}, '') || 'x'", "bigint": f"coalesce({name}, 0) + 1"}.get(kind)
        new = new or {"boolean": f"NOT coalesce({name}, false)", "bytea": "'\\x00'", "date": "DATE '1999-01-01'"}[kind]
        (old,) = server.execute(f"SELECT {name} FROM {table} WHERE {key} = {number}").fetchone() or (None,)
        with suppress(psycopg.errors.IntegrityError):
            server.execute(f"UPDATE {table} SET {name} = {new} WHERE {key} = {number}")
            yield f"日志第 {number} 条" if table == "event" else f"表 {table} 第 {number} 号记录「{name}」"
            server.execute(f"UPDATE {table} SET {name} = %s WHERE {key} = {number}", [old])
