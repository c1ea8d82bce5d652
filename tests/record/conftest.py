"""A workspace with something in its books."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from weipian.store.acting import Desk

CLERK = "clerk"
POLICY = "demo-2023"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A fresh workspace, its county clerk at the desk."""
    from weipian.policy import load
    from weipian.store.making import make

    made = make(tmp_path / "workspace", POLICY, CLERK)
    from weipian.store.acting import Desk
    from weipian.store.queries.people import actor_of_system_user

    return Desk(made.workspace, load(POLICY), actor_of_system_user(CLERK))


@pytest.fixture
def kept(desk: Desk) -> Path:
    """A workspace with rows made, changed and replaced; its folder."""
    from weipian.store.acting import acting
    from weipian.store.models import Party, Project
    from weipian.terms.acting import Act

    with acting(desk, Act.RECORD_KEPT, "party:甲") as act:
        first, second = act.add_many(Party, [{"name": "甲公司", "kind": "企业"}, {"name": "乙某", "kind": "农户"}])
    with acting(desk, Act.RECORD_KEPT, "project:路") as act:
        act.add(Project, name="环县公路", kind="交通", level="县级", party_id=first)
    with acting(desk, Act.RECORD_KEPT, "party:乙") as act:
        act.change(Party, second, note="已迁居")
        act.replace(Party, [first], [{"name": "甲集团", "kind": "企业"}])
    return desk.workspace.folder
