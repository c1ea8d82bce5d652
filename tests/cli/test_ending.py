"""The command ends at once, but not before what was said and what was registered has come out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ENDING = """
import atexit, sys, threading
import weipian.cli.ending as ending
atexit.register(lambda: print("registered"))
def main():
    print("said", end=" ")
    {more}
    sys.exit({code})
ending.main = main
ending.command()
"""


def ended(code: str, more: str = "pass", out: int | None = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    program = ENDING.format(code=code, more=more)
    return subprocess.run([sys.executable, "-c", program], stdout=out, stderr=subprocess.PIPE, text=True, check=False)


@pytest.mark.parametrize("code", [0, 2])
def test_what_was_said_comes_out(code: int) -> None:
    done = ended(str(code))
    assert (done.returncode, done.stdout, done.stderr) == (code, "said registered\n", "")


def test_python_is_not_taken_apart() -> None:
    done = ended("0", "ending.kept = type('Told', (), {'__del__': lambda self: print('apart')})()")
    assert done.stdout == "said registered\n"


def test_another_thread_is_waited_for() -> None:
    more = "threading.Timer(0.3, lambda: print('thread', end=' ')).start()"
    assert ended("3", more).stdout == "said thread registered\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_what_can_t_be_passed_on_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = ended("0", out=full.fileno())
    assert done.returncode != 0
    assert "No space left" in done.stderr
