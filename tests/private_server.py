"""A PostgreSQL of the tests' own: in a folder of its own, reached by a socket in it, run by an ordinary user."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

PROGRAMS = ("postgres", "pg_dump", "pg_restore")
DEBIAN = Path("/usr/lib/postgresql")
QUICK = "-c fsync=off -c full_page_writes=off -c listen_addresses='' -c max_connections=150 -c shared_buffers=64MB"
"""A power cut may take what tests wrote."""

CHINESE = ("--locale-provider=icu", "--icu-locale=zh")
"""An office's server orders Chinese as dictionaries do; what we answer must not depend on it."""

BOTH = [pytest.param("", id="sqlite"), pytest.param("postgresql", id="postgresql", marks=pytest.mark.tool("postgres"))]
"""What a fixture takes for a test that runs on both databases; \"\" is SQLite."""


def found(program: str) -> str | None:
    """One of PostgreSQL's programs; Debian does not put them into PATH."""
    places = sorted(DEBIAN.glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    return shutil.which(program) or next((str(at / program) for at in places if (at / program).is_file()), None)


def ordinary() -> str | None:
    """The user that the server runs as where the tests run as root; PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    return next(user.pw_name for name in ("postgres", "nobody") for user in pwd.getpwall() if user.pw_name == name)


@contextmanager
def server() -> Iterator[str]:
    """The address of a server's empty database; the server ends with it."""
    folder, user = Path(tempfile.mkdtemp(prefix="wp-pg-")), ordinary()
    if user is not None:
        shutil.chown(folder, user)
    data, who = folder / "data", user or pwd.getpwuid(os.geteuid()).pw_name
    try:
        make: list[str | Path] = [
            "-D",
            data,
            "-U",
            who,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            *CHINESE,
            "--no-sync",
        ]
        run(user, folder, str(found("initdb")), *make)
        run(
            user,
            folder,
            str(found("pg_ctl")),
            "-D",
            data,
            "-w",
            "-l",
            folder / "log",
            "-o",
            f"{QUICK} -k {folder}",
            "start",
        )
        try:
            yield f"postgresql://{who}@/postgres?host={quote(str(folder), safe='')}"
        finally:
            run(user, folder, str(found("pg_ctl")), "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(user: str | None, folder: Path, *words: str | Path) -> None:
    asked = [str(word) for word in words]
    out = subprocess.DEVNULL if asked[-1] == "start" else subprocess.PIPE  # the server would keep the pipe open
    groups: list[str] | None = None if user is None else []
    done = subprocess.run(
        asked,
        cwd=folder,
        user=user,
        extra_groups=groups,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=out,
        check=False,
    )
    assert done.returncode == 0, f"{asked}: {done.stderr!r}"
