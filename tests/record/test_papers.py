"""What others hold against the log: papers, an earlier export; and whose key it is."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from weipian.record.audit import Asked, audit_workspace
from weipian.record.head import NAME, head_mark, head_of
from weipian.record.identity import PINNED, fingerprint
from weipian.record.paper import Mark, NoMark, mark_of, marks_of

if TYPE_CHECKING:
    from weipian.store.acting import Desk

HASH = "0123456789abcdef"
pytestmark = pytest.mark.requirement("F1")


@pytest.mark.parametrize(
    "text",
    [f"12:{HASH}", f" 12：{HASH} ", f"12 : {HASH.upper()}", f"日志头 12:{HASH}（2023年9月24日）", f"12:{HASH}\n"],
)
def test_a_mark_is_read_as_people_write_it(text: str) -> None:
    assert marks_of(f"# 收到的纸面\n\n{text}\n") == [Mark(12, HASH)]


@pytest.mark.parametrize(
    "text", ["", "12", "12:abc", f"12:{HASH}"[:-1], f"x:{HASH}", f"12:{'a' * 65}", "12:" + "g" * 16]
)
def test_what_is_no_mark_is_refused(text: str) -> None:
    with pytest.raises(NoMark):
        mark_of(text)
    with pytest.raises(NoMark):
        marks_of(f"1:{HASH}\n{text or '空'}")


def test_a_kept_head_is_a_mark(kept: Path) -> None:
    text = (kept / NAME).read_text("utf-8")
    (mark,) = marks_of(text)
    assert audit_workspace(kept, Asked((mark, mark_of(head_mark(head_of(text)))))).findings == []


def hashes(folder: Path) -> dict[int, str]:
    with closing(sqlite3.connect(folder / "weipian.sqlite3")) as database:
        return dict(database.execute("SELECT seq, hash FROM event"))


def test_several_papers_close_in_on_the_place(kept: Path) -> None:
    true, wrong = hashes(kept), "f" * 16
    papers = (Mark(1, true[1][:16]), Mark(2, true[2]), Mark(4, wrong), Mark(3, wrong), Mark(9, wrong))
    report = audit_workspace(kept, Asked(papers))
    assert [(one.code, one.params["head"], one.seq) for one in report.findings] == [
        ("paper_differs_after", 3, 3),
        ("paper_differs_after", 4, 3),
        ("paper_beyond_log", 9, 5),
    ]
    assert report.first_bad == 3
    assert "最早的问题在第 3 条" in report.verdict()
    assert "第 2 条的纸面相符" in str(report.findings[0])
    assert audit_workspace(kept, Asked(papers[:1] + papers[2:3])).first_bad == 2
    assert audit_workspace(kept, Asked(papers[2:3])).first_bad == 1


def test_the_first_event_names_the_key(kept: Path) -> None:
    with closing(sqlite3.connect(kept / "weipian.sqlite3")) as database:
        ((subject,),) = database.execute("SELECT subject FROM event WHERE seq = 1").fetchall()
    head = head_of((kept / NAME).read_text("utf-8"))
    pinned = PINNED.fullmatch(subject)
    assert pinned is not None
    assert (pinned["id"], pinned["key"]) == (head.workspace, fingerprint(head.key))


def test_a_log_from_before_keys_were_named_still_verifies(kept: Path) -> None:
    from weipian.record.identity import same_hands

    head = head_of((kept / NAME).read_text("utf-8"))
    assert list(same_hands(f"workspace:{head.workspace}", head, "", "log_head")) == []


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", *map(str, words)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr
    return done


def test_the_commands_take_papers_and_an_earlier_export(kept: Path, desk: Desk, tmp_path: Path) -> None:
    from weipian.store.queries.log import export_log

    (tmp_path / "then").mkdir()
    earlier = tmp_path / "then/log.jsonl"
    export_log(desk, earlier)
    at = ("--workspace", kept)
    mark = head_mark(head_of((kept / NAME).read_text("utf-8")))
    papers = tmp_path / "papers.txt"
    papers.write_text(f"通知书 {mark}\n", encoding="utf-8")
    said = ("--head", mark, "--heads", papers, "--earlier", earlier)
    done = run("weipian", "audit", "verify", *at, *said, "--json")
    assert done.returncode == 0
    assert (json.loads(done.stdout)["clean"], json.loads(done.stdout)["first_bad"]) == (True, None)
    assert run("weipian", "audit", "verify", *at, "--chain").returncode == 0
    alone = run("weipian.record", kept, *said)
    assert (alone.returncode, "没有发现改动" in alone.stdout) == (0, True)

    lines = earlier.read_text("utf-8").splitlines()
    changed = lines[2].replace('"at":"2', '"at":"1')
    earlier.write_text("\n".join([*lines[:2], changed, *lines[3:]]) + "\n", encoding="utf-8")
    wrong = f"{mark.split(':')[0]}:{'0' * 16}"  # before every other of its number
    done = run("weipian", "audit", "verify", *at, "--head", wrong, "--head", mark, "--earlier", earlier, "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert [one["code"] for one in found["findings"]] == ["paper_differs", "earlier_broken"]
    assert found["first_bad"] == 1
    assert run("weipian.record", kept, "--head", wrong).returncode == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--head", "12"), 2),
        (("--heads", "nowhere.txt"), 1),
        (("--earlier", "nowhere.jsonl"), 1),
    ],
)
def test_what_can_not_be_read_is_said_plainly(kept: Path, words: tuple[str, ...], code: int) -> None:
    for command in (("weipian", "audit", "verify", "--workspace", kept), ("weipian.record", kept)):
        done = run(*command, *words)
        assert done.returncode == code
        assert "。" in done.stderr


@pytest.mark.requirement("F2")
def test_what_a_killed_writer_left_behind_is_no_alarm(kept: Path, tmp_path: Path) -> None:
    """Its journal is still there: half an act is in the file, and is put back before it is read."""
    writer = f"""
import os, signal, sqlite3
database = sqlite3.connect({str(kept / "weipian.sqlite3")!r}, isolation_level=None)
database.execute("PRAGMA cache_size = 1")
database.execute("BEGIN IMMEDIATE")
for number in range(100, 3000):
    database.execute("INSERT INTO village (id, event, current, code, name, township) VALUES (?, 1, 1, '', ?, '')",
                     (number, "村" * 200))
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", writer], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (kept / "weipian.sqlite3-journal").stat().st_size > 0
    assert audit_workspace(kept).findings == []


def test_a_folder_that_is_only_read_is_audited(kept: Path, tmp_path: Path) -> None:
    copy = tmp_path / "只读"
    shutil.copytree(kept, copy)
    for path in (*copy.iterdir(), copy):
        if path.is_file() or path == copy:
            os.chmod(path, 0o555 if path.is_dir() else 0o444)
    try:
        assert audit_workspace(copy).findings == []
    finally:
        os.chmod(copy, 0o755)
