"""Where the books are kept: DATABASE_URL, or the address that a workspace keeps among its secrets."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path

from weipian.terms.errors import InputError

VARIABLE = "DATABASE_URL"
KEPT = "secret/database.url"
"""The address as `new` was given it; like the key only its owner may read it."""
POSTGRESQL = re.compile(r"postgres(ql)?://", re.ASCII)
SQLITE = re.compile(r"(sqlite3?:(//)?)?", re.ASCII)


def asked_for() -> str:
    """The PostgreSQL address that the environment names; "" where it names none: SQLite. Raises InputError."""
    url = os.environ.get(VARIABLE, "").strip()
    if SQLITE.fullmatch(url):
        return ""
    if not POSTGRESQL.match(url):
        raise InputError("database_url_unknown", where=VARIABLE)
    return url


def address_of(folder: Path) -> str:
    """The address of a workspace's server: the environment's, else the kept one. Raises InputError."""
    url = os.environ.get(VARIABLE, "").strip()
    if POSTGRESQL.match(url):
        return url
    path = folder / KEPT
    try:
        if sys.platform != "win32" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise InputError("database_url_open", where=str(path))
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise InputError("database_url_missing", where=str(path), variable=VARIABLE) from None


def keep_address(folder: Path, url: str) -> None:
    """For the next command; only its owner may read it."""
    path = folder / KEPT
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(url + "\n")
