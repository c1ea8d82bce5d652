"""A workspace with a lived year, and the desks of its people."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from weipian.cli.desk import system_user


def opened(year: Path, folder: Path) -> Any:
    """A copy of a lived year's workspace (`weipian demo --days`), and the desk of whoever made it."""
    from weipian.office.year.kept import desk_in

    if not folder.exists():
        shutil.copytree(year, folder)
    return desk_in(folder, system_user())


def desks(desk: Any) -> Mapping[str, Any]:
    """Everybody's own desk, by account."""
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of

    return {one.name: replace(desk, actor=actor_of(one)) for one in Account.objects.filter(active=True)}
