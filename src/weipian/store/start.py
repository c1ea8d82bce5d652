"""Django brought up for one workspace; a process serves one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from weipian.store.workspace import Workspace
from weipian.terms.errors import InputError

PRAGMAS = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
"""Nothing committed is lost when the power goes; deleted rows leave no trace. WAL can lose commits before SQLite
3.51.3 (docs/architecture.md)."""
APP = "weipian.store"


def database_of(path: Path) -> dict[str, Any]:
    """Django's settings of a SQLite database."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": PRAGMAS, "timeout": 20},
        "CONN_HEALTH_CHECKS": False,
        "CONN_MAX_AGE": None,
    }


def configure(database: dict[str, Any]) -> None:
    """Settings that don't come from a settings module, once a process."""
    import django
    from django.conf import settings

    if settings.configured:
        return
    settings.configure(
        DATABASES={"default": database},
        INSTALLED_APPS=[APP],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        TIME_ZONE="Asia/Shanghai",
        LANGUAGE_CODE="zh-hans",
        LOGGING_CONFIG=None,
    )
    django.setup()


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
    from weipian.store.template import form_of_today

    if workspace.form != form_of_today():
        raise InputError("workspace_other_form", where=str(workspace.folder), form=workspace.form, ours=form_of_today())
