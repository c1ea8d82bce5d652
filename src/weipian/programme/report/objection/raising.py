"""提出异议、撤回: by a township, or recorded for a party; by itself it changes nothing in the books (D7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.store.acting import Desk, acting
from weipian.store.actors import place_of, require_may
from weipian.store.models import Objection, ObjectionStep
from weipian.store.past import require_past
from weipian.store.queries.inspected import plots_to_inspect, require_evidence
from weipian.store.queries.objection import ObjectionHere, objection_here, objections
from weipian.store.queries.reviews import plots_asked
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.objection import ObjectedTo, ObjectionStepKind, Objector

OVER = (ObjectionStepKind.NOT_TAKEN, ObjectionStepKind.ANSWERED, ObjectionStepKind.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Raising:
    """An objection: to what of which plot, why, on which day it came in; `party`: for whom it is recorded."""

    plot: str
    about: ObjectedTo
    reason: str
    day: date
    party: str = ""
    evidence: int | None = None


def raise_objection(desk: Desk, said: Raising) -> int:
    """Its number. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.OBJECTION_RAISED)
    if not said.reason.strip():
        raise InputError("objection_reason", where=said.plot)
    with acting(desk, Act.OBJECTION_RAISED, "objection") as act:
        require_past(act, said.day, said.plot)
        plot = plots_to_inspect({said.plot}, seen(desk)).get(said.plot)
        if plot is None:
            raise InputError("plot_unknown", where=said.plot)
        require_may(desk.policy, desk.actor, Act.OBJECTION_RAISED, plot.about)
        objector, township = _who(desk, said, plot.about.township)
        _require_there(desk, said)
        _require_new(desk, said, objector, township)
        if said.evidence is not None:
            require_evidence([said.evidence], plot.line, said.plot)
        row = {"plot_id": plot.id, "patch_id": plot.patch_id, "about": said.about.value, "day": said.day}
        who = {"objector": objector.value, "township": township, "party": said.party.strip() or None}
        more = {"reason": said.reason.strip(), "evidence_id": said.evidence, "account_id": desk.actor.account}
        key = act.add(Objection, **row, **who, **more)
        act.subject = f"objection:{key}"
    return key


def _who(desk: Desk, said: Raising, township: str) -> tuple[Objector, str]:
    """The township by its own people; the county records for a party alone. Raises InputError."""
    if said.party.strip():
        return Objector.PARTY, ""
    own, _ = place_of(desk.policy, desk.actor, Act.OBJECTION_RAISED)
    if not own:
        raise InputError("objection_party", where=said.plot, township=township or "乡镇未定")
    return Objector.TOWNSHIP, own


def _require_there(desk: Desk, said: Raising) -> None:
    """Raises InputError for a determination or an outcome that there is not yet."""
    asked = plots_asked(seen(desk), [said.plot])[said.plot]
    if said.about in (ObjectedTo.DETERMINATION, ObjectedTo.OUTCOME) and asked.determined is None:
        raise InputError("objection_nothing_yet", where=said.plot, about=said.about.label)


def _require_new(desk: Desk, said: Raising, objector: Objector, township: str) -> None:
    """Raises InputError where the same one is still open."""
    who = township or said.party.strip()
    for one in objections(seen(desk)):
        same = (one.plot, one.about, one.objector, one.who) == (said.plot, said.about, objector, who)
        if same and one.step(*OVER) is None:
            raise InputError("objection_open", where=said.plot, number=one.id)


def withdraw(desk: Desk, number: int, reason: str, day: date) -> int:
    """Taken back by who raised it: the township, or the office for a party. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.OBJECTION_WITHDRAWN)
    with acting(desk, Act.OBJECTION_WITHDRAWN, f"objection:{number}") as act:
        found = objection_here(number, seen(desk))
        require_may(desk.policy, desk.actor, Act.OBJECTION_WITHDRAWN, found.about_plot)
        require_past(act, day, str(number))
        _require_own(desk, found)
        require_going_on(found, day)
        row = {"kind": ObjectionStepKind.WITHDRAWN.value, "reason": reason.strip() or None, "day": day}
        return act.add(ObjectionStep, objection_id=number, **row, account_id=desk.actor.account)


def _require_own(desk: Desk, found: ObjectionHere) -> None:
    own, _ = place_of(desk.policy, desk.actor, Act.OBJECTION_WITHDRAWN)
    theirs = own == found.township if found.objector is Objector.TOWNSHIP else found.account == desk.actor.account
    if not theirs and not (found.objector is Objector.PARTY and not own):
        raise InputError("objection_not_own", where=str(found.id), who=found.township or "登记的人")


def require_going_on(found: ObjectionHere, day: date) -> None:
    """Raises InputError where it is over, or for a day before its last step."""
    over = found.step(*OVER)
    if over is not None:
        raise InputError("objection_over", where=str(found.id), stands=over.kind.label, day=over.day)
    last = found.steps[-1].day if found.steps else found.day
    if day < last:
        raise InputError("objection_early", where=str(found.id), day=day, last=last)
