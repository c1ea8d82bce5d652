"""The workbook put in its place whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from weipian.terms.errors import InputError
from weipian.work.placing import is_full, put
from weipian.workbook.ledger import write_ledger
from weipian.workbook.sheets_rows import LedgerBook


def require_writable(target: Path) -> None:
    """Raises InputError for a name that no workbook can have, and where there is no folder."""
    if target.suffix.lower() != ".xlsx":
        raise InputError("output_suffix", where=target.name, suffixes=".xlsx")
    if not target.parent.is_dir():
        raise InputError("output_no_folder", where=target.name, folder=str(target.parent))
    if target.is_dir():
        raise InputError("output_is_folder", where=target.name)


def save(target: Path, book: LedgerBook, whole: Callable[[Path], None] = lambda _: None) -> None:
    """`whole` is told of the finished file before it is put in its place. Raises InputError."""
    require_writable(target)
    partial = target.with_name(f".{target.stem}.{os.getpid()}.partial.xlsx")
    try:
        write_ledger(partial, book)
        whole(partial)
        put(partial, target)
    except (OSError, FileCreateError) as error:
        raise InputError(_code(error), where=str(target)) from error
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _code(error: Exception) -> str:
    """The writer wraps what the system said."""
    inner = error.args[0] if isinstance(error, FileCreateError) and error.args else error
    return "output_disk_full" if isinstance(inner, OSError) and is_full(inner) else "output_locked"
