"""Django brought up for one workspace; a process serves one."""

from __future__ import annotations

from pathlib import Path

from weipian.store.settings import configure, database_of
from weipian.store.template import form_of_today
from weipian.store.workspace import Workspace
from weipian.terms.errors import InputError


def start(folder: Path) -> Workspace:
    """Open a workspace. Raises InputError where there is none, or where an older or newer weipian made it."""
    found = Workspace.at(folder)
    configure(database_of(found.database))
    from django.db import connection

    if connection.settings_dict["NAME"] != str(found.database):
        connection.close()
        connection.settings_dict["NAME"] = str(found.database)
    _require_form(found)
    return found


def _require_form(workspace: Workspace) -> None:
    if workspace.form != form_of_today():
        raise InputError("workspace_other_form", where=str(workspace.folder), form=workspace.form, ours=form_of_today())
