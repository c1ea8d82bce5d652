"""A workspace whose clock goes as a test wants."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from made_books import issue, made_desk
from made_history import FIRST, Clock, Pen, pen_of


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Clock]]:
    monkeypatch.setattr("weipian.store.writing.datetime", Clock)
    Clock.at = FIRST
    yield Clock
    Clock.at = FIRST


@pytest.fixture
def desk(tmp_path: Path, database: str, clock: type[Clock]) -> Any:
    """The made county's five patches, written down on the day of their issue."""
    desk = made_desk(tmp_path / "county")
    issue(desk)
    return desk


@pytest.fixture
def pen(desk: Any) -> Pen:
    return pen_of(desk)
