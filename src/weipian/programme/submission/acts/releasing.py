"""Audited by somebody else, released by who answers for it, sent back with a reason (plan 二(四), C2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from weipian.programme.submission.acts.filling import Done, blocked, changed_since, next_rows, subject_of
from weipian.programme.submission.acts.loading import Here, cannot, findings, here, named, require_role
from weipian.programme.submission.acts.unmoved import require_unmoved
from weipian.programme.submission.steps import ACTS
from weipian.store.acting import Desk, acting
from weipian.store.models import Submission
from weipian.store.queries.submission import looked_at
from weipian.store.seeing import seen
from weipian.terms.errors import InputError
from weipian.terms.submission import STATEMENT, Move
from weipian.work.progress import Step, unwatched


def second(desk: Desk, plots: Sequence[str], day: date, step: Step = unwatched) -> Done:
    """审核 by somebody else than the filer; the self-check is asked once more. Raises InputError."""

    def new(one: Here) -> dict[str, Any]:
        return {"checked_by_id": desk.actor.account, "checked_on": day}

    return _go_on(desk, Move.SECOND, plots, new, step)


def release(desk: Desk, plots: Sequence[str], day: date, *, answers_for: bool, step: Step = unwatched) -> Done:
    """上报 by the leader, who answers for it in so many words. Raises InputError."""
    require_role(desk, Move.RELEASE)
    what = "、".join(desk.policy.value("submission.answers_for").items)
    if not answers_for:
        raise InputError("submission_not_answered_for", what=what)

    def new(one: Here) -> dict[str, Any]:
        first = one.sub.first_released_on if one.sub else None
        return {
            "released_by_id": desk.actor.account,
            "released_on": day,
            "first_released_on": first or day,
            "statement": STATEMENT.format(what=what, who=desk.actor.signature),
            "reason": None,
        }

    return _go_on(desk, Move.RELEASE, plots, new, step)


def _go_on(desk: Desk, move: Move, plots: Sequence[str], new: Callable[[Here], dict[str, Any]], step: Step) -> Done:
    """Each by itself: who is held back is told, the others go on."""
    require_role(desk, move)
    every = here(desk.policy, seen(desk))
    wanted = named(every, plots)
    names, releasing = [one.line.plot for one in wanted], move is Move.RELEASE
    told = findings(desk.policy, every, names, checker="" if releasing else desk.actor.name, releasing=releasing)
    looked = looked_at([key for one in wanted for key in _self_checked(one)])
    refused, good = list[InputError](), list[Here]()
    for one in wanted:
        seen_codes = frozenset(code for key in _self_checked(one) for code in looked.get(key, ()))
        errors = _held_back(desk, move, one) or [
            *changed_since(desk, one),
            *blocked(one, told[one.line.plot], seen_codes),
        ]
        refused += errors
        good += [] if errors else [one]
        step()
    if good:
        with acting(desk, ACTS[move], "submissions") as act:
            require_unmoved(good)
            keys = act.replace(Submission, *next_rows(good, move, new))
            act.subject = subject_of(keys)
    return Done(tuple(one.line.plot for one in good), tuple(refused), told)


def _self_checked(one: Here) -> list[int]:
    """The rows of the chain at which findings were looked at: the current one and the one before."""
    return [key for key in ((one.sub.id, one.sub.replaces) if one.sub else ()) if key is not None]


def _held_back(desk: Desk, move: Move, one: Here) -> list[InputError]:
    refused = cannot(desk.policy, desk, move, one)
    if refused is not None:
        return [refused]
    same = move is Move.SECOND and one.sub is not None and one.sub.filled_by_id == desk.actor.account
    return [InputError("submission_same_person", where=one.line.plot, who=desk.actor.label)] if same else []


def confirm(desk: Desk, plots: Sequence[str], day: date, step: Step = unwatched) -> Done:
    """登记平台确认: the county has confirmed a released return in the platform (C4). Who can't be is told.

    Raises InputError.
    """
    require_role(desk, Move.CONFIRM)
    refused, good = list[InputError](), list[Here]()
    for one in named(here(desk.policy, seen(desk)), plots):
        error = cannot(desk.policy, desk, Move.CONFIRM, one) or _too_early(one, day)
        if error is None:
            good.append(one)
        else:
            refused.append(error)
        step()
    if good:
        with acting(desk, ACTS[Move.CONFIRM], "submissions") as act:
            require_unmoved(good)
            new = {"confirmed_by_id": desk.actor.account, "confirmed_on": day}
            keys = act.replace(Submission, *next_rows(good, Move.CONFIRM, lambda _: new))
            act.subject = subject_of(keys)
    return Done(tuple(one.line.plot for one in good), tuple(refused))


def _too_early(one: Here, day: date) -> InputError | None:
    """Nothing is confirmed before it was released."""
    released = one.sub.released_on if one.sub else None
    if released is None or day >= released:
        return None
    return InputError("submission_confirmed_early", where=one.line.plot, day=day, released=released)


def send_back(desk: Desk, plots: Sequence[str], reason: str) -> Done:
    """退回 with the reason, from audit on, after release too. All or none. Raises InputError."""
    require_role(desk, Move.SEND_BACK)
    if not reason.strip():
        raise InputError("submission_reason_missing")
    wanted = named(here(desk.policy, seen(desk)), plots)
    for one in wanted:
        refused = cannot(desk.policy, desk, Move.SEND_BACK, one)
        if refused is not None:
            raise refused
    with acting(desk, ACTS[Move.SEND_BACK], "submissions") as act:
        require_unmoved(wanted)
        keys = act.replace(Submission, *next_rows(wanted, Move.SEND_BACK, lambda _: {**BACK, "reason": reason.strip()}))
        act.subject = subject_of(keys)
    return Done(tuple(one.line.plot for one in wanted))


BACK: dict[str, Any] = {
    "self_checked_on": None, "checked_by_id": None, "checked_on": None, "released_by_id": None, "released_on": None,
    "statement": None, "confirmed_by_id": None, "confirmed_on": None,
}  # fmt: skip
"""What no longer holds of a return that is to be corrected; when it was released first stays."""
