"""Django's settings, made in code: there is no settings module."""

from __future__ import annotations

import os
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
    """Django's settings of one schema of a PostgreSQL database. A thread of the web keeps its connection, and looks
    before each request whether the server is still there: nobody notices that it was restarted. Raises InputError."""
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
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": None,
    }


NAMED = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


WEB: dict[str, Any] = {
    "ROOT_URLCONF": "weipian.web.urls",
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [str(Path(__file__).resolve().parents[1] / "web/templates")],
            "OPTIONS": {
                "builtins": ["weipian.web.frame.marks"],
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.template.context_processors.csrf",
                    "weipian.web.frame.layout.around",
                ],
            },
        }
    ],
    "MIDDLEWARE": [
        "weipian.web.frame.fence.Fence",
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "weipian.web.frame.person.Person",
    ],
    "SESSION_ENGINE": "weipian.store.door.sessions",
    "SESSION_COOKIE_NAME": "weipian",
    "SESSION_COOKIE_AGE": 30 * 60,
    "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Strict",
    "CSRF_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_SAMESITE": "Strict",
    "CSRF_FAILURE_VIEW": "weipian.web.frame.failing.forged",
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.ScryptPasswordHasher"],
    "AUTH_PASSWORD_VALIDATORS": [
        {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
        {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    ],
    "X_FRAME_OPTIONS": "DENY",
    "SECURE_CONTENT_TYPE_NOSNIFF": True,
    "SECURE_REFERRER_POLICY": "same-origin",
    "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
    "DATA_UPLOAD_MAX_MEMORY_SIZE": 4 << 20,
    "DATA_UPLOAD_MAX_NUMBER_FIELDS": 5000,
    "FILE_UPLOAD_MAX_MEMORY_SIZE": 1 << 20,
    "FILE_UPLOAD_HANDLERS": ["weipian.web.frame.uploads.Limited"],
    "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
    "USE_I18N": False,
}
"""The web's part: strings until a page is asked for, so that a command at the desk pays nothing for it. Idle half an
hour and the session is over."""


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
        SECRET_KEY=os.urandom(32).hex(),
        LOGGING_CONFIG=None,
        **WEB,
    )
    django.setup()
