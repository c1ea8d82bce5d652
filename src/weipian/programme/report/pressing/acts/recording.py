"""What is recorded beside the mechanisms: a project's steps, accountability referrals, what townships began."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.programme.report.pressing.acts.mechanisms import project_of
from weipian.programme.report.pressing.seeing import seen_referrals, sees_start
from weipian.programme.report.pressing.starts import wanted
from weipian.store.acting import Desk, acting
from weipian.store.actors import is_named, require_may, who_named
from weipian.store.models import AccountabilityReferral, ProjectStep, TownshipStart
from weipian.store.queries.accountability import StartHere, starts
from weipian.store.queries.mechanisms import steps_of
from weipian.store.queries.rewriting import values_of
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.pressing import SentPaper, StartKind, StepKind


@dataclass(frozen=True, slots=True)
class Step:
    """A department urged a project, or it refused, or it complied; on which paper."""

    project: str
    kind: StepKind
    day: date
    department: str = ""
    number: str = ""
    note: str = ""


def record_step(desk: Desk, said: Step) -> int:
    """督促、拒不整改、已整改; the record's number. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.MECHANISM_STEPPED)
    project = project_of(said.project)
    department = said.department.strip() or project.department or desk.actor.department
    if not department:
        raise InputError("step_without_department", where=project.name)
    own = desk.actor.department
    if not desk.sight.everything and own != department:
        raise InputError("mechanism_other_department", where=project.name, own=own, whose=department)
    if not said.number.strip() and not said.note.strip():
        raise InputError("step_without_paper", where=project.name)
    with acting(desk, Act.MECHANISM_STEPPED, "project_step") as act:
        key = act.add(
            ProjectStep,
            project_id=project.id,
            kind=said.kind.value,
            day=said.day,
            department=department,
            number=said.number.strip() or None,
            note=said.note.strip() or None,
            account_id=desk.actor.account,
        )
        act.subject = f"project_step:{key}"
    return key


def undo_step(desk: Desk, number: int) -> None:
    """A step that was entered wrongly; it stays as history. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.MECHANISM_STEPPED)
    found = next((one for one in steps_of() if one.id == number), None)
    if found is None or not (desk.sight.everything or found.department == desk.actor.department):
        raise InputError("step_unknown", where=str(number))
    with acting(desk, Act.MECHANISM_STEPPED, f"project_step:{number}") as act:
        act.replace(ProjectStep, [number], [])


def refer(desk: Desk, number: str, day: date, receiver: str) -> int:
    """移交问责: number, day and receiver are all that is kept. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.MECHANISM_DECIDED)
    _require_referrer(desk)
    receiver = _receiver(desk.policy, receiver.strip())
    if not number.strip():
        raise InputError("referral_number_missing")
    with acting(desk, Act.MECHANISM_DECIDED, "accountability_referral") as act:
        said = {"number": number.strip(), "day": day, "receiver": receiver}
        key = act.add(AccountabilityReferral, **said, account_id=desk.actor.account)
        act.subject = f"accountability_referral:{key}"
    return key


def _receiver(policy: Policy, said: str) -> str:
    """The body so named, by its word or as people call it. Raises InputError."""
    allowed, schema = policy.value("pressing.referral_receivers").items, policy.schema
    names = {one: schema.bodies.get(one, schema.words.get(one, one)) for one in allowed}
    found = next((one for one, name in names.items() if said in (one, name)), None)
    if found is None:
        raise InputError("accountability_receiver", where=said, names="、".join(names.values()))
    return found


def receipt(desk: Desk, key: int, text: str, day: date) -> None:
    """The receipt of a referral. Raises InputError for one that this person does not see."""
    require_may(desk.policy, desk.actor, Act.MECHANISM_STEPPED)
    _require_referrer(desk)
    found = next((one for one in seen_referrals(desk) if one.referral == key), None)
    if found is None:
        raise InputError("accountability_unknown", where=str(key))
    if not text.strip():
        raise InputError("referral_receipt_missing", where=str(key))
    if day < found.day:
        raise InputError("referral_receipt_before", where=str(key), day=found.day)
    with acting(desk, Act.MECHANISM_STEPPED, f"accountability_referral:{key}") as act:
        before = values_of(AccountabilityReferral, [found.id])[found.id]
        new = {"origin_id": key, "receipt": text.strip(), "receipt_on": day}
        act.replace(AccountabilityReferral, [found.id], [{**before, **new}])


def _require_referrer(desk: Desk) -> None:
    if not is_named(desk.policy, desk.actor, "pressing.referral_roles"):
        raise InputError(
            "referral_other", where=desk.actor.label, who=who_named(desk.policy, "pressing.referral_roles")
        )


START_ACTS = {
    StartKind.INTERVIEW: Act.TOWNSHIP_INTERVIEW_HELD,
    StartKind.ACCOUNTABILITY: Act.ACCOUNTABILITY_STARTED,
}


def start(desk: Desk, kind: StartKind, township: str, day: date, note: str) -> int:
    """A township's own interview or accountability procedure: it starts its five working days. Raises InputError."""
    act_word = START_ACTS[kind]
    require_may(desk.policy, desk.actor, act_word)
    if township not in desk.policy.townships:
        names = "、".join(desk.policy.townships)
        raise InputError("township_unknown", where=township or "没有写乡镇", names=names)
    with acting(desk, act_word, "township_start", township=township) as act:
        said = {"kind": kind.value, "township": township, "day": day, "note": note.strip() or None}
        key = act.add(TownshipStart, **said, papers={}, account_id=desk.actor.account)
        act.subject = f"township_start:{key}"
    return key


def send_papers(desk: Desk, number: int, papers: Sequence[SentPaper], day: date) -> StartHere:
    """Papers sent to the county, some now and some later. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.PAPERS_SENT)
    found = start_of(desk, number)
    every = wanted(desk.policy, found.kind)
    for one in papers:
        if one not in every:
            names = "、".join(paper.label for paper in every)
            raise InputError("paper_not_wanted", where=one.label, kind=found.kind.label, names=names)
    if not papers:
        raise InputError("paper_none", names="、".join(paper.label for paper in every))
    if day < found.day:
        raise InputError("paper_before", where=str(number), day=found.day)
    sent = {**found.papers, **{one.value: day for one in papers if one.value not in found.papers}}
    texts = {name: at.isoformat() for name, at in sorted(sent.items())}
    _write(desk, Act.PAPERS_SENT, found, {"papers": texts})
    return found


def withdraw_start(desk: Desk, number: int) -> StartHere:
    """What was entered wrongly, before any paper was sent. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.TOWNSHIP_INTERVIEW_HELD)
    found = start_of(desk, number)
    require_may(desk.policy, desk.actor, START_ACTS[found.kind], found.township)
    if found.papers:
        raise InputError("start_has_papers", where=str(number))
    _write(desk, START_ACTS[found.kind], found, None)
    return found


def start_of(desk: Desk, number: int) -> StartHere:
    found = next((one for one in starts() if one.start == number), None)
    if found is None or not sees_start(desk, found):
        raise InputError("start_unknown", where=str(number))
    return found


def _write(desk: Desk, word: Act, found: StartHere, new: dict[str, object] | None) -> None:
    with acting(desk, word, f"township_start:{found.start}", township=found.township) as act:
        before = values_of(TownshipStart, [found.id])[found.id]
        rows = [] if new is None else [{**before, "origin_id": found.start, **new}]
        act.replace(TownshipStart, [found.id], rows)
