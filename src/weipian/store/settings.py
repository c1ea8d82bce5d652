"""Django's settings, made in code: there is no settings module."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from weipian.terms.errors import InputError

PRAGMAS = "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON;"
"""Nothing committed is lost when the power goes; deleted rows leave no trace. FULL does not sync the folder after the
journal was taken away, so that a cut could bring it back and undo what was done; EXTRA does (decision 0024). WAL can
lose commits before SQLite 3.51.3."""
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


SESSION = (
    "-c search_path={schema} -c synchronous_commit=on -c lock_timeout=20s"
    " -c idle_in_transaction_session_timeout=30min -c tcp_keepalives_idle=60"
)
"""What is done is on the disk when it is said to be done, whatever the server's own setting; a writer waits as long as
on SQLite, and whose machine has died does not hold the others up for ever."""
PATIENCE = 10
"""Seconds for a server to answer."""


def on_server(url: str, schema: str) -> dict[str, Any]:
    """Django's settings of one schema of a PostgreSQL database. Raises InputError."""
    try:
        from psycopg import IsolationLevel, ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise InputError("database_driver_missing", where="PostgreSQL") from None
    try:
        said = conninfo_to_dict(url)
    except ProgrammingError:
        raise InputError("database_url_broken", where="DATABASE_URL") from None
    own = str(said.pop("options", ""))
    named = {ours: str(said.pop(theirs, "")) for ours, theirs in NAMED.items()}
    options = {"connect_timeout": PATIENCE, **said, "isolation_level": IsolationLevel.READ_COMMITTED}
    options["options"] = f"{own} {SESSION.format(schema=schema)}".strip()
    return {
        "ENGINE": "weipian.store.postgresql",
        **named,
        "NAME": named["NAME"] or named["USER"] or "postgres",
        "OPTIONS": options,
        "CONN_HEALTH_CHECKS": False,
        "CONN_MAX_AGE": None,
    }


NAMED = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


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
