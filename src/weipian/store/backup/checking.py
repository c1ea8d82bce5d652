"""Is a backup whole, and is the log in it: all of it looked at, nothing put in place."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from weipian.record.audit import DATABASE, audit_books
from weipian.record.findings import Report
from weipian.record.sqlite import SqliteBooks
from weipian.store.backup.filling import fill_file
from weipian.store.backup.layout import Manifest
from weipian.store.backup.opening import Opened, opened
from weipian.store.backup.writing import Step
from weipian.store.template import form_of_today, forms
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that is whole; `report`: what the audit of its log and rows found."""

    path: Path
    sha256: str
    manifest: Manifest
    report: Report


def check(path: Path, step: Step) -> Checked:
    """Every byte hashed, then the books audited in a folder that goes away. Raises InputError."""
    with opened(path, step) as backup:
        require_known_form(path, backup.manifest)
        with scratch() as folder:
            fill_file(folder / DATABASE, backup, step)
            report = audited(folder / DATABASE, backup)
        return Checked(path, backup.sha256, backup.manifest, report)


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for the time being, which only its owner can look into. Raises InputError where the disk fails."""
    place = tempfile.gettempdir()
    try:
        with tempfile.TemporaryDirectory(prefix="weipian-backup-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except OSError as error:
        raise InputError("scratch_not_written", where=place, reason=error.strerror or str(error)) from error


def audited(database: Path, backup: Opened, folder: Path | None = None) -> Report:
    """The audit of a SQLite file against the head that the manifest names; with a folder, of the files in it too."""
    report = Report()
    with closing(SqliteBooks(database)) as books:
        audit_books(books, backup.manifest.head, report, folder)
    return of_its_form(report, backup.manifest.form)


def of_its_form(report: Report, form: str) -> Report:
    """Tables of an older form have the guards that it had: those that came later are not missing."""
    if form != form_of_today():
        report.findings = [finding for finding in report.findings if finding.code != "guard_missing"]
    return report


def require_known_form(path: Path, manifest: Manifest) -> None:
    """Raises InputError for what a later weipian made."""
    if manifest.form not in forms():
        raise InputError("backup_other_form", where=str(path), form=manifest.form, ours=forms()[-1])
