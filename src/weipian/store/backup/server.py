"""A schema filled from a backup: what an interrupted restore left is no obstacle, what somebody works in is."""

from __future__ import annotations

from pathlib import Path

from weipian.record.audit import audit_books
from weipian.record.findings import Report
from weipian.record.head import Head
from weipian.store.failures import plainly
from weipian.terms.errors import InputError


def make_room(schema: str) -> None:
    """Raises InputError where the workspace's books are on this server already."""
    from weipian.store.postgresql.laying import remove

    with plainly("PostgreSQL"):
        if _is_there(schema):
            if _has_log(schema):
                raise InputError("restore_schema_there", where=schema)
            remove(schema)


def audited_on_server(head: Head, folder: Path) -> Report:
    """The audit of the connection's schema against a head, and of the workspace's files."""
    from weipian.store.postgresql.reading import books

    report = Report()
    with plainly("PostgreSQL"), books() as found:
        audit_books(found, head, report, folder)
    return report


def _is_there(schema: str) -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema])
        return cursor.fetchone() is not None


def _has_log(schema: str) -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [f"{schema}.event"])
        if not cursor.fetchone()[0]:
            return True
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {schema}.event)")  # noqa: S608 - our own name, checked
        return bool(cursor.fetchone()[0])
