"""A workspace of the made-up county, and layers written by GDAL itself."""

from __future__ import annotations

import getpass
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from made_layers import make
from weipian.policy import load
from weipian.store.auditing import audit_workspace

__all__ = ["make"]


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    """The county clerk's desk; what was done there must verify."""
    from weipian.store.making import make as made

    workspace = made(tmp_path / "county", "demo-2023", getpass.getuser()).workspace
    from weipian.store.acting import Desk
    from weipian.store.queries.people import actor_of_system_user

    yield Desk(workspace, load(workspace.policy), actor_of_system_user(getpass.getuser()))
    report = audit_workspace(workspace.folder)
    assert report.clean, [str(finding) for finding in report.findings]


@pytest.fixture
def auditor(desk: Any) -> Any:
    """Somebody who may look and do nothing."""
    from weipian.terms.acting import Role

    return replace(desk, actor=replace(desk.actor, roles=frozenset({Role.AUDITOR})))
