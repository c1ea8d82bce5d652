"""The audit of books on a server finds what somebody with the database's password did behind the program's back."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest

from made_books import issue, made_desk
from private_server import found
from weipian.record.head import NAME
from weipian.store.auditing import audit_workspace

pytestmark = [pytest.mark.requirement("F1", "F4"), pytest.mark.tool("postgres")]
OPEN, SHUT = "SET session_replication_role = replica", "SET session_replication_role = origin"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql: str) -> Any:
    monkeypatch.setenv("DATABASE_URL", postgresql)
    desk = made_desk(tmp_path / "county")
    issue(desk)
    return desk


def altered(desk: Any, address: str, *statements: str) -> set[tuple[str, str]]:
    """What the audit finds after somebody's own statements, guards put aside."""
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"SET search_path = {desk.workspace.schema}")
        for statement in statements:
            server.execute(statement)
    return {(one.code, one.where) for one in audit_workspace(desk.workspace.folder).findings}


@pytest.mark.parametrize(
    ("statement", "code", "where"),
    [
        ("UPDATE plot SET closed = true WHERE id = 2", "column_changed", "表 plot 第 2 号记录「closed」"),
        ("UPDATE standing SET due = '2023-01-01' WHERE id = 1", "column_changed", "表 standing 第 1 号记录「due」"),
        ("UPDATE patch SET wkb = '\\x00' WHERE id = 1", "column_changed", "表 patch 第 1 号记录「wkb」"),
        ("UPDATE patch SET issued = '2023-01-01' WHERE id = 1", "column_changed", "表 patch 第 1 号记录「issued」"),
        ("DELETE FROM proposal WHERE id = 1", "row_missing", "表 proposal 第 1 号记录"),
        ("UPDATE event SET actor = '别人' WHERE seq = 2", "log_event_changed", "日志第 2 条"),
        ("DELETE FROM event WHERE seq = 2", "database_behind_head", NAME),
        ("DELETE FROM log_head", "head_missing", "log_head"),
        ("TRUNCATE event_payload", "log_payload_gone", "日志第 1 条"),
        ("CREATE TABLE beside (id bigint); INSERT INTO beside VALUES (1)", "row_extra", "表 beside 第 1 号记录"),
        ("ALTER TABLE party ADD extra text", "", ""),
        ("DROP TRIGGER event_kept ON event", "guard_missing", "event_kept"),
        ("ALTER TABLE patch DISABLE TRIGGER patch_kept", "guard_missing", "patch_kept"),
        (
            "CREATE OR REPLACE FUNCTION only_added() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "guard_missing",
            "event_not_removed",
        ),
        (
            "CREATE OR REPLACE FUNCTION only_added_or_erased() RETURNS trigger LANGUAGE plpgsql"
            " AS 'BEGIN RETURN NEW; END'",
            "guard_missing",
            "batch_not_removed",
        ),
    ],
)
def test_what_was_altered_is_named(desk: Any, postgresql: str, statement: str, code: str, where: str) -> None:
    assert altered(desk, postgresql) == set()
    seen = altered(desk, postgresql, OPEN, statement, SHUT)
    assert seen == set() if not code else (code, where) in seen


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET act = 'x'",
        "DELETE FROM event",
        "TRUNCATE event",
        "TRUNCATE patch CASCADE",
        "UPDATE event_payload SET body = '{}'",
        "DELETE FROM batch",
    ],
)
def test_guards_refuse_mistakes(desk: Any, postgresql: str, statement: str) -> None:
    with pytest.raises(psycopg.errors.RestrictViolation):
        altered(desk, postgresql, statement)


def test_who_works_meanwhile_is_no_finding(desk: Any) -> None:
    """The audit looks at one moment: what is written while it reads is not half seen."""
    from weipian.record.audit import audit_books, head_beside
    from weipian.record.findings import Report
    from weipian.store.acting import acting
    from weipian.store.models import Party
    from weipian.store.postgresql.reading import books
    from weipian.terms.acting import Act

    def work() -> None:
        with acting(desk, Act.RECORD_KEPT) as act:
            act.add(Party, name="甲")

    from concurrent.futures import ThreadPoolExecutor

    report, beside = Report(), head_beside(desk.workspace.folder)
    with books() as here, ThreadPoolExecutor(1) as other:
        assert here.head() is not None
        other.submit(work).result()
        audit_books(here, beside, report, desk.workspace.folder)
    assert report.findings == []
    assert Party.objects.count() == 1
    assert audit_workspace(desk.workspace.folder).findings == []


def test_several_workspaces_share_a_database(desk: Any, tmp_path: Path) -> None:
    from weipian.store.models import Batch

    other = made_desk(tmp_path / "other")
    assert other.workspace.schema != desk.workspace.schema
    assert Batch.objects.count() == 0
    assert audit_workspace(other.workspace.folder).clean
    assert audit_workspace(desk.workspace.folder).clean
    assert Batch.objects.count() == 1


@pytest.mark.tool("pg_dump", "pg_restore")
def test_what_was_saved_as_the_handbook_says_comes_back_whole(desk: Any, postgresql: str, tmp_path: Path) -> None:
    dump, elsewhere = tmp_path / "数据.dump", postgresql.replace("/postgres?", "/again?")
    said(str(found("pg_dump")), "--format=custom", f"--schema={desk.workspace.schema}", f"--file={dump}", postgresql)
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute("CREATE DATABASE again ENCODING 'UTF8' TEMPLATE template0")
    said(str(found("pg_restore")), f"--dbname={elsewhere}", str(dump))
    kept = desk.workspace.folder / "secret/database.url"
    kept.write_text(elsewhere, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL")
        report = audit_workspace(desk.workspace.folder)
    assert report.findings == []
    assert report.rows > 10


def said(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
