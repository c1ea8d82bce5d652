"""The workbook put in its place whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from weipian.office.ledger.book import ledger_book
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError
from weipian.workbook.ledger import write_ledger
from weipian.workbook.sheets_rows import LedgerBook


def export_ledger(desk: Desk, target: Path, today: date, township: str | None) -> LedgerBook:
    """The ledger of the books, written, logged, then put in its place. Raises InputError."""
    book = ledger_book(desk, today, township)
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)

    def note(partial: Path) -> None:
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))

    save(target, book, note)
    return book


def save(target: Path, book: LedgerBook, whole: Callable[[Path], None] = lambda _: None) -> None:
    """`whole` is told of the finished file before it is put in its place. Raises InputError."""
    if target.suffix.lower() != ".xlsx":
        raise InputError("output_suffix", where=target.name, suffixes=".xlsx")
    if not target.parent.is_dir():
        raise InputError("output_no_folder", where=target.name, folder=str(target.parent))
    if target.is_dir():
        raise InputError("output_is_folder", where=target.name)
    partial = target.with_name(f".{target.stem}.{os.getpid()}.partial.xlsx")
    try:
        write_ledger(partial, book)
        whole(partial)
        partial.replace(target)
    except (OSError, FileCreateError) as error:
        raise InputError("output_locked", where=str(target)) from error
    finally:
        partial.unlink(missing_ok=True)
