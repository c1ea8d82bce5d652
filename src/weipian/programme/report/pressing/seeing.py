"""Who sees which letters and mechanisms, by the policy's `sees.*` and by nothing else (A3)."""

from __future__ import annotations

from weipian.store.acting import Desk
from weipian.store.actors import About, sees_escalation
from weipian.store.queries.accountability import ReferralHere, StartHere, referrals
from weipian.store.queries.letters import LetterHere
from weipian.store.queries.mechanisms import MechanismHere
from weipian.store.seeing import seen
from weipian.store.sight import Sight
from weipian.terms.pressing import Mechanism, MechanismState

ESCALATION = (Mechanism.WARNING_INTERVIEW, Mechanism.ACCOUNTABILITY_REFERRAL)
"""What 约谈问责材料 are."""
SECRET_STATES = (MechanismState.PROPOSED, MechanismState.DECLINED, MechanismState.WITHDRAWN)
"""In which a township does not see what concerns it: nobody has decided anything."""


def addressed(one: LetterHere) -> About:
    return About(one.township, None, frozenset({one.department}) if one.department else frozenset())


def sees_letter(desk: Desk, one: LetterHere) -> bool:
    """The county every letter; whom it is for once it is out."""
    sight = desk.sight
    return sight.everything or (one.state.is_out and _is_for(sight, one.township, one.department))


def _is_for(sight: Sight, township: str, department: str) -> bool:
    own = bool(township) and township == sight.township
    return own or (bool(department) and department == sight.department)


def sees_mechanism(desk: Desk, one: MechanismHere) -> bool:
    """The county all; escalation papers who sees those; a township what was decided of it, a department its own."""
    if desk.sight.everything:
        return True
    if sees_escalation(desk.policy, desk.actor) and one.kind in ESCALATION:
        return True
    if one.project:
        return bool(one.department) and one.department == desk.sight.department
    return one.state not in SECRET_STATES and one.township == desk.sight.township


def sees_start(desk: Desk, one: StartHere) -> bool:
    """The county, who sees escalation papers, and the township itself."""
    return desk.sight.everything or sees_escalation(desk.policy, desk.actor) or one.township == desk.sight.township


def seen_referrals(desk: Desk) -> list[ReferralHere]:
    """All for who sees escalation papers, for everybody else those that they entered themselves."""
    return referrals(None if sees_escalation(desk.policy, desk.actor) else desk.actor.account)


def require_some(desk: Desk) -> None:
    """Raises InputError for who sees nothing of all this."""
    if not sees_escalation(desk.policy, desk.actor):
        seen(desk)
