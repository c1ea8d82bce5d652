"""The leader's page of a workspace, as the person at the desk may see it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from weipian.office.ledger.book import ledger_book
from weipian.office.summary.bars import ratio_bars
from weipian.office.summary.mapping import county_map
from weipian.office.summary.writing import MAP, Written, write_summary
from weipian.store.acting import Desk
from weipian.store.actors import NOWHERE
from weipian.terms.errors import InputError
from weipian.workbook.sheets_rows import LedgerBook


def summary_now(desk: Desk, folder: Path, today: date) -> tuple[LedgerBook, Written]:
    """Writes it. Raises InputError where this person sees no plots, or it can't be written."""
    book = seen_book(desk, today)
    return book, written(desk, book, folder)


def seen_book(desk: Desk, today: date) -> LedgerBook:
    """The rows that the page is made of. Raises InputError for who sees no plots."""
    if desk.actor.only_township == NOWHERE:
        raise InputError("summary_sees_nothing", where=desk.actor.label)
    return ledger_book(desk, today)


def written(desk: Desk, book: LedgerBook, folder: Path) -> Written:
    """The page with its lists and figures. Raises InputError where it can't be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return write_summary(folder, book, desk.policy, drawings(desk, book))
    except OSError as error:
        raise InputError("folder_unwritable", where=str(folder), reason=error.strerror or str(error)) from None


def drawings(desk: Desk, book: LedgerBook) -> dict[str, str]:
    """Every figure beside the page, by name: further ones (期限日历, 办理流程) are added here and nowhere else."""
    drawn = {MAP: county_map(desk, book), "问责比例": ratio_bars(book)}
    return {name: svg for name, svg in drawn.items() if svg}
