"""New databases are copies of an empty one: migrating all tables takes a second, copying a moment."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import cache
from pathlib import Path

import platformdirs

from weipian.store.settings import configure, database_of
from weipian.terms.errors import InputError
from weipian.work.placing import put

MIGRATIONS = Path(__file__).with_name("migrations")


@cache
def form_of_today() -> str:
    """The last migration's name: what form a database has."""
    return max(path.stem for path in MIGRATIONS.glob("0*.py"))


@cache
def forms() -> tuple[str, ...]:
    """Every form that a database ever had, oldest first."""
    return tuple(sorted(path.stem for path in MIGRATIONS.glob("0*.py")))


def copied_to(target: Path, form: str = "") -> None:
    """An empty database, of today's form where none is named. Raises OSError."""
    template = made(form or form_of_today())
    shutil.copyfile(template, target)


def made(form: str) -> Path:
    """The template of a form, in the user's cache; made where it is missing."""
    digest = hashlib.sha256()
    for path in sorted(MIGRATIONS.glob("0*.py")):
        if path.stem <= form:
            digest.update(path.read_bytes())
    folder = Path(platformdirs.user_cache_dir("weipian", appauthor=False)) / "template"
    path = folder / f"{form}-{digest.hexdigest()[:12]}.sqlite3"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.partial")
        try:
            asked = [sys.executable, "-m", "weipian.store.template", str(partial), form]
            if subprocess.run(asked, capture_output=True, check=False).returncode:
                raise InputError("template_not_made", where=str(folder))
            put(partial, path)
        finally:
            partial.unlink(missing_ok=True)
    return path


def migrate(path: Path, form: str) -> None:
    """Every migration up to a form, in a process of its own: this one may have another workspace open."""
    configure(database_of(path))
    from django.core.management import call_command

    call_command("migrate", "store", form, verbosity=0)
    with closing(sqlite3.connect(path)) as database:
        database.execute("VACUUM")


if __name__ == "__main__":
    migrate(Path(sys.argv[1]), sys.argv[2])
