"""Which workspace's door it is: a process serves one."""

from __future__ import annotations

from pathlib import Path

_here: list[Path] = []


def stand_at(workspace: Path) -> None:
    """From now on it is this one."""
    _here[:] = [workspace]


def place() -> Path:
    return _here[0]
