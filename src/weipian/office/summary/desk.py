"""The leader's page of a workspace, as the person at the desk may see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from weipian.figures.county_map import draw_county_map
from weipian.office.figures.county import map_of
from weipian.office.figures.duties import duty_calendar
from weipian.office.figures.flow import state_flow
from weipian.office.ledger.book import ledger_book
from weipian.office.summary.bars import ratio_bars
from weipian.office.summary.writing import MAP, Written, write_summary
from weipian.store.acting import Desk
from weipian.terms.errors import InputError
from weipian.work.placing import reason_of
from weipian.workbook.sheets_rows import LedgerBook


def summary_now(desk: Desk, folder: Path, today: date) -> tuple[LedgerBook, Written]:
    """Writes it. Raises InputError where this person sees no plots, or it can't be written."""
    book = seen_book(desk, today)
    return book, written(desk, book, folder)


def seen_book(desk: Desk, today: date) -> LedgerBook:
    """The rows that the page is made of. Raises InputError for who sees no county's or township's sums."""
    return ledger_book(desk, today)


def written(desk: Desk, book: LedgerBook, folder: Path) -> Written:
    """The page with its lists and figures. Raises InputError where it can't be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return write_summary(folder, book, desk.policy, drawings(desk, book))
    except OSError as error:
        raise InputError("folder_unwritable", where=str(folder), reason=reason_of(error)) from None


def drawings(desk: Desk, book: LedgerBook) -> dict[str, str]:
    """Every figure beside the page, by name: further ones are added here and nowhere else."""
    if not book.rows:
        return {"问责比例": ratio_bars(book)}
    return {
        MAP: draw_county_map(replace(map_of(desk, book.as_of), heading=False)),
        "问责比例": ratio_bars(book),
        "期限日历": duty_calendar(desk, book.as_of),
        "图斑流转": state_flow(desk, book.as_of),
    }
