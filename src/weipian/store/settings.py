"""Django's settings, made in code: there is no settings module."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
        AUTH_USER_MODEL="store.Account",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        TIME_ZONE="Asia/Shanghai",
        LANGUAGE_CODE="zh-hans",
        LOGGING_CONFIG=None,
    )
    django.setup()
