"""A handover, an answer or a table that was written wrongly is undone; what stood before comes back, all stays."""

from __future__ import annotations

from collections.abc import Sequence

from weipian.programme.rectification.handover.answering import answer_here
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Handover, HandoverAnswer, HandoverGiven, HandoverVerdict, SheetTaken
from weipian.store.queries.handover import HandoverHere, handovers_here
from weipian.store.queries.handover_sheets import (
    HandoverSheetHere,
    abouts_of_sheet,
    answers_of_sheet,
    built_on,
    former_rows,
    handover_sheets,
    still_assigned,
)
from weipian.store.seeing import seen
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.handover import HandoverSheet

SHOWN = 20


def undo_handover(desk: Desk, patch: str, department: str) -> bool:
    """Whether an earlier one, which it had replaced, stands again. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.HANDOVER_UNDONE)
    with acting(desk, Act.HANDOVER_UNDONE, "handover") as act:
        found = _handover(desk, patch, department)
        require_may(desk.policy, desk.actor, Act.HANDOVER_UNDONE, found.about)
        act.subject = f"handover:{found.id}"
        return bool(_take_back(act, desk, [found.id]))


def _handover(desk: Desk, patch: str, department: str) -> HandoverHere:
    found = handovers_here(seen(desk), department, [patch])
    if not found:
        raise InputError("handover_unknown", where=patch, department=department)
    return found[0]


def _take_back(act: Doing, desk: Desk, keys: Sequence[int]) -> int:
    """How many earlier ones stand again. Raises InputError where an answer or an assignment rests on one."""
    former = former_rows(keys)
    gone = [key for key in keys if key not in former]
    _require_nothing_on(built_on(keys), "handover_built_on")
    _require_nothing_on(still_assigned(gone), "handover_assigned")
    rows = [former[key].row for key in keys if key in former]
    made = act.replace(Handover, list(keys), rows)
    given = [{**former[key].given, "account_id": desk.actor.account} for key in keys if key in former]
    act.add_many(HandoverGiven, [{**one, "handover_id": key} for one, key in zip(given, made, strict=True)])
    return len(made)


def _require_nothing_on(patches: Sequence[str], code: str) -> None:
    if patches:
        more = f" 等 {len(patches)} 个" if len(patches) > SHOWN else ""
        raise InputError(code, where="、".join(patches[:SHOWN]) + more)


def undo_answer(desk: Desk, number: int) -> None:
    """Raises InputError."""
    require_may(desk.policy, desk.actor, Act.HANDOVER_UNDONE)
    with acting(desk, Act.HANDOVER_UNDONE, f"handover_answer:{number}") as act:
        handover, here = answer_here(desk, number)
        require_may(desk.policy, desk.actor, Act.HANDOVER_UNDONE, handover.about)
        act.replace(HandoverAnswer, [number], [])
        act.replace(HandoverVerdict, [] if here.verdict is None else [here.verdict], [])


def undo_sheet(desk: Desk, number: int | None) -> HandoverSheetHere:
    """The last table where none is named. Raises InputError where something stands on top of it."""
    require_may(desk.policy, desk.actor, Act.HANDOVER_UNDONE)
    with acting(desk, Act.HANDOVER_UNDONE, "sheet") as act:
        wanted = _sheet(number)
        act.subject = f"sheet:{wanted.number}"
        for about in abouts_of_sheet(wanted):
            require_may(desk.policy, desk.actor, Act.HANDOVER_UNDONE, about)
        if wanted.kind is HandoverSheet.HANDOVERS:
            _take_back(act, desk, wanted.rows_here)
        else:
            answers, verdicts = answers_of_sheet(wanted.number)
            act.replace(HandoverAnswer, answers, [])
            act.replace(HandoverVerdict, verdicts, [])
        act.change(SheetTaken, wanted.number, current=False)
    return wanted


def _sheet(number: int | None) -> HandoverSheetHere:
    found = [one for one in handover_sheets() if not one.undone and number in (None, one.number)]
    if not found:
        raise InputError("handover_sheet_unknown", where="" if number is None else str(number))
    return found[-1]
