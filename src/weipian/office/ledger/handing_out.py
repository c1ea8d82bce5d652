"""The ledger handed out: written, logged with the file's hash, then put in its place."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

from weipian.office.ledger.book import ledger_book
from weipian.office.ledger.saving import require_writable, save
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.workbook.sheets_rows import LedgerBook


def export_ledger(desk: Desk, target: Path, today: date, township: str | None = None) -> LedgerBook:
    """Raises InputError where this person may not, or does not see it, or it can't be written."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    book = ledger_book(desk, today, township)
    require_writable(target)
    waiting = target.with_name(f".{target.stem}.{os.getpid()}.waiting.xlsx")
    try:
        save(waiting, book)
        sha256 = hashlib.sha256(waiting.read_bytes()).hexdigest()
        with acting(desk, Act.LEDGER_EXPORTED, f"ledger:{target.name} sha256:{sha256}"):
            pass
        waiting.replace(target)
    except OSError as error:
        raise InputError("output_locked", where=str(target)) from error
    finally:
        waiting.unlink(missing_ok=True)
    return book
