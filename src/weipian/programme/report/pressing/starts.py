"""A township's own interview or accountability procedure: which papers by when, and how late (六(三)). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from weipian.policy import Policy, calendar
from weipian.policy.duties import duties_of_events
from weipian.terms.pressing import SentPaper, StartKind

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stands:
    """How it stands on a day. `due` None: counted into a year whose holidays are not published.

    `late`: working days past the due day until the last paper was sent, or until today; None where that can't be told.
    """

    due: date | None
    there: tuple[SentPaper, ...]
    missing: tuple[SentPaper, ...]
    complete_on: date | None
    late: int | None


def wanted(policy: Policy, kind: StartKind) -> tuple[SentPaper, ...]:
    return tuple(SentPaper(name) for name in policy.value(f"pressing.papers_{kind.value}").items)


def due_of(policy: Policy, kind: StartKind, day: date) -> date | None:
    """By the duty that such an event starts: five working days, the day itself not counted."""
    return next((duty.due for duty in duties_of_events(policy, [(kind.value, day)])), None)


def stands(policy: Policy, kind: StartKind, day: date, sent: Mapping[str, date], today: date) -> Stands:
    every = wanted(policy, kind)
    there = tuple(one for one in every if one.value in sent)
    missing = tuple(one for one in every if one.value not in sent)
    complete = None if missing else max((sent[one.value] for one in every), default=None)
    due = due_of(policy, kind, day)
    return Stands(due, there, missing, complete, None if due is None else working_days_late(due, complete or today))


def working_days_late(due: date, done: date) -> int | None:
    """Working days after the due day until it was done."""
    late, at = 0, due + DAY
    while at <= done:
        working = calendar.is_working_day(at)
        if working is None:
            return None
        late += working
        at += DAY
    return late
