"""Runs the command as a person would: its own process, its own exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import as_command
from as_command import Done as Run

__all__ = ["Run", "Weipian", "weipian"]
Weipian = Callable[..., Run]


@pytest.fixture
def weipian(tmp_path: Path) -> Weipian:
    """`weipian("calc", "ratio", …)` in an empty folder."""

    def run(*words: str | Path, cwd: Path = tmp_path) -> Run:
        done = as_command.run(*words, cwd=cwd)
        assert "Traceback" not in done.err
        return done

    return run
