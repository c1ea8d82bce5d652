"""What townships owe by what they began themselves (六(三), E5), as rows of the duties' list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from weipian.office.duty_sheet import Shared
from weipian.policy.duties import Duty, duties_of_events
from weipian.programme.report.pressing.seeing import sees_start
from weipian.programme.report.pressing.starts import wanted
from weipian.store.acting import Desk
from weipian.store.queries.accountability import StartHere, starts


def begun_owed(desk: Desk, township: str | None, today: date | None = None) -> Iterator[Shared]:
    """The papers of interviews and accountability procedures that are not complete, for who sees those; of one
    township where one is named. None that began later than `today`."""
    for one in starts(township):
        if sees_start(desk, one) and (today is None or one.day <= today) and _lacks(desk, one):
            for duty in duties_of_events(desk.policy, [(one.kind.value, one.day)]):
                subject = f"{one.township} {one.day} {one.kind.label}（第 {one.start} 号）"
                yield Shared(_bound(duty), subject, one.township)


def _lacks(desk: Desk, one: StartHere) -> bool:
    return any(paper.value not in one.papers for paper in wanted(desk.policy, one.kind))


def _bound(duty: Duty) -> Duty:
    """What began after the year's own date is bound by its five days alone: nothing is overdue before it begins."""
    early = duty.effective_due is not None and duty.starts is not None and duty.effective_due <= duty.starts
    return replace(duty, effective_due=duty.due) if early else duty
