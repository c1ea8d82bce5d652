"""催办移交: a department is pressed for its answers; the text is to be copied, who pressed when is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.handover.giving import require_department
from weipian.programme.rectification.handover.rules import Timing, reminder_text, timing
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import HandoverReminder
from weipian.store.queries.handover import HandoverHere, handovers_here
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Reminded:
    """What is pressed for, and how it is said."""

    department: str
    count: int
    late: int
    earliest: date
    text: str


def timed(desk: Desk, one: HandoverHere, today: date) -> Timing:
    """How a handover stands in time."""
    return timing(desk.policy, one.due, housing=one.housing, answered=one.answered, today=today)


def remind(desk: Desk, department: str, day: date, *, everything: bool = False, dry_run: bool = False) -> Reminded:
    """Of what is past its date, or of all that is open. Raises InputError where nothing is to be pressed for."""
    require_may(desk.policy, desk.actor, Act.HANDOVER_REMINDED)
    require_department(department, desk.policy.value("organisation.bodies").items)
    if dry_run:
        return _said(department, _wanted(desk, department, day, everything=everything), day)
    with acting(desk, Act.HANDOVER_REMINDED, "handover_reminders") as act:
        require_past(act, day, department)
        wanted = _wanted(desk, department, day, everything=everything)
        said = _said(department, wanted, day)
        rows = [{"handover_id": one.id, "patch_id": one.patch_id} for one, _ in wanted]
        act.add_many(HandoverReminder, [{**row, "day": day, "account_id": desk.actor.account} for row in rows])
    return said


def _wanted(desk: Desk, department: str, day: date, *, everything: bool) -> list[tuple[HandoverHere, Timing]]:
    found = []
    for one in handovers_here(seen(desk), department):
        when = timed(desk, one, day)
        if one.stage.is_open and (everything or when.pressed):
            require_may(desk.policy, desk.actor, Act.HANDOVER_REMINDED, one.about)
            found.append((one, when))
    if not found:
        raise InputError("handover_nothing_to_remind", where=department, day=day)
    return found


def _said(department: str, wanted: Sequence[tuple[HandoverHere, Timing]], day: date) -> Reminded:
    late = sum(bool(when.late) for _, when in wanted)
    earliest = min(when.inner or when.due for _, when in wanted)
    return Reminded(
        department, len(wanted), late, earliest, reminder_text(department, len(wanted), late, earliest, day)
    )
