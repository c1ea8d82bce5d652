"""Whoever puts evidence in is killed at any moment: what the register names is there, whole (T1, F2)."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from made_books import issue, made_desk
from made_evidence import photo
from weipian.cli.desk import system_user
from weipian.store.auditing import audit_workspace

ROUNDS = 5
FILES = 40


@pytest.mark.requirement("F2", "F1")
def test_no_registered_file_is_lost_to_a_kill(tmp_path: Path) -> None:
    desk = made_desk(tmp_path / "county", system_user())
    issue(desk)
    from weipian.store.models import Evidence

    folder: Path = desk.workspace.folder
    handed = tmp_path / "handed"
    handed.mkdir()
    for number in range(FILES):
        (handed / f"{number}.jpg").write_bytes(photo(size=(200 + number, 100)))
    words = [sys.executable, "-m", "weipian", "evidence", "add", *map(str, sorted(handed.iterdir()))]
    words += ["--plot", "P1", "--kind", "现场照片"]
    chance, cut, registered = random.Random(6), 0, 0
    for _ in range(ROUNDS):
        process = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        rows = Evidence.objects.count()
        while process.poll() is None and Evidence.objects.count() == rows:
            time.sleep(0.02)
        time.sleep(chance.random() / 4)
        cut += process.poll() is None
        process.kill()
        process.wait()
        assert Evidence.objects.count() >= registered  # whoever opens the books first rolls back what was half done
        report = audit_workspace(folder)
        assert report.clean, report.findings
        assert report.files is not None
        registered = report.files
        assert registered <= len(originals(folder)) <= registered + ROUNDS
    assert cut
    assert registered


def originals(folder: Path) -> list[Path]:
    return [path for path in (folder / "vault/originals").rglob("*") if path.is_file()]
