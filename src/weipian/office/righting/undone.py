"""A table of orders, of progress or of self-acceptances is undone: the last of all where none is named."""

from __future__ import annotations

from weipian.office.ledger.following import follow
from weipian.programme.rectification.acts.undoing import WORKS, undo_sheet, undo_works
from weipian.store.acting import Desk
from weipian.store.queries.bulk import BulkHere, bulk_tables
from weipian.store.queries.sheets import SheetHere, sheets
from weipian.terms.inspection import SheetKind


def undo_table(desk: Desk, number: int | None) -> SheetHere | BulkHere:
    """Raises InputError."""
    orders = [one.number for one in sheets() if one.kind is SheetKind.ORDERS and not one.undone]
    works = [one.number for one in bulk_tables(tuple(WORKS)) if not one.undone]
    wanted = number or max([*orders, *works], default=None)
    if wanted in works:
        return undo_works(desk, wanted, follow)
    return undo_sheet(desk, wanted, follow)
