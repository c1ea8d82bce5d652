"""Costs are measured where we know them: a process that burns, one that allocates in a child, one that fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.processes import Failed, run

MIB = 2**20


def python(text: str) -> list[str]:
    return [sys.executable, "-S", "-c", text]


def test_a_sleeper_costs_time_and_no_cpu(tmp_path: Path) -> None:
    cost = run(python("import time; time.sleep(0.5)"), tmp_path)
    assert cost.wall >= 0.5
    assert cost.cpu < 0.4


def with_child(text: str) -> list[str]:
    """A process that starts another with this program, runs the program itself as well, and waits."""
    start = f"import subprocess, sys; p = subprocess.Popen([sys.executable, '-S', '-c', {text!r}])"
    return python(f"{start}\n{text}\np.wait()")


def test_work_in_a_child_counts(tmp_path: Path) -> None:
    cost = run(with_child("import time\nwhile time.process_time() < 0.4: pass"), tmp_path)
    assert 0.8 <= cost.cpu < 2.0


def test_memory_of_process_and_child_is_added(tmp_path: Path) -> None:
    hold = "x = bytearray(100 * 2**20)\nx[::4096] = b'1' * len(x[::4096])\nimport time; time.sleep(0.4)"
    assert 200 * MIB <= run(with_child(hold), tmp_path).peak < 400 * MIB


def test_what_we_hold_ourselves_does_not_count(tmp_path: Path) -> None:
    ours = bytearray(b"1") * (300 * MIB)
    assert run(python("import time; time.sleep(0.2)"), tmp_path).peak < 100 * MIB
    assert len(ours) == 300 * MIB


def test_a_process_that_fails_is_said_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="no good"):
        run(python("raise SystemExit('no good')"), tmp_path)
