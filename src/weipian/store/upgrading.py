"""An older workspace brought to today's form: backed up first, migrated and audited in one transaction, then logged."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection, transaction

from weipian.policy import load
from weipian.record.audit import CARD, audit_books, head_beside
from weipian.record.books import Books
from weipian.record.findings import Report
from weipian.record.sqlite import SqliteBooks
from weipian.store.acting import Desk, acting
from weipian.store.actors import Actor, require_may
from weipian.store.any_form import actor_in_any_form
from weipian.store.backup.taking import Taken, taken
from weipian.store.backup.writing import Step, settle
from weipian.store.copies import note_copy
from weipian.store.failures import plainly
from weipian.store.start import start
from weipian.store.template import form_of_today, forms
from weipian.store.workspace import Workspace
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which form to which; `backup`: the state before, None where there was nothing to do."""

    folder: Path
    before: str
    after: str
    backup: Taken | None
    report: Report | None


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks for it, as `actor_in_any_form` takes it."""

    os_user: str
    name: str | None = None
    credential: str | None = None


def upgrade(folder: Path, who: Who, target: Path | None, step: Step) -> Upgraded:
    """Today's form. Raises InputError; then the workspace is as it was."""
    workspace = start(folder, any_form=True)
    before, today = workspace.form, form_of_today()
    require_upgradable(workspace)
    if before == today:
        return Upgraded(workspace.folder, before, today, None, None)
    desk = Desk(workspace, load(workspace.policy), _actor(who))
    require_may(desk.policy, desk.actor, Act.UPGRADED)
    backup = taken(workspace, target or _beside(workspace), None, step)
    report = migrated(workspace)
    with acting(desk, Act.UPGRADED, f"form:{before}:{today}") as act:
        note_copy(act, CopyKind.BACKUP, backup.path.name, backup.sha256)
    _say_form(workspace, today)
    return Upgraded(workspace.folder, before, today, backup, report)


def require_upgradable(workspace: Workspace) -> None:
    """Raises InputError for a form that this program never had."""
    if workspace.form not in forms():
        form, ours = workspace.form, form_of_today()
        raise InputError("upgrade_unknown_form", where=str(workspace.folder), form=form, ours=ours)


def _actor(who: Who) -> Actor:
    found = actor_in_any_form(who.os_user, who.name, who.credential)
    if found is None:
        raise InputError("account_none_here", where=who.os_user)
    return found


def _beside(workspace: Workspace) -> Path:
    """Beside the workspace, named after the form that it holds."""
    moment = f"{datetime.now(UTC).astimezone():%Y%m%d-%H%M%S}"
    return workspace.folder.with_name(f"{workspace.folder.name}-升级前-{workspace.form}-{moment}.weipian.zip")


def bring_up(workspace: Workspace) -> None:
    """Today's form without a backup or an event: for a copy that goes away again. Raises InputError."""
    if workspace.form != form_of_today():
        migrated(workspace)
        _say_form(workspace, form_of_today())


def migrated(workspace: Workspace) -> Report:
    """Every migration that is still to come, and the audit of what they made: both stand, or neither."""
    from django.db.migrations.executor import MigrationExecutor

    from weipian.store.writing import wait_for_turn

    beside, report = head_beside(workspace.folder), Report()
    with plainly(workspace.place), _constraints_later(), transaction.atomic():
        wait_for_turn()
        MigrationExecutor(connection).migrate([("store", form_of_today())])
        audit_books(_books(), beside, report)
        grave = [finding for finding in report.findings if finding.grave]
        if grave:
            raise InputError("upgrade_findings", where=str(grave[0]), count=len(grave))
    return report


@contextmanager
def _constraints_later() -> Iterator[None]:
    """SQLite remakes a table only with its foreign keys put aside, which has to be said before the transaction."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    connection.disable_constraint_checking()
    try:
        yield
    finally:
        connection.enable_constraint_checking()


def _books() -> Books:
    """The books as this very transaction sees them."""
    if connection.vendor == "sqlite":
        return _Open(connection.connection)
    from weipian.store.postgresql.reading import ServerBooks

    return ServerBooks(connection.connection)


class _Open(SqliteBooks):
    """A SQLite connection that Django has open; it turns declared flags and dates into Python's, which is undone."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database

    def rows(self, table: str) -> Iterator[Mapping[str, object]]:
        from weipian.store.postgresql.reading import kept

        for row in super().rows(table):
            yield {name: kept(value) for name, value in row.items()}


def _say_form(workspace: Workspace, form: str) -> None:
    """The card names the new form, replaced whole."""
    card = workspace.folder / CARD
    partial = card.with_name(f"{card.name}.{os.getpid()}.partial")
    text = card.read_text(encoding="utf-8").replace(f'form = "{workspace.form}"', f'form = "{form}"')
    try:
        with partial.open("w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(card)
        settle(card.parent)
    finally:
        partial.unlink(missing_ok=True)
