"""A table of referrals, of what was shared, of suggestions, or of what came back, is undone; all stays as history."""

from __future__ import annotations

from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Referral, Sharing, SharingAnswer, SheetTaken, Suggestion, SuggestionAnswer
from weipian.store.queries.bulk import BulkHere, brought, bulk_table, replaced
from weipian.store.queries.shared import answered_of
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable
from weipian.terms.errors import InputError

MODELS = {
    BulkTable.REFERRALS: Referral,
    BulkTable.RECEIPTS: Referral,
    BulkTable.SHARINGS: Sharing,
    BulkTable.SHARING_ANSWERS: SharingAnswer,
    BulkTable.SUGGESTIONS: Suggestion,
    BulkTable.SUGGESTION_ANSWERS: SuggestionAnswer,
}
SHOWN = 20


def undo_table(desk: Desk, kinds: tuple[BulkTable, ...], number: int | None) -> BulkHere:
    """The last of these kinds where none is named. Raises InputError where something stands on top of it."""
    require_may(desk.policy, desk.actor, Act.HANDOVER_UNDONE)
    table = bulk_table(kinds, number)
    model = MODELS[table.kind]
    with acting(desk, Act.HANDOVER_UNDONE, f"sheet:{table.number}") as act:
        rows = brought(model, table)
        late = {key for key, row in rows.items() if not row["current"]} | answered_of(model, rows)
        if late:
            raise InputError("sheet_built_on", where=str(table.number), plots="、".join(map(str, sorted(late)[:SHOWN])))
        act.replace(model, list(rows), replaced(model, table))
        act.change(SheetTaken, table.number, current=False)
    return table
