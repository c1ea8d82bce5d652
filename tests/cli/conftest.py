"""Runs the command as a person would: its own process, its own exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Weipian = Callable[..., Run]


@pytest.fixture
def weipian(tmp_path: Path) -> Weipian:
    """`weipian("calc", "ratio", …)` in an empty folder."""

    def run(*words: str | Path, cwd: Path = tmp_path) -> Run:
        done = subprocess.run(
            [sys.executable, "-m", "weipian", *map(str, words)],
            cwd=cwd,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )
        assert "Traceback" not in done.stderr
        return Run(done.returncode, done.stdout, done.stderr)

    return run
