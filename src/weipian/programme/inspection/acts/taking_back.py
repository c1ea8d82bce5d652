"""撤回: a visit or a check from above that was written wrongly; what stood before comes back, the log keeps all."""

from __future__ import annotations

from weipian.programme.inspection.acts.recording import Follow
from weipian.programme.inspection.acts.upper import check_here
from weipian.store.acting import Desk, acting
from weipian.store.actors import may, require_may
from weipian.store.models import Inspection, SiteFacts, UpperCheck
from weipian.store.queries.evidence import plot_of
from weipian.store.queries.inspected import InspectionHere, inspections
from weipian.store.queries.sheets import values_of
from weipian.store.queries.visits import VisitRows, visit_rows
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.inspection import CheckAnswer


def take_back_visit(desk: Desk, number: int, follow: Follow) -> InspectionHere:
    """The facts that stood before it come back as a new row. Raises InputError where something stands on top."""
    require_may(desk.policy, desk.actor, Act.INSPECTION_TAKEN_BACK)
    with acting(desk, Act.INSPECTION_TAKEN_BACK, f"inspection:{number}") as act:
        found = next((one for one in inspections(seen(desk)) if one.id == number), None)
        if found is None:
            raise InputError("visit_unknown", where=str(number))
        about = plot_of(found.plot, seen(desk)).about
        require_may(desk.policy, desk.actor, Act.INSPECTION_TAKEN_BACK, about)
        rows = visit_rows(number)
        _require_own(desk, found, rows)
        if not rows.newest or rows.closed or rows.wrote != rows.stands:
            raise InputError("visit_built_on", where=found.plot)
        former = values_of(SiteFacts, [rows.before] if rows.before is not None else [])
        act.replace(SiteFacts, [rows.now] if rows.now is not None else [], list(former.values()))
        act.change(Inspection, number, current=False)
        follow(act, desk.policy, {rows.plot})
    return found


def _require_own(desk: Desk, found: InspectionHere, rows: VisitRows) -> None:
    """Who wrote it down takes it back; who undoes tables, others' too. Raises InputError."""
    if rows.account != desk.actor.account and may(desk.policy, desk.actor, Act.IMPORT_UNDONE) is not None:
        raise InputError("visit_not_own", where=str(found.id), by=found.by)


def take_back_check(desk: Desk, number: int) -> str:
    """The plot that it was about. Raises InputError where the county has answered it."""
    require_may(desk.policy, desk.actor, Act.UPPER_CHECK_TAKEN_BACK)
    with acting(desk, Act.UPPER_CHECK_TAKEN_BACK, f"upper_check:{number}") as act:
        found = check_here(desk, number)
        require_may(desk.policy, desk.actor, Act.UPPER_CHECK_TAKEN_BACK, plot_of(found.plot, seen(desk)).about)
        if found.answer:
            raise InputError("upper_answered", where=str(number), answer=CheckAnswer(found.answer).label)
        act.change(UpperCheck, number, current=False)
    return found.plot
