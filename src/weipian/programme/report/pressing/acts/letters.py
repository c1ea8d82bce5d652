"""A letter's way: drafted, checked by somebody else, signed, numbered, sealed, sent, received, replied to (二(九))."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.programme.report.pressing.acts.reckoning import Wanted, keep
from weipian.programme.report.pressing.seeing import addressed, sees_letter
from weipian.programme.report.pressing.steps import ACTS, LEADS_TO, reply_due, states_of
from weipian.store.acting import Desk, acting
from weipian.store.actors import may, require_may, who_can
from weipian.store.models import Letter
from weipian.store.queries.letters import LetterHere, letters, numbers_taken
from weipian.store.queries.mechanisms import mechanisms
from weipian.store.queries.rewriting import values_of
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.pressing import LetterKind, LetterMove, LetterStage, LetterState


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person writes. To a township or to a department, never both."""

    kind: LetterKind
    stage: LetterStage
    township: str = ""
    department: str = ""
    problems: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    contact: str = ""
    copies: tuple[str, ...] = ()
    due: date | None = None
    mechanism: int | None = None


def draft(desk: Desk, wanted: Draft, reckoning: Wanted, day: date) -> int:
    """拟稿; the record's number. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.LETTER_DRAFTED)
    _require_sound(desk, wanted, day)
    with acting(desk, Act.LETTER_DRAFTED, "letter") as act:
        key = act.add(
            Letter,
            kind=wanted.kind.value,
            state=LetterState.DRAFTED.value,
            township=wanted.township,
            department=wanted.department,
            stage=wanted.stage.value,
            reckoning_id=keep(act, reckoning),
            mechanism_id=_mechanism(wanted),
            **_words(wanted),
            drafted_by_id=desk.actor.account,
            drafted_on=day,
        )
        act.subject = f"letter:{key}"
    return key


def _words(wanted: Draft) -> dict[str, Any]:
    return {
        "problems": list(wanted.problems),
        "demands": list(wanted.demands),
        "contact": wanted.contact,
        "copies": list(wanted.copies),
        "due": wanted.due,
    }


def _require_sound(desk: Desk, wanted: Draft, day: date) -> None:
    stages = desk.policy.value("letters.stages").items
    if wanted.stage.value not in stages:
        names = "、".join(LetterStage(name).label for name in stages)
        raise InputError("letter_stage_not_of_policy", where=wanted.stage.label, names=names)
    if wanted.township and wanted.township not in desk.policy.townships:
        raise InputError("township_unknown", where=wanted.township, names="、".join(desk.policy.townships))
    if bool(wanted.township) == bool(wanted.department.strip()):
        raise InputError("letter_to_nobody", names="、".join(desk.policy.townships))
    if wanted.due is not None and wanted.due <= day:
        raise InputError("letter_due_past", where=str(wanted.due), day=day)


def _mechanism(wanted: Draft) -> int | None:
    if wanted.mechanism is None:
        return None
    found = next(iter(mechanisms([wanted.mechanism])), None)
    if found is None or (found.township and found.township != wanted.township):
        raise InputError("mechanism_unknown", where=str(wanted.mechanism))
    return found.mechanism


def letter_of(desk: Desk, number: int) -> LetterHere:
    """Raises InputError for one that is not there for this person."""
    found = next(iter(letters([number])), None)
    if found is None or not sees_letter(desk, found):
        raise InputError("letter_unknown", where=str(number))
    return found


def cannot(desk: Desk, move: LetterMove, one: LetterHere) -> InputError | None:
    """Why this person can't do it with this letter now, and who can; None where they can."""
    refused = may(desk.policy, desk.actor, ACTS[move], addressed(one))
    if refused is not None:
        return refused.error(f"第 {one.letter} 号函件记录")
    states = states_of(desk.policy, move)
    if one.state not in states:
        names = "、".join(state.label for state in LetterState if state in states)
        who = who_can(desk.policy, ACTS[move], addressed(one))
        return InputError(
            "letter_not_in_state", where=str(one.letter), move=move.label, state=one.state.label, states=names, who=who
        )
    if move is LetterMove.CHECK and one.drafted_by_id == desk.actor.account:
        return InputError("letter_same_person", where=str(one.letter), who=desk.actor.label)
    return None


def move(desk: Desk, kind: LetterMove, number: int, new: Mapping[str, Any]) -> LetterHere:
    """One step; gives the letter as it was. Raises InputError."""
    require_may(desk.policy, desk.actor, ACTS[kind])
    one = letter_of(desk, number)
    refused = cannot(desk, kind, one)
    if refused is not None:
        raise refused
    with acting(desk, ACTS[kind], f"letter:{one.letter}") as act:
        before = values_of(Letter, [one.id])[one.id]
        act.replace(Letter, [one.id], [{**before, **next_row(one, kind, new)}])
    return one


def next_row(one: LetterHere, kind: LetterMove, new: Mapping[str, Any]) -> dict[str, Any]:
    """What a step changes of a letter's columns."""
    step = {"state": LEADS_TO[kind].value, "origin_id": one.letter, "replaces_id": one.id, "taking_id": None}
    return {**step, **new}


NOT_YET: dict[str, Any] = dict.fromkeys(("checked_by_id", "checked_on", "signed_by_id", "signed_on"))
"""What no longer holds of a letter that is written anew."""


def edit(desk: Desk, number: int, wanted: Mapping[str, Any], day: date) -> LetterHere:
    """改稿: the words that are given take the place of those that stood; who edits is its drafter now."""
    require_may(desk.policy, desk.actor, ACTS[LetterMove.EDIT])
    if wanted.get("due") is not None and wanted["due"] <= day:
        raise InputError("letter_due_past", where=str(wanted["due"]), day=day)
    own = {"drafted_by_id": desk.actor.account, "drafted_on": day, "reason": None}
    return move(desk, LetterMove.EDIT, number, {**NOT_YET, **own, **wanted})


def check(desk: Desk, number: int, day: date) -> LetterHere:
    """核稿 by somebody else than who drafted it."""
    return move(desk, LetterMove.CHECK, number, {"checked_by_id": desk.actor.account, "checked_on": day})


def send_back(desk: Desk, number: int, reason: str) -> LetterHere:
    """退改 with the reason."""
    require_may(desk.policy, desk.actor, ACTS[LetterMove.SEND_BACK])
    return move(desk, LetterMove.SEND_BACK, number, {**NOT_YET, "reason": _said(reason, number)})


def sign(desk: Desk, number: int, day: date) -> LetterHere:
    """签发, in person."""
    return move(desk, LetterMove.SIGN, number, {"signed_by_id": desk.actor.account, "signed_on": day})


def give_number(desk: Desk, number: int, text: str, day: date) -> LetterHere:
    """编号: the letter's own number, once in the year."""
    require_may(desk.policy, desk.actor, ACTS[LetterMove.NUMBER])
    text = text.strip()
    if not text:
        raise InputError("letter_number_missing", where=str(number))
    if numbers_taken(text):
        raise InputError("letter_number_taken", where=text)
    return move(desk, LetterMove.NUMBER, number, {"number": text, "numbered_on": day})


def seal(desk: Desk, number: int, day: date) -> LetterHere:
    """用印."""
    return move(desk, LetterMove.SEAL, number, {"sealed_on": day})


def send(desk: Desk, number: int, day: date) -> LetterHere:
    """发出; where the letter names no day for the reply, the policy's period begins."""
    require_may(desk.policy, desk.actor, ACTS[LetterMove.SEND])
    due = letter_of(desk, number).due or reply_due(desk.policy, day)
    return move(desk, LetterMove.SEND, number, {"sent_on": day, "due": due})


def receive(desk: Desk, number: int, day: date, receiver: str) -> LetterHere:
    """签收 by whom it is for, or entered by the office from the receipt."""
    require_may(desk.policy, desk.actor, ACTS[LetterMove.RECEIVE])
    require_not_before(letter_of(desk, number), day)
    return move(desk, LetterMove.RECEIVE, number, {"received_on": day, "receiver": receiver.strip() or None})


def reply(desk: Desk, number: int, day: date, text: str) -> LetterHere:
    """回复 with what it says."""
    require_may(desk.policy, desk.actor, ACTS[LetterMove.REPLY])
    if not text.strip():
        raise InputError("letter_reply_missing", where=str(number))
    require_not_before(letter_of(desk, number), day)
    return move(desk, LetterMove.REPLY, number, {"replied_on": day, "reply": text.strip()})


def withdraw(desk: Desk, number: int, reason: str) -> LetterHere:
    """撤回, only before it is sent."""
    require_may(desk.policy, desk.actor, ACTS[LetterMove.WITHDRAW])
    return move(desk, LetterMove.WITHDRAW, number, {"reason": _said(reason, number)})


def require_not_before(one: LetterHere, day: date) -> None:
    """Nothing is received or answered before it was sent."""
    if one.sent_on is not None and day < one.sent_on:
        raise InputError("letter_before_sent", where=str(one.letter), sent=one.sent_on, day=day)


def _said(reason: str, number: int) -> str:
    if not reason.strip():
        raise InputError("letter_reason_missing", where=str(number))
    return reason.strip()
