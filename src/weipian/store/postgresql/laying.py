"""A new workspace's schema: every table and guard in one transaction, from the migrations' own statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from weipian.store.failures import plainly
from weipian.store.postgresql.least import LEAST
from weipian.store.template import form_of_today
from weipian.terms.errors import InputError


@contextmanager
def laid(schema: str, form: str = "") -> Iterator[None]:
    """The schema with all that stands in it; taken back where what follows fails. Raises InputError."""
    with plainly("PostgreSQL"):
        require_server()
        lay(schema, form or form_of_today())
    try:
        yield
    except BaseException:
        with suppress(Exception):  # the first failure is the one to tell
            remove(schema)
        raise


def lay(schema: str, form: str) -> None:
    """Everything, or nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")
        cursor.execute(statements(form))
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for app, name in planned(form):
            recorder.record_applied(app, name)


def remove(schema: str) -> None:
    """Nothing of it stays."""
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")


def require_server() -> None:
    """Raises InputError for a server that will not do."""
    connection.ensure_connection()
    info = connection.connection.info
    require(info.server_version // 10_000, info.parameter_status("server_encoding"))


def require(version: int, encoding: str) -> None:
    """Raises InputError for a server that is too old, or a database that can't hold every Chinese character."""
    if version < LEAST:
        raise InputError("database_too_old", where="PostgreSQL", version=version, least=LEAST)
    if encoding != "UTF8":
        raise InputError("database_not_utf8", where="PostgreSQL", encoding=encoding)


def planned(form: str) -> list[tuple[str, str]]:
    """Every migration up to a form, in order."""
    return list(MigrationLoader(None).graph.forwards_plan(("store", form)))


@cache
def statements(form: str) -> str:
    """What the migrations up to a form say for PostgreSQL."""
    loader = MigrationLoader(None)
    plan, lines = planned(form), list[str]()
    state = loader.project_state(plan[0], at_end=False)
    for key in plan:
        with connection.schema_editor(collect_sql=True, atomic=False) as editor:
            state = loader.get_migration(*key).apply(state, editor, collect_sql=True)
        lines += editor.collected_sql
    return "\n".join(line for line in lines if not line.startswith("--"))
