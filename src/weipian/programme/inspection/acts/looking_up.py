"""审批系统查询: each look-up a row of its own; the approval's record follows from the newest (requirements C2, B13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.programme.inspection.lookups import in_systems
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import Approval, LookUp
from weipian.store.queries.looked import Looked, approvals, evidence_of_project, look_ups
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.inspection import ApprovalSystem


@dataclass(frozen=True, slots=True)
class Search:
    """An approval by its number, looked up in one system: when, by whom, was it there, what it said."""

    number: str
    system: ApprovalSystem
    day: date
    person: str
    found: bool
    result: str = ""
    evidence: int | None = None


def look_up(desk: Desk, said: Search) -> bool | None:
    """Whether the systems know the approval now; None: not known yet. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.APPROVAL_LOOKED_UP)
    if not said.person.strip():
        raise InputError("inspection_needs", where=said.number, name="查询人")
    with acting(desk, Act.APPROVAL_LOOKED_UP, "look_up") as act:
        require_past(act, said.day, said.number)
        here = next((one for one in approvals(seen(desk)) if one.number == said.number), None)
        if here is None:
            raise InputError("record_unknown", where=said.number, kind="批文")
        if said.evidence is not None and not evidence_of_project(said.evidence, here.project_id):
            raise InputError("look_up_evidence", where=said.number, evidence=said.evidence)
        earlier = [one for one in look_ups() if one.number == said.number]
        row = {"system": said.system.value, "day": said.day, "person": said.person.strip(), "found": said.found}
        more = {"result": said.result.strip() or None, "evidence_id": said.evidence, "account_id": desk.actor.account}
        key = act.add(LookUp, approval_id=here.id, **row, **more)
        act.subject = f"look_up:{key}"
        added = Looked(
            key, said.number, said.system.value, said.day, said.person.strip(), said.found, said.result, None, ""
        )
        each = sorted([*earlier, added], key=lambda one: (one.day, one.id))
        enough = int(desk.policy.value("determination.approval_systems").number)
        known = in_systems({ApprovalSystem(one.system): one.found for one in each}, enough)
        act.replace(Approval, [here.id], [{**here.values, "in_systems": known, **_newest(each[-1])}])
    return known


def _newest(one: Looked) -> dict[str, object]:
    told = "查到" if one.found else "没有查到"
    said = "：".join(filter(None, (f"{ApprovalSystem(one.system).label}{told}", one.result.strip())))
    return {"looked_up": one.day, "looked_up_by": one.person, "looked_up_result": said}
