"""The audit finds every alteration and names the place; it needs the standard library alone."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from weipian.record.audit import audit_export, audit_workspace
from weipian.record.head import NAME


def altered(folder: Path, *statements: str) -> None:
    """What somebody with the database's file can do, guards put aside and put back."""
    with closing(sqlite3.connect(folder / "weipian.sqlite3")) as database:
        guards = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            database.execute(statement)
        for _, sql in guards:
            database.execute(sql)
        database.commit()


def found(folder: Path) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in audit_workspace(folder).findings]


def test_untouched_books_agree(kept: Path) -> None:
    report = audit_workspace(kept)
    assert report.clean
    assert report.findings == []
    assert report.events == 4
    assert report.rows == 6


def test_an_image_is_what_the_description_says(kept: Path) -> None:
    """Digests derived here by hand from the payload: salt of the column, canonical JSON, SHA-256."""
    with closing(sqlite3.connect(kept / "weipian.sqlite3")) as database:
        rows, body = database.execute(
            "SELECT e.rows, p.body FROM event e JOIN event_payload p ON p.seq = e.seq WHERE e.seq = 2"
        ).fetchone()
    image, sealed = json.loads(rows)[0], json.loads(body)["rows"][0]
    assert sealed["values"]["name"] == "甲公司"
    salt = hashlib.sha256(b64decode(sealed["salt"]) + b"name").digest()[:16]
    digest = b64encode(hashlib.sha256(salt + '"甲公司"'.encode()).digest()).decode().rstrip("=")
    assert image["columns"]["name"] == digest


@pytest.mark.parametrize(
    ("statement", "code", "where"),
    [
        ("UPDATE party SET name = '丙' WHERE id = 2", "column_changed", "表 party 第 2 号记录「name」"),
        ("UPDATE account SET os_user = NULL WHERE id = 1", "column_changed", "表 account 第 1 号记录「os_user」"),
        ("UPDATE party SET current = 1 WHERE id = 1", "column_changed", "表 party 第 1 号记录「current」"),
        ("DELETE FROM project", "row_missing", "表 project 第 1 号记录"),
        (
            "INSERT INTO village (id, event, current, code, name, township) VALUES (9, 1, 1, '', '村', '镇')",
            "row_extra",
            "表 village 第 9 号记录",
        ),
        (
            "UPDATE account SET roles = '[\"county_leader\"]' WHERE id = 2",
            "column_changed",
            "表 account 第 2 号记录「roles」",
        ),
        ("UPDATE event SET actor = '别人' WHERE seq = 3", "log_event_changed", "日志第 3 条"),
        ("UPDATE event SET rows = replace(rows, 'party', 'village') WHERE seq = 2", "log_event_changed", "日志第 2 条"),
        ("DELETE FROM event WHERE seq = 2", "log_gap", "日志第 2 条"),
        ("DELETE FROM event WHERE seq = 4", "head_elsewhere", "log_head"),
        ("DELETE FROM event_payload WHERE seq = 2", "log_payload_gone", "日志第 2 条"),
        ("UPDATE event_payload SET body = NULL WHERE seq = 2", "log_payload_gone", "日志第 2 条"),
        (
            "UPDATE event_payload SET body = replace(body, '企业', '农户') WHERE seq = 2",
            "log_payload_changed",
            "日志第 2 条",
        ),
        ("UPDATE log_head SET seq = 3", "head_forged", "log_head"),
        ("DELETE FROM log_head", "head_missing", "log_head"),
    ],
)
def test_what_was_altered_is_named(kept: Path, statement: str, code: str, where: str) -> None:
    altered(kept, statement)
    assert (code, where) in found(kept)
    assert not audit_workspace(kept).clean


def test_a_guard_that_was_taken_away_or_emptied_is_named(kept: Path) -> None:
    with closing(sqlite3.connect(kept / "weipian.sqlite3")) as database:
        database.execute("DROP TRIGGER event_kept")
        database.execute("DROP TRIGGER patch_kept")
        database.execute("CREATE TRIGGER patch_kept BEFORE UPDATE ON patch BEGIN SELECT 1; END")
        database.commit()
    assert {("guard_missing", "event_kept"), ("guard_missing", "patch_kept")} <= set(found(kept))


def test_an_older_database_beside_a_newer_head_is_tampering(kept: Path, tmp_path: Path) -> None:
    altered(
        kept,
        "DELETE FROM event WHERE seq = 4",
        "DELETE FROM event_payload WHERE seq = 4",
    )
    assert ("database_behind_head", NAME) in found(kept)


def test_a_head_that_lags_behind_is_a_crash_and_no_tampering(kept: Path, desk: object) -> None:
    older = (kept / NAME).read_text(encoding="utf-8")
    from weipian.store.acting import Desk, acting
    from weipian.store.models import Village
    from weipian.terms.acting import Act

    assert isinstance(desk, Desk)
    with acting(desk, Act.RECORD_KEPT, "village:村") as act:
        act.add(Village, name="村", township="星原镇")
    (kept / NAME).write_text(older, encoding="utf-8")
    report = audit_workspace(kept)
    assert [finding.code for finding in report.findings] == ["tail_unsigned"]
    assert report.clean


def test_a_rewritten_log_does_not_fit_the_head_beside_it(kept: Path) -> None:
    """Whoever rewrites an event and its chain, but has not the key, is found at the head."""
    altered(kept, "UPDATE event SET at = '2020-01-01T00:00:00.000+00:00' WHERE seq = 4")
    codes = {code for code, _ in found(kept)}
    assert "log_event_changed" in codes
    with closing(sqlite3.connect(kept / "weipian.sqlite3")) as database:
        from weipian.record.chain import Event

        fields = database.execute("SELECT seq, at, actor, act, subject, prev, rows FROM event WHERE seq = 4").fetchone()
    altered(kept, f"UPDATE event SET hash = '{Event(*fields).hash()}' WHERE seq = 4")
    assert {("log_rewritten", NAME), ("head_elsewhere", "log_head")} <= set(found(kept))


def exported(desk: object, target: Path) -> list[str]:
    from weipian.store.acting import Desk
    from weipian.store.queries.log import export_log

    assert isinstance(desk, Desk)
    export_log(desk, target)
    return target.read_text(encoding="utf-8").splitlines()


@pytest.mark.requirement("F1")
def test_an_export_alone_is_checked(kept: Path, desk: object, tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    lines = exported(desk, path)
    keys = {"seq", "at", "actor", "act", "subject", "prev", "hash", "rows", "payload"}
    assert set(json.loads(lines[0])) == keys
    assert audit_export(path, tmp_path / NAME).clean

    def codes(change: Callable[[list[str]], list[str]]) -> set[str]:
        path.write_text("\n".join(change(list(lines))) + "\n", encoding="utf-8")
        return {finding.code for finding in audit_export(path, tmp_path / NAME).findings}

    assert "log_gap" in codes(lambda all_of: all_of[:1] + all_of[2:])
    assert "log_event_changed" in codes(lambda all_of: [all_of[0].replace("建立工作区", "别人"), *all_of[1:]])
    assert "log_payload_changed" in codes(
        lambda all_of: [all_of[0], all_of[1].replace("甲公司", "乙公司"), *all_of[2:]]
    )
    assert "head_elsewhere" in codes(lambda all_of: all_of[:-1])
    assert "log_unreadable" in codes(lambda all_of: [*all_of[:-1], "不是日志"])


@pytest.mark.requirement("F1")
def test_who_has_python_and_nothing_else_can_check(kept: Path) -> None:
    """Without site-packages at all."""
    import weipian

    source = str(Path(weipian.__file__).parents[1])
    asked = [sys.executable, "-S", "-m", "weipian.record", str(kept)]
    done = subprocess.run(
        asked, capture_output=True, text=True, env={"PYTHONPATH": source, "PYTHONUTF8": "1"}, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "没有发现改动" in done.stdout
    altered(kept, "UPDATE party SET name = '丙' WHERE id = 2")
    done = subprocess.run(
        asked, capture_output=True, text=True, env={"PYTHONPATH": source, "PYTHONUTF8": "1"}, check=False
    )
    assert done.returncode == 1
    assert "第 2 号记录「name」" in done.stdout
