"""The four mechanisms: people propose, the deciding body decides in person, and lifts with a reason (五)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.programme.report.pressing.acts.reckoning import Wanted, keep
from weipian.programme.report.pressing.sanctions import Recorded, require_sector, require_urged_and_refused
from weipian.programme.report.pressing.seeing import sees_mechanism
from weipian.programme.report.pressing.triggers import triggers_of
from weipian.store.acting import Desk, acting
from weipian.store.actors import is_named, may, place_of, require_may, who_named
from weipian.store.models import MechanismTaken
from weipian.store.queries.mechanisms import MechanismHere, ProjectHere, mechanisms, project_named, steps_of
from weipian.store.queries.rewriting import values_of
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.pressing import Mechanism, MechanismState, StepKind, Trigger


@dataclass(frozen=True, slots=True)
class Proposal:
    """What somebody proposes. A sanction names a project, everything else a township; never both."""

    kind: Mechanism
    township: str = ""
    project: str = ""
    person: str = ""
    triggers: Sequence[Trigger] = ()
    because: str = ""


def propose(desk: Desk, wanted: Proposal, reckoning: Wanted, day: date) -> int:
    """提请; the record's number. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.MECHANISM_PROPOSED)
    project = _subject(desk, wanted)
    triggers = _triggers(desk, wanted)
    if not wanted.because.strip():
        raise InputError("mechanism_without_reason", where=wanted.kind.label)
    with acting(desk, Act.MECHANISM_PROPOSED, "mechanism") as act:
        key = act.add(
            MechanismTaken,
            kind=wanted.kind.value,
            state=MechanismState.PROPOSED.value,
            township=wanted.township,
            project_id=project.id if project else None,
            person=wanted.person.strip() or None,
            triggers=[one.value for one in triggers],
            because=wanted.because.strip(),
            reckoning_id=None if project else keep(act, reckoning),
            proposed_by_id=desk.actor.account,
            proposed_on=day,
        )
        act.subject = f"mechanism:{key}"
    return key


def _subject(desk: Desk, wanted: Proposal) -> ProjectHere | None:
    """The project of a sanction; None for what is about a township. Raises InputError."""
    match wanted.kind:
        case Mechanism.JOINT_SANCTION:
            return _sanctioned(desk, wanted)
        case Mechanism.ACCOUNTABILITY_REFERRAL:
            raise InputError("referral_holds_no_proposal", who=who_named(desk.policy, "pressing.referral_roles"))
        case Mechanism.REMINDER_CIRCULAR | Mechanism.WARNING_INTERVIEW:
            if wanted.project:
                raise InputError("mechanism_not_of_project", where=wanted.kind.label)
            if wanted.township not in desk.policy.townships:
                names = "、".join(desk.policy.townships)
                raise InputError("township_unknown", where=wanted.township or "没有写乡镇", names=names)
    if wanted.kind is Mechanism.WARNING_INTERVIEW and not wanted.person.strip():
        raise InputError("interview_of_nobody")
    return None


def _sanctioned(desk: Desk, wanted: Proposal) -> ProjectHere:
    if wanted.township:
        raise InputError("sanction_of_township", where=wanted.township)
    project = project_of(wanted.project)
    require_sector(desk.policy, project.name, project.kind)
    if not project.owner:
        raise InputError("sanction_without_owner", where=project.name)
    steps = [Recorded(one.kind, one.day) for one in steps_of([project.name])]
    require_urged_and_refused(desk.policy, project.name, steps)
    return project


def project_of(name: str) -> ProjectHere:
    """Raises InputError for a project that is not recorded."""
    found = project_named(name.strip())
    if found is None:
        raise InputError("project_not_recorded", where=name or "没有写项目")
    return found


def _triggers(desk: Desk, wanted: Proposal) -> tuple[Trigger, ...]:
    """The grounds that the person names; of a sanction, what the steps have shown."""
    known = triggers_of(desk.policy, wanted.kind)
    if wanted.kind is Mechanism.JOINT_SANCTION:
        return known
    named = tuple(dict.fromkeys(wanted.triggers))
    names = "、".join(one.label for one in known)
    if not named:
        raise InputError("mechanism_without_trigger", where=wanted.kind.label, names=names)
    for one in named:
        if one not in known:
            raise InputError("trigger_of_other", where=one.label, mechanism=wanted.kind.label, names=names)
    return named


def mechanism_of(desk: Desk, number: int) -> MechanismHere:
    """Raises InputError for one that is not there for this person."""
    found = next(iter(mechanisms([number])), None)
    if found is None or not sees_mechanism(desk, found):
        raise InputError("mechanism_unknown", where=str(number))
    return found


DECIDABLE = (MechanismState.PROPOSED,)


def decider_error(desk: Desk, act: Act, one: MechanismHere) -> InputError | None:
    """Why this person is not the body that decides on this mechanism, and who is."""
    key = f"pressing.decides_{one.kind.value}"
    refused = may(desk.policy, desk.actor, act)
    if refused is not None:
        return refused.error(desk.actor.label)
    if not is_named(desk.policy, desk.actor, key):
        return InputError("mechanism_other_body", where=one.kind.label, who=who_named(desk.policy, key))
    own = place_of(desk.policy, desk.actor, act)[1]
    if own and own != one.department:
        whose = {"own": own, "whose": one.department or "没有登记主管部门"}
        return InputError("mechanism_other_department", where=one.project, **whose)
    return None


@dataclass(frozen=True, slots=True)
class Decision:
    """What the deciding body says. A sanction names its statutory ground, its signer and the day it ends."""

    starts: bool
    text: str
    ground: str = ""
    signer: str = ""
    ends_on: date | None = None


def decide(desk: Desk, number: int, said: Decision, day: date) -> MechanismHere:
    """决定, in person. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.MECHANISM_DECIDED)
    one = _ready(desk, number, Act.MECHANISM_DECIDED, DECIDABLE)
    if not said.text.strip():
        raise InputError("mechanism_decision_missing", where=str(number))
    if said.starts and one.kind is Mechanism.JOINT_SANCTION:
        _require_whole(one, said, day)
    state = MechanismState.DECIDED if said.starts else MechanismState.DECLINED
    return _step(desk, Act.MECHANISM_DECIDED, one, {
        "state": state.value,
        "decided_by_id": desk.actor.account,
        "decided_on": day,
        "decision": said.text.strip(),
        "ground": said.ground.strip() or None,
        "signer": said.signer.strip() or None,
        "ends_on": said.ends_on,
    })  # fmt: skip


def _require_whole(one: MechanismHere, said: Decision, day: date) -> None:
    """Ground, signer, end; and still refused on the day of the decision."""
    missing = [
        name
        for name, there in (
            ("法定依据", said.ground.strip()), ("签批人", said.signer.strip()), ("解除日期", said.ends_on),
        )
        if not there
    ]  # fmt: skip
    if missing:
        raise InputError("sanction_incomplete", where=one.project, missing="、".join(missing))
    if said.ends_on is not None and said.ends_on <= day:
        raise InputError("sanction_ends_before", where=str(said.ends_on), day=day)
    if any(step.kind is StepKind.COMPLIED and step.day >= one.proposed_on for step in steps_of([one.project])):
        raise InputError("sanction_complied", where=one.project)


def held(desk: Desk, number: int, day: date) -> MechanismHere:
    """The county's own interview was held: it starts no clock of anybody's (六(三)). Raises InputError."""
    require_may(desk.policy, desk.actor, Act.MECHANISM_STEPPED)
    one = mechanism_of(desk, number)
    if one.kind is not Mechanism.WARNING_INTERVIEW or one.state is not MechanismState.DECIDED:
        raise InputError("interview_not_decided", where=str(number))
    return _step(desk, Act.MECHANISM_STEPPED, one, {"held_on": day})


def lift(desk: Desk, number: int, reason: str, day: date) -> MechanismHere:
    """解除 by the body that decides on such, with a reason. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.MECHANISM_LIFTED)
    one = _ready(desk, number, Act.MECHANISM_LIFTED, (MechanismState.DECIDED,))
    if not reason.strip():
        raise InputError("mechanism_without_reason", where=one.kind.label)
    new = {"lifted_by_id": desk.actor.account, "lifted_on": day, "reason": reason.strip()}
    return _step(desk, Act.MECHANISM_LIFTED, one, {"state": MechanismState.LIFTED.value, **new})


def withdraw(desk: Desk, number: int, reason: str) -> MechanismHere:
    """撤回提请 before anything is decided. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.MECHANISM_PROPOSED)
    one = mechanism_of(desk, number)
    _require_state(one, (MechanismState.PROPOSED,))
    if not reason.strip():
        raise InputError("mechanism_without_reason", where=one.kind.label)
    new = {"state": MechanismState.WITHDRAWN.value, "reason": reason.strip()}
    return _step(desk, Act.MECHANISM_PROPOSED, one, new)


def _ready(desk: Desk, number: int, act: Act, states: Sequence[MechanismState]) -> MechanismHere:
    one = mechanism_of(desk, number)
    refused = decider_error(desk, act, one)
    if refused is not None:
        raise refused
    _require_state(one, states)
    return one


def _require_state(one: MechanismHere, states: Sequence[MechanismState]) -> None:
    if one.state not in states:
        names = "、".join(state.label for state in states)
        raise InputError("mechanism_not_in_state", where=str(one.mechanism), state=one.state.label, states=names)


def _step(desk: Desk, word: Act, one: MechanismHere, new: Mapping[str, Any]) -> MechanismHere:
    with acting(desk, word, f"mechanism:{one.mechanism}") as act:
        before = values_of(MechanismTaken, [one.id])[one.id]
        act.replace(MechanismTaken, [one.id], [{**before, "origin_id": one.mechanism, **new}])
    return one
