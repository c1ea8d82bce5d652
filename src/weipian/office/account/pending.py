"""What the records of rectification and of later approvals know of plots under way: whose turn it is, until when."""

from __future__ import annotations

from collections.abc import Iterable

from weipian.office.account.under_way import Pending
from weipian.store.queries.ledger import Line
from weipian.store.queries.prosecuted import applied_for
from weipian.store.queries.rectification import records_of
from weipian.store.queries.rectification_records import Records
from weipian.terms.rectification import CheckResult

SELF, UPPER, GRANT = "乡镇自验", "市级核验", "补办批准"


def pending(lines: Iterable[Line]) -> dict[int, Pending]:
    """Plot → the order's own due date and what it still waits for; plots without an order of ours are left out."""
    found = records_of({line.id: line.patch_id for line in lines})
    applied = applied_for(found)
    return {
        plot: Pending(records.order.due, waits(records, plot in applied))
        for plot, records in found.items()
        if records.order is not None
    }


def waits(records: Records, approval_applied: bool) -> tuple[str, ...]:
    """What others still have to do after the works; nothing where the works themselves are not done."""
    worked = records.progress and not records.accepted and not records.in_place
    unanswered = any(one.answer is None or one.answer.result is not CheckResult.PASSED for one in records.applications)
    told = ((worked, SELF), (unanswered, UPPER), (approval_applied, GRANT))
    return tuple(word for holds, word in told if holds)
