"""A workspace that many tests begin with is built once a process and copied, at a hundredth of the cost."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import server_copies
from weipian.policy import load
from weipian.store.address import KEPT

_first: dict[object, Path] = {}


def copied(key: object, build: Callable[[Path], Any], folder: Path) -> Any:
    """What `build` puts into a folder, as `folder`, with the same person at the desk. In a database of a server that
    somebody uses already it is built anew."""
    address = os.environ.get("DATABASE_URL", "")
    if address and not server_copies.is_untouched(address):
        return build(folder)
    if (key, bool(address)) not in _first:
        _first[key, bool(address)] = _built_on_server(build, address) if address else _built(build)
    first = _first[key, bool(address)]
    for one in first.iterdir():
        target = folder if one.name == NAME else folder.parent / one.name
        shutil.copytree(one, target) if one.is_dir() else shutil.copyfile(one, target)
    if address:
        server_copies.refill(address, urlsplit((folder / KEPT).read_text("utf-8").strip()).path[1:])
        (folder / KEPT).write_text(f"{address}\n", encoding="utf-8")
    return _opened(folder)


NAME = "county"


def _built(build: Callable[[Path], Any]) -> Path:
    """Not open any more, so that it can be copied."""
    place = tempfile.TemporaryDirectory(prefix="weipian-first-")
    atexit.register(place.cleanup)
    build(Path(place.name) / NAME)
    from django.db import connection

    connection.close()
    return Path(place.name)


def _built_on_server(build: Callable[[Path], Any], address: str) -> Path:
    """In a database of its own, which stays for as long as the server."""
    own = server_copies.another(address)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", own)
        return _built(build)


def _opened(folder: Path) -> Any:
    from weipian.store.start import start

    workspace = start(folder)
    from weipian.store.acting import Desk
    from weipian.store.queries.people import actor_of_system_user

    return Desk(workspace, load(workspace.policy), actor_of_system_user("clerk"))
