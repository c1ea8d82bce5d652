"""受理、答复: by somebody who had no hand in the plot's determination; what is upheld waits for its correction (D7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.programme.report.objection.raising import require_going_on
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import ObjectionStep
from weipian.store.past import require_past
from weipian.store.queries.objection import ObjectionHere, TookPart, objection_here, took_part
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.objection import ObjectionResult, ObjectionStepKind

Keep = Callable[[str], Mapping[str, Any] | None]
"""Plot → its records as the ratio reads them now: a joining room's work, handed in. None: the plot was cut."""


@dataclass(frozen=True, slots=True)
class Answering:
    """The answer: with what result, why, by which paper, on which day."""

    result: ObjectionResult
    reason: str
    paper: str
    day: date


def take_up(desk: Desk, number: int, *, taken: bool, reason: str, day: date) -> int:
    """受理, or not, with its reason; who refuses must be as free as who answers. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.OBJECTION_ANSWERED)
    kind = ObjectionStepKind.TAKEN if taken else ObjectionStepKind.NOT_TAKEN
    if not taken and not reason.strip():
        raise InputError("objection_reason", where=str(number))
    with acting(desk, Act.OBJECTION_ANSWERED, f"objection:{number}") as act:
        found = _found(desk, number, day)
        require_past(act, day, str(number))
        if found.steps:
            raise InputError("objection_turn", where=str(number), stands=found.steps[-1].kind.label)
        if not taken:
            require_free(desk, found)
        return act.add(ObjectionStep, **_row(desk, number, kind, reason, day))


def answer(desk: Desk, number: int, said: Answering, keep: Keep) -> int:
    """Raises InputError where it was not taken up, or by somebody who took part."""
    require_may(desk.policy, desk.actor, Act.OBJECTION_ANSWERED)
    for name, text in (("理由", said.reason), ("文号", said.paper)):
        if not text.strip():
            raise InputError("objection_needs", where=str(number), name=name)
    with acting(desk, Act.OBJECTION_ANSWERED, f"objection:{number}") as act:
        found = _found(desk, number, said.day)
        require_past(act, said.day, str(number))
        if found.step(ObjectionStepKind.TAKEN) is None:
            raise InputError("objection_turn", where=str(number), stands="还没有受理")
        require_free(desk, found)
        row = _row(desk, number, ObjectionStepKind.ANSWERED, said.reason, said.day)
        kept = dict(keep(found.plot) or {})
        more = {"result": said.result.value, "paper": said.paper.strip(), "kept": kept}
        return act.add(ObjectionStep, **{**row, **more})


def undo_step(desk: Desk, number: int) -> ObjectionStepKind:
    """The last step of the office was written wrongly: it goes, and stays as history. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.OBJECTION_ANSWERED)
    with acting(desk, Act.OBJECTION_ANSWERED, f"objection:{number}") as act:
        found = objection_here(number, seen(desk))
        require_may(desk.policy, desk.actor, Act.OBJECTION_ANSWERED, found.about_plot)
        last = found.steps[-1] if found.steps else None
        if last is None or last.kind is ObjectionStepKind.WITHDRAWN:
            raise InputError("objection_turn", where=str(number), stands=last.kind.label if last else "待受理")
        require_free(desk, found)
        act.replace(ObjectionStep, [last.id], [])
    return last.kind


def _found(desk: Desk, number: int, day: date) -> ObjectionHere:
    found = objection_here(number, seen(desk))
    require_may(desk.policy, desk.actor, Act.OBJECTION_ANSWERED, found.about_plot)
    require_going_on(found, day)
    return found


def require_free(desk: Desk, found: ObjectionHere) -> None:
    """Raises InputError for who had a hand in the plot's determination, or wrote down the objection itself."""
    took = took_part().get(found.plot_id, TookPart())
    if desk.actor.account == found.account or took.holds(desk.actor.account, desk.actor.name):
        raise InputError("objection_took_part", where=str(found.id), who=desk.actor.label)


def _row(desk: Desk, number: int, kind: ObjectionStepKind, reason: str, day: date) -> dict[str, Any]:
    return {
        "objection_id": number,
        "kind": kind.value,
        "reason": reason.strip() or None,
        "day": day,
        "account_id": desk.actor.account,
    }
