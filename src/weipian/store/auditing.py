"""The audit of a workspace, wherever its books are."""

from __future__ import annotations

from pathlib import Path

from weipian.record import audit
from weipian.record.findings import Report
from weipian.terms.errors import InputError


def audit_workspace(folder: Path, asked: audit.Asked = audit.PLAINLY) -> Report:
    """Log, state, files and heads. Raises InputError where there is no workspace, or its server can't be reached."""
    if not audit.on_a_server(folder):
        if not (folder / audit.DATABASE).is_file():
            raise InputError("no_workspace", where=str(folder))
        return audit.audit_workspace(folder, asked)
    from weipian.store.start import start

    start(folder)
    from weipian.store.postgresql.reading import books

    report, beside = Report(), audit.head_beside(folder)
    with books() as found:
        audit.audit_books(found, beside, report, folder, asked)
    return report
