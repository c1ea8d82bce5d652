"""The ledger handed out: who took it is in the log before the file is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from weipian.office.ledger.book import ledger_book
from weipian.office.ledger.saving import require_writable, save
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.terms.acting import Act
from weipian.workbook.sheets_rows import LedgerBook


def export_ledger(desk: Desk, target: Path, today: date, township: str | None = None) -> LedgerBook:
    """Raises InputError where this person may not, or does not see it, or it can't be written."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    book = ledger_book(desk, today, township)
    require_writable(target)
    with acting(desk, Act.LEDGER_EXPORTED, f"ledger:{target.name}"):
        pass
    save(target, book)
    return book
