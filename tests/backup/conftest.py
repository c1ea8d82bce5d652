"""A workspace with something of everything, and a backup of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from made_workspace import everything, files_of, whole_desk
from weipian.cli.desk import system_user


@dataclass(frozen=True)
class Saved:
    """A workspace as it was when the backup was made. `desk` is still open."""

    desk: Any
    path: Path
    rows: dict[str, dict[int, dict[str, object]]]
    files: dict[str, bytes]
    address: str


def saved(folder: Path, address: str = "") -> Saved:
    from weipian.store.backup.taking import take

    desk = whole_desk(folder / "county", system_user())
    take(desk, folder / "county.zip", nothing)
    place = desk.workspace.folder
    return Saved(desk, folder / "county.zip", everything(place, address), files_of(place), address)


@pytest.fixture
def backup(tmp_path: Path, database: str) -> Saved:
    """On both databases."""
    return saved(tmp_path, os.environ["DATABASE_URL"] if database else "")


def nothing(_bytes: int) -> None:
    """No progress."""
