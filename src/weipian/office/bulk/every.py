"""Each table of many rows: how it goes both ways, and how one that was taken in is undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weipian.office.bulk.approving import APPLICATIONS, APPROVALS
from weipian.office.bulk.objecting import OBJECTIONS
from weipian.office.bulk.referring import RECEIPTS, REFERRALS
from weipian.office.bulk.righting import PROGRESS, SELF_ACCEPTANCES
from weipian.office.bulk.sharing import ANSWERS as SHARING_ANSWERS
from weipian.office.bulk.sharing import SHARINGS
from weipian.office.bulk.suggesting import ANSWERS as SUGGESTION_ANSWERS
from weipian.office.bulk.suggesting import SUGGESTIONS
from weipian.office.bulk.way import Way
from weipian.office.ledger.following import follow
from weipian.programme.rectification.acts.undoing import undo_works
from weipian.programme.rectification.cases.acts.undoing import APPROVALS as OF_APPROVALS
from weipian.programme.rectification.cases.acts.undoing import undo_approvals
from weipian.programme.rectification.handover.tables import undo_table as undo_handed
from weipian.programme.report.objection.raising import undo_table as undo_objections
from weipian.store.acting import Desk
from weipian.store.queries.bulk import BulkHere
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable

WAYS: dict[BulkTable, Way[Any]] = {
    one.kind: one
    for one in (
        PROGRESS,
        SELF_ACCEPTANCES,
        APPLICATIONS,
        APPROVALS,
        REFERRALS,
        RECEIPTS,
        SHARINGS,
        SHARING_ANSWERS,
        SUGGESTIONS,
        SUGGESTION_ANSWERS,
        OBJECTIONS,
    )
}
WORKS = (BulkTable.PROGRESS, BulkTable.SELF_ACCEPTANCES)


def undoing(kinds: Sequence[BulkTable]) -> Act:
    """The act that undoes tables of these kinds, which belong together."""
    if kinds[0] in WORKS:
        return Act.RECTIFICATION_UNDONE
    if kinds[0] in OF_APPROVALS:
        return Act.CASE_UNDONE
    return Act.OBJECTION_WITHDRAWN if kinds[0] is BulkTable.OBJECTIONS else Act.HANDOVER_UNDONE


def undo(desk: Desk, kinds: Sequence[BulkTable], number: int | None) -> BulkHere:
    """The last of these kinds where none is named. Raises InputError."""
    match undoing(kinds):
        case Act.RECTIFICATION_UNDONE:
            return undo_works(desk, number, follow)
        case Act.CASE_UNDONE:
            return undo_approvals(desk, number, follow)
        case Act.OBJECTION_WITHDRAWN:
            return undo_objections(desk, number)
        case _:
            return undo_handed(desk, tuple(kinds), number)
