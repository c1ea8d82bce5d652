"""Whose delay it is (二(八), C6): a day is charged to whom the patch lay with; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from weipian.policy import calendar
from weipian.terms.closing import Lies

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stay:
    """From `since` on a patch lies with a body, until the next stay begins."""

    since: date
    lies: Lies
    name: str


def stays(
    issued: date,
    township: str,
    handed: Sequence[tuple[date, str]],
    inspected: date | None,
    done: date | None,
    given: Sequence[Stay] = (),
) -> list[Stay]:
    """With the township from issue, a department from its handover, the county office once it was inspected.

    `given`: to whom it was given to be inspected; where it was, it lay with the county office until then.
    """
    first = Stay(issued, Lies.COUNTY, Lies.COUNTY.label) if given else Stay(issued, Lies.TOWNSHIP, township)
    found = [first, *given, *(Stay(day, Lies.DEPARTMENT, name) for day, name in handed)]
    back = inspected or done
    if back is not None:
        found = [one for one in found if one.since < back] + [Stay(back, Lies.COUNTY, Lies.COUNTY.label)]
    return sorted(found, key=lambda one: one.since)


def charged(found: Sequence[Stay], due: date, done: date | None, today: date) -> dict[tuple[Lies, str], int]:
    """Days late, by whom they are charged to. A township's begin after the working day on which a rest-day end is made
    up for; an inner date never begins any."""
    end = min(done or today, today)
    late: dict[tuple[Lies, str], int] = {}
    for at, stay in enumerate(found):
        last = found[at + 1].since if at + 1 < len(found) else end
        limit = due_for(stay.lies, due)
        days = (min(last, end) - max(limit, stay.since)).days
        if days > 0:
            late[stay.lies, stay.name] = late.get((stay.lies, stay.name), 0) + days
    return late


def due_for(lies: Lies, due: date) -> date:
    """A rest day's end never counts against a township; where the calendar is not published the day itself stands."""
    if lies is not Lies.TOWNSHIP:
        return due
    return calendar.working_day_on_or_after(due) or due
