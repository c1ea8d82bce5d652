"""What was backed up comes back row by row and file by file, on the same database and on the other."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

import private_server
from backup.conftest import Saved, nothing
from made_workspace import ORIGINAL, everything, files_of, other_database, without_restoring
from weipian.cli.desk import system_user
from weipian.record.audit import head_beside
from weipian.store.auditing import audit_workspace
from weipian.store.backup.continuing import Wish
from weipian.store.backup.restoring import Restored, restore
from weipian.terms.acting import Act
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("F1", "F2", "F4")


def back(saved: Saved, folder: Path, url: str = "", **more: Any) -> Restored:
    return restore(saved.path, folder, Wish(system_user(), url=url, **more), nothing)


@pytest.fixture(params=private_server.BOTH)
def onto(request: pytest.FixtureRequest) -> str:
    """Where to restore: "" for a file, else an empty database."""
    return other_database(request.getfixturevalue("postgresql")) if request.param else ""


def test_row_by_row_and_file_by_file(backup: Saved, onto: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    there = tmp_path / "there"
    done = back(backup, there, onto, reason="硬盘坏了")
    assert done.report.findings == []
    found = everything(there, onto)
    assert without_restoring(found) == {name: rows for name, rows in backup.rows.items() if name != "log_head"}
    assert sum(map(len, backup.rows.values())) > 40
    assert files_of(there) == backup.files
    assert len(backup.files) == 6
    assert not (there / "vault/views").exists()
    report = audit_workspace(there)
    assert (report.findings, report.events) == ([], len(backup.rows["event"]) + 1)
    head = backup.rows["log_head"][1]
    last = found["event"][done.event]
    assert last["subject"] == f"backup:{head['seq']}:{head['hash']} 硬盘坏了"
    assert last["prev"] == head["hash"]
    assert_closed(there)
    goes_on(there)


def assert_closed(folder: Path) -> None:
    """Secrets are their owner's alone."""
    if sys.platform != "win32":
        for path in [folder / "secret", *(folder / "secret").rglob("*")]:
            assert not stat.S_IMODE(path.stat().st_mode) & 0o077 or (path.parent.name == "secret" and path.is_dir())


def goes_on(folder: Path) -> None:
    """The clerk acts in it as before."""
    from weipian.cli.desk import Wanted

    desk = Wanted(folder).desk()
    from weipian.store.acting import acting
    from weipian.store.models import Party

    with acting(desk, Act.RECORD_KEPT, "party:丁") as act:
        act.add(Party, name="丁")
    assert audit_workspace(folder).findings == []


@pytest.mark.tool("postgres")
def test_there_and_back_again(tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a file onto a server and from there into a file: the rows are those of the beginning."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    from backup.conftest import saved
    from weipian.cli.desk import Wanted
    from weipian.store.backup.taking import take

    first = saved(tmp_path)
    url = other_database(postgresql)
    back(first, tmp_path / "server", url)
    take(Wanted(tmp_path / "server").desk(), tmp_path / "again.zip", nothing)
    restore(tmp_path / "again.zip", tmp_path / "file", Wish(system_user()), nothing)
    found = everything(tmp_path / "file")
    beyond = max(first.rows["event"])
    for name in ("event", "event_payload"):
        found[name] = {key: row for key, row in found[name].items() if key <= beyond}
    found["copy"] = {key: row for key, row in found["copy"].items() if int(str(row["event"])) <= beyond}
    del found["log_head"], first.rows["log_head"]
    assert found == first.rows
    assert audit_workspace(tmp_path / "file").findings == []


def test_never_over_something(backup: Saved, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/x").touch()
    for place in (backup.desk.workspace.folder, tmp_path / "full", backup.path):
        with pytest.raises(InputError) as refused:
            back(backup, place)
        assert refused.value.code == "folder_not_empty"
    with pytest.raises(InputError) as nowhere:
        back(backup, tmp_path / "no/where")
    assert nowhere.value.code == "backup_no_folder"
    (tmp_path / "empty").mkdir()
    back(backup, tmp_path / "empty")
    assert audit_workspace(tmp_path / "empty").clean


@pytest.mark.tool("postgres")
def test_books_on_the_server_are_never_restored_over(
    tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But what an interrupted restore left there, empty tables, is no obstacle."""
    import psycopg

    monkeypatch.setenv("DATABASE_URL", postgresql)
    from backup.conftest import saved

    live = saved(tmp_path, postgresql)
    with pytest.raises(InputError) as refused:
        back(live, tmp_path / "over", postgresql)
    assert refused.value.code == "restore_schema_there"
    assert not (tmp_path / "over").exists()
    assert audit_workspace(live.desk.workspace.folder).findings == []
    from weipian.store.postgresql.laying import lay, remove
    from weipian.store.template import form_of_today

    remove(live.desk.workspace.schema)
    lay(live.desk.workspace.schema, form_of_today())
    back(live, tmp_path / "over", postgresql)
    assert audit_workspace(tmp_path / "over").findings == []
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute(f"DROP SCHEMA {live.desk.workspace.schema} CASCADE")


def test_an_older_backup_is_told(backup: Saved, tmp_path: Path) -> None:
    """The head that still stands elsewhere is beyond it: how many acts are not there."""
    from weipian.store.acting import acting

    for _ in range(3):
        with acting(backup.desk, Act.RECORD_KEPT):
            pass
    known = head_beside(backup.desk.workspace.folder)
    assert known is not None
    assert back(backup, tmp_path / "there", known=known).lost == 3


def test_a_head_of_another_log_is_refused(backup: Saved, tmp_path: Path) -> None:
    from dataclasses import replace

    from made_books import made_desk

    known = head_beside(backup.desk.workspace.folder)
    assert known is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        made_desk(tmp_path / "other")
    other = head_beside(tmp_path / "other")
    forked = signed_fork(backup, "0" * 64)
    for head, code in (
        (replace(known, seq=99), "restore_other_head"),
        (other, "restore_other_head"),
        (forked, "restore_forked"),
    ):
        with pytest.raises(InputError) as refused:
            back(backup, tmp_path / "there", known=head)
        assert refused.value.code == code
    assert not (tmp_path / "there").exists()


def signed_fork(backup: Saved, event_hash: str) -> Any:
    from weipian.store.signing import signed

    workspace = backup.desk.workspace
    seq = max(backup.rows["event"])
    return signed(workspace.key, workspace.id, seq, event_hash, "2023-01-01T00:00:00+00:00")


def test_another_machine_has_another_user(backup: Saved, tmp_path: Path) -> None:
    """Who has no account there may still restore; and may be said to be the clerk, which the log keeps."""
    stranger = restore(backup.path, tmp_path / "a", Wish("newcomer"), nothing)
    assert stranger.nobody
    bound = restore(backup.path, tmp_path / "b", Wish("newcomer", bind=system_user()), nothing)
    assert not bound.nobody
    from weipian.store.queries.people import actor_of_system_user
    from weipian.store.start import start

    start(tmp_path / "b")
    assert actor_of_system_user("newcomer").name == system_user()
    assert audit_workspace(tmp_path / "b").findings == []
    for wish in (Wish("newcomer", bind="administrator"), Wish("lu", bind=system_user()), Wish("newcomer", bind="谁")):
        with pytest.raises(InputError) as refused:
            restore(backup.path, tmp_path / "c", wish, nothing)
        assert refused.value.code in ("restore_bind", "act_not_of_role")
    with pytest.raises(InputError):
        restore(backup.path, tmp_path / "c", Wish(system_user(), name="lu", credential="wrong"), nothing)
    assert not (tmp_path / "c").exists()


def test_who_works_meanwhile_breaks_nothing(backup: Saved, tmp_path: Path) -> None:
    """Acts during a backup are done at once, and the backup is of one moment."""
    import threading

    from weipian.cli.desk import Wanted
    from weipian.store.acting import acting
    from weipian.store.backup.taking import take
    from weipian.store.models import Party

    done: list[int] = []

    def work(_bytes: int) -> None:
        def one() -> None:
            with acting(backup.desk, Act.RECORD_KEPT) as act:
                done.append(act.add(Party, name="其间"))
            from django.db import connection

            connection.close()

        if len(done) < 5:
            worker = threading.Thread(target=one)
            worker.start()
            worker.join()

    made = take(Wanted(backup.desk.workspace.folder).desk(), tmp_path / "busy.zip", work)
    assert len(done) == 5
    assert Party.objects.filter(name="其间").count() == 5
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        restore(made.path, tmp_path / "there", Wish(system_user()), nothing)
    assert audit_workspace(tmp_path / "there").findings == []


def test_what_was_wrong_before_is_said_not_hidden(backup: Saved, tmp_path: Path) -> None:
    """A tampered workspace can be backed up; restoring it takes a word, and the log keeps that it was so."""
    from django.db import connection

    from weipian.cli.desk import Wanted
    from weipian.store.backup.checking import check
    from weipian.store.backup.taking import take

    with connection.cursor() as cursor:
        cursor.execute("UPDATE party SET name = '别人' WHERE id = 2")
    take(Wanted(backup.desk.workspace.folder).desk(), tmp_path / "odd.zip", nothing)
    assert [one.code for one in check(tmp_path / "odd.zip", nothing).report.findings] == ["column_changed"]
    with pytest.raises(InputError) as refused:
        restore(tmp_path / "odd.zip", tmp_path / "there", Wish(system_user()), nothing)
    assert refused.value.code == "restore_findings"
    assert not (tmp_path / "there").exists()
    done = restore(tmp_path / "odd.zip", tmp_path / "there", Wish(system_user(), with_findings=True), nothing)
    assert "findings:1" in str(everything(tmp_path / "there")["event"][done.event]["subject"])


def test_a_plain_zip(backup: Saved) -> None:
    """Somebody without us reads it: a ZIP, lines of JSON, a list of hashes."""
    import hashlib
    import zipfile

    with zipfile.ZipFile(backup.path) as archive:
        assert archive.testzip() is None
        manifest = json.loads(archive.read("manifest.json"))
        for one in manifest["members"]:
            assert hashlib.sha256(archive.read(one["name"])).hexdigest() == one["sha256"]
        names, *rows = map(json.loads, archive.read("rows/plot.jsonl").splitlines())
        assert {row[names.index("number")] for row in rows} == {"P1", "P2", "P3", "P4", "M1"}
        assert archive.read(f"files/{ORIGINAL}") == backup.files[ORIGINAL]
        assert "weipian restore" in archive.read("README.txt").decode()
        found = archive.namelist()
    assert not [
        name for name in found if "database.url" in name or "views" in name or "partial" in name or "xlsx" in name
    ]
    assert manifest["event"] == manifest["head"]["seq"]
    if os.name != "nt":
        assert stat.S_IMODE(backup.path.stat().st_mode) == 0o600


def test_the_card_comes_back_as_it_was(backup: Saved, tmp_path: Path) -> None:
    """Also what a later program may have written on it; but where the books are is said anew."""
    from weipian.store.backup.taking import take

    card = backup.desk.workspace.folder / "weipian.toml"
    card.write_text(card.read_text() + 'note = "甲"\n')
    take(backup.desk, tmp_path / "new.zip", nothing)
    restore(tmp_path / "new.zip", tmp_path / "there", Wish(system_user()), nothing)
    found = (tmp_path / "there/weipian.toml").read_text()
    assert found == "".join(
        line for line in card.read_text().splitlines(keepends=True) if not line.startswith(("database", "schema"))
    )
