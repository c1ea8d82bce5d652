"""指标: the region's notices of what is frozen, released, debited; what a release needs before; one is amiss."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from weipian.demo.days.task import Task
from weipian.demo.days.tasks import after, tasks
from weipian.demo.days.world import World
from weipian.programme.account.quota.acts.noticing import Line, Notice, take_notices
from weipian.programme.account.quota.acts.stepping import Stepping, take_steps
from weipian.terms.quota import NoticeKind, QuotaStep
from weipian.terms.words import Outcome

DAYS = (date(2023, 4, 24), date(2023, 7, 24), date(2023, 10, 23), date(2024, 1, 16), date(2024, 2, 3))
AMISS, MORE = DAYS[2], Decimal("0.50")
"""In which freezing the first line says more than what the books have."""
STEPS = ((5, QuotaStep.ACCEPTED), (10, QuotaStep.CONFIRMED))
"""Days after a plot is in place."""
UNCONFIRMED = 9
"""The batch whose demolitions the region has not confirmed when the story ends: they stay frozen."""
FILED = "填报耕地面积(亩)"


def accept_and_confirm(world: World, day: date) -> None:
    for days, step in STEPS:
        own = [one for one in _recultivated(world) if after(one.done, days) == day]
        if step is QuotaStep.CONFIRMED:
            own = [one for one in own if is_confirmed(one)]
        if own:
            number = f"{step.label}〔{day.year}〕{day:%m%d}号（虚构）"
            take_steps(world.desks["clerk"], step, [Stepping(one.plot, number, day) for one in own])


def is_confirmed(one: Task) -> bool:
    return not one.plot[:10].endswith(f"{UNCONFIRMED:02d}")


def take_in_notices(world: World, day: date) -> None:
    """As they come: freezings of what was determined, releases of what is confirmed, debits of what is approved."""
    if day not in DAYS:
        return
    unlawful = [one for one in tasks(world) if one.determined <= day]
    confirmed = [one for one in _recultivated(world) if after(one.done, STEPS[-1][0]) <= day and is_confirmed(one)]
    approved = [one for one in unlawful if one.outcome is Outcome.RETROSPECTIVE_APPROVAL and one.done <= day]
    _take(world, day, NoticeKind.FREEZE, unlawful)
    _take(world, day, NoticeKind.RELEASE, confirmed)
    _take(world, day, NoticeKind.DEBIT, approved)


def _take(world: World, day: date, kind: NoticeKind, own: Iterable[Task]) -> None:
    known = world.noticed.setdefault(kind, set())
    fresh = [one for one in own if one.plot not in known and _mu(world, one)]
    more = MORE if kind is NoticeKind.FREEZE and day == AMISS else Decimal(0)
    lines = []
    for township in sorted({one.township for one in fresh}):
        plots = tuple(one.plot for one in fresh if one.township == township)
        size = sum((_mu(world, one) for one in fresh if one.township == township), more)
        lines.append(Line(township, quantity=str(size), plots=plots))
        more = Decimal(0)
    if lines:
        number = f"桂自然资{kind.label}〔{day.year}〕{day:%m%d}号（虚构）"
        take_notices(world.desks["clerk"], [Notice(kind, number, day, tuple(lines))])
        world.diary.note(day, f"自治区指标{kind.label}通知一份，涉及 {len(fresh)} 个地块")
    known.update(one.plot for one in fresh)


def _mu(world: World, one: Task) -> Decimal:
    return Decimal(world.told.found[one.plot].row[FILED])


def _recultivated(world: World) -> list[Task]:
    return [one for one in tasks(world) if one.outcome is Outcome.RECULTIVATED]
