"""A workspace of its own for each test; the process's Django is switched to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from weipian.store.acting import Desk

CLERK = "clerk"
POLICY = "demo-2023"


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Desk:
    """A fresh workspace, its county clerk at the desk."""
    from weipian.policy import load
    from weipian.store.making import make

    made = make(tmp_path / "workspace", POLICY, CLERK)
    from weipian.store.acting import Desk
    from weipian.store.queries.people import actor_of_system_user

    return Desk(made.workspace, load(POLICY), actor_of_system_user(CLERK))
