"""Approvals that want looking up: never, not everywhere, or on paper but in none (存疑—先补备案; C2, B13)."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.office.inspecting.able import Able, Ables
from weipian.store.acting import Desk
from weipian.store.queries.looked import ApprovalHere, Looked, approvals, look_ups
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.inspection import ApprovalSystem

NEVER, PARTLY, NONE, FOUND = "never", "partly", "none", "found"
STANDS = {NEVER: "没有查过", PARTLY: "没有查全，尚未查到", NONE: "三个系统都没有：存疑—先补备案", FOUND: "已查到"}


@dataclass(frozen=True, slots=True)
class Upkeep:
    """An approval: how its look-ups stand, the newest in each system, the systems nobody has looked in."""

    approval: ApprovalHere
    stands: str
    newest: dict[ApprovalSystem, Looked]
    missing: tuple[ApprovalSystem, ...]
    ables: tuple[Able, ...]


def upkeep(desk: Desk, *, every: bool = False) -> list[Upkeep]:
    """What is to be done first; `every`: those too that are in order."""
    sight = seen(desk)
    newest: dict[str, dict[ApprovalSystem, Looked]] = {}
    for one in look_ups(sight):
        newest.setdefault(one.number, {})[ApprovalSystem(one.system)] = one
    ables = Ables(desk, (Act.APPROVAL_LOOKED_UP, Act.RECORD_KEPT)).of(None)
    found = [_upkeep(one, newest.get(one.number, {}), ables) for one in approvals(sight)]
    order = (NONE, NEVER, PARTLY, FOUND)
    kept = [one for one in found if every or one.stands != FOUND]
    return sorted(kept, key=lambda one: (order.index(one.stands), one.approval.number))


def _upkeep(approval: ApprovalHere, newest: dict[ApprovalSystem, Looked], ables: tuple[Able, ...]) -> Upkeep:
    missing = tuple(system for system in ApprovalSystem if system not in newest)
    match approval.in_systems:
        case True:
            stands = FOUND
        case False:
            stands = NONE
        case None:
            stands = PARTLY if newest else NEVER
    return Upkeep(approval, stands, newest, missing, ables)
