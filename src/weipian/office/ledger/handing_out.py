"""The ledger handed out: written, logged with the file's hash, then put in its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from weipian.office.ledger.book import ledger_book
from weipian.office.ledger.saving import require_writable, save
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.workbook.sheets_rows import LedgerBook


def export_ledger(desk: Desk, target: Path, today: date, township: str | None = None) -> LedgerBook:
    """Raises InputError where this person may not, or does not see it, or it can't be written."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    book = ledger_book(desk, today, township)
    require_writable(target)

    def note(partial: Path) -> None:
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))

    save(target, book, note)
    return book
