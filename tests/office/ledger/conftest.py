"""A workspace with five patches, its ledger exported, and a pen that edits a cell as an officer would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edited_ledger import exported, write_cells
from made_books import issue, made_desk

Edit = Callable[..., Path]


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    desk = made_desk(tmp_path / "county")
    issue(desk)
    return desk


@pytest.fixture
def edited(desk: Any, tmp_path: Path) -> Edit:
    """`edited({"P1": {"determination": "…"}})`: a fresh export with those cells written over."""

    def edit(cells: dict[str, dict[str, object]], name: str = "台账.xlsx") -> Path:
        path = exported(desk, tmp_path / name)
        write_cells(path, cells)
        return path

    return edit
