"""A disk that is full or fails at any call: a sentence, nothing half done, and the same act goes through afterwards."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from campaign.durability.acts import prepared
from campaign.durability.faults import failing
from weipian.store.auditing import audit_workspace
from weipian.terms.acting import Act
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("F2", "F3")
NOBODY = 65534


def test_every_call_of_a_small_act_may_fail(quick: Path) -> None:
    found = failing(prepared(quick), quick, ("small",))
    assert found.complaints == []
    assert found.faults > 100
    assert {"database_full", "database_disk_error", "database_not_openable"} <= set(found.codes)
    assert found.codes["database_done_unsure"] > 0  # the folder could not be synced after all was done
    assert {"open", "read", "write", "sync", "delete"} <= set(found.calls)


def test_calls_of_larger_acts_may_fail(quick: Path) -> None:
    found = failing(prepared(quick), quick, ("batch", "ledger", "export", "large"), most=7)
    assert found.complaints == []
    assert found.faults > 20


def in_a_child(do: Callable[[], None]) -> None:
    """In a process of its own, whose limits end with it."""
    from django.db import connection

    connection.close()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            do()
            code = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def keep(desk: Any, name: str = "甲" * 2000, times: int = 200) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Party

    with acting(desk, Act.RECORD_KEPT) as act:
        act.add_many(Party, [{"name": name}] * times)


def refused(desk: Any, *codes: str) -> None:
    with pytest.raises(InputError) as told:
        keep(desk)
    assert told.value.code in codes
    assert "什么也没有改动" in str(told.value)


def test_no_room_for_a_larger_file(quick: Path) -> None:
    desk = prepared(quick)

    def small_disk() -> None:
        size = desk.workspace.database.stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, resource.RLIM_INFINITY))
        refused(desk, "database_full", "database_disk_error")
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        keep(desk)

    in_a_child(small_disk)
    report = audit_workspace(desk.workspace.folder)
    assert report.findings == []


def test_no_further_file_can_be_made(quick: Path) -> None:
    """As where a disk has no inodes left: the journal can't be opened. Whoever is told was told something before: the
    messages have been read."""
    desk = prepared(quick)
    assert str(InputError("database_not_openable", where="x", reason="y"))

    def no_files() -> None:
        from django.db import connection

        connection.ensure_connection()
        many = resource.getrlimit(resource.RLIMIT_NOFILE)
        lowest = os.dup(0)
        os.close(lowest)
        resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, many[1]))
        refused(desk, "database_not_openable")
        resource.setrlimit(resource.RLIMIT_NOFILE, many)
        keep(desk)

    in_a_child(no_files)
    assert audit_workspace(desk.workspace.folder).findings == []


def test_a_folder_that_can_only_be_read(quick: Path) -> None:
    desk = prepared(quick)
    quick.chmod(0o755)
    folder, database = desk.workspace.folder, desk.workspace.database
    folder.chmod(0o555)
    database.chmod(0o444)

    def reader() -> None:
        if os.geteuid() == 0:
            os.setresuid(NOBODY, NOBODY, NOBODY)
        refused(desk, "database_folder_read_only")
        assert audit_workspace(folder).findings == []

    in_a_child(reader)
    folder.chmod(0o755)
    database.chmod(0o644)
    keep(desk)
    assert audit_workspace(folder).findings == []


def test_a_crash_can_be_audited_only_where_it_can_be_taken_back(quick: Path) -> None:
    """What a killed act left is played back by the audit itself; from a folder that is read only it says what to do."""
    import sqlite3

    desk = prepared(quick)
    quick.chmod(0o755)
    folder = desk.workspace.folder

    def cut_off() -> None:
        one = sqlite3.connect(desk.workspace.database, isolation_level=None)
        one.execute("PRAGMA cache_size = 1")
        one.execute("BEGIN IMMEDIATE")
        one.execute("UPDATE log_head SET hash = 'x'")
        one.execute("CREATE TABLE large AS SELECT hex(randomblob(100000)) FROM plot")
        os._exit(0)  # with the transaction open

    in_a_child(cut_off)
    assert (folder / "weipian.sqlite3-journal").stat().st_size > 0
    folder.chmod(0o555)

    def reader() -> None:
        if os.geteuid() == 0:
            os.setresuid(NOBODY, NOBODY, NOBODY)
        (found,) = audit_workspace(folder).findings
        assert "复制到能写的地方" in str(found)

    in_a_child(reader)
    folder.chmod(0o755)
    assert audit_workspace(folder).findings == []


def weipian(place: Path, *words: str, size: int = resource.RLIM_INFINITY, code: int = 1) -> str:
    """One command, on a disk that takes no file longer than `size`."""
    done = subprocess.run(
        [sys.executable, "-m", "weipian", *words],
        cwd=place,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == code, said
    assert "Traceback" not in said
    return said


def test_commands_on_a_full_disk_say_so_and_leave_what_was_there(quick: Path) -> None:
    place = quick / "place"
    place.mkdir()
    weipian(place, "new", "county", "--policy", "demo-2023", code=0)
    weipian(place / "county", "log", "export", "../log.jsonl", code=0)
    before = (place / "log.jsonl").read_bytes()
    for words, size in (
        (("log", "export", "../log.jsonl"), 1000),
        (("ledger", "export", "../台账.xlsx"), 1000),
        (("new", "../other", "--policy", "demo-2023"), 100_000),
    ):
        said = weipian(place / "county", *words, size=size)
        assert "满" in said or "磁盘" in said, said
    assert (place / "log.jsonl").read_bytes() == before
    assert sorted(path.name for path in place.iterdir()) == ["county", "log-head.json", "log.jsonl"]
    assert audit_workspace(place / "county").clean
    weipian(place / "county", "ledger", "export", "../台账.xlsx", code=0)
