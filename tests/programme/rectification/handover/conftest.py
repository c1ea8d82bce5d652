from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from made_books import issue, made_desk


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    """The county clerk's, with issued patches."""
    made = made_desk(tmp_path / "w")
    issue(made)
    return made


@pytest.fixture
def on_both(tmp_path: Path, database: str) -> Any:
    """The same on each database."""
    made = made_desk(tmp_path / "w")
    issue(made)
    return made
