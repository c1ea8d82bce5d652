"""Django brought up for one workspace; a process serves one."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from weipian.record.head import NAME
from weipian.store.address import address_of
from weipian.store.settings import configure, database_of, on_server
from weipian.store.template import form_of_today
from weipian.store.workspace import Workspace
from weipian.terms.errors import InputError


def start(folder: Path, *, any_form: bool = False) -> Workspace:
    """Open a workspace. Raises InputError where there is none, or where an older or newer weipian made it, unless any
    form will do."""
    found = Workspace.at(folder)
    wanted = on_server(address_of(found.folder), found.schema) if found.schema else database_of(found.database)
    configure(wanted)
    turn_to(wanted)
    if not any_form:
        _require_form(found)
    _sweep(found.folder)
    return found


AN_OLD_ONE = 3600.0
"""Seconds after which a partial text is nobody's any more."""


def _sweep(folder: Path) -> None:
    """Texts of the head that a crash left half-way."""
    for path in folder.glob(f"{NAME}.*.partial"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > AN_OLD_ONE:
                path.unlink()


def turn_to(wanted: dict[str, Any]) -> None:
    """The process's connection goes to another database where it was at one already."""
    from django.db import connections

    before = connections["default"]
    if all(before.settings_dict.get(name) == value for name, value in wanted.items()):
        return
    before.close()
    del connections["default"]
    connections.settings = connections.configure_settings({"default": dict(wanted)})


def _require_form(workspace: Workspace) -> None:
    if workspace.form != form_of_today():
        raise InputError("workspace_other_form", where=str(workspace.folder), form=workspace.form, ours=form_of_today())
