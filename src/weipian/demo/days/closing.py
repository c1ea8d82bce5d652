"""月清、季清、半年、年度: checked the day before, closed on the day that binds; one quarter is reopened."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

from weipian.demo.days.diary import CLOSED, Close
from weipian.demo.days.overruled import DAY as OVERRULED
from weipian.demo.days.world import World
from weipian.office.closing.acts import Closing, check_period, close_period, reopen_period
from weipian.office.closing.asked import blocked, shown
from weipian.policy import Policy
from weipian.policy.clocks import quarters
from weipian.programme.submission.periods.windows import Window, window
from weipian.terms.closing import PeriodKind

REOPENED, REOPENED_KEY = OVERRULED + timedelta(days=6), "2023-Q1"
CLOSED_AGAIN = REOPENED + timedelta(days=2)
REASON = "自治区终判改变了一个地块的判定，重开核对"
LEFT_OPEN = 3
"""Sorts of what is open that a reason names."""


def windows(policy: Policy) -> Iterator[Window]:
    """Every period of the programme year, in the order in which those of one day are closed."""
    year = policy.year
    months = [f"{year}-{month:02d}" for month in range(1, 13)] + [f"{year + 1}-01"]
    yield from (window(policy, PeriodKind.MONTH, key) for key in months)
    yield from (window(policy, PeriodKind.QUARTER, one.name) for one in quarters(policy))
    yield window(policy, PeriodKind.HALF_YEAR, str(year))
    yield window(policy, PeriodKind.YEAR, str(year))


def check_before(world: World, day: date) -> None:
    """月核: the office's own check of every plot of the month."""
    for one in world.periods:
        if one.kind is PeriodKind.MONTH and one.due - timedelta(days=1) == day:
            check_period(world.desks["reviewer"], one.kind, one.key, day)


def close(world: World, day: date) -> None:
    for one in world.periods:
        if one.due == day:
            _close(world, one, day)


def reopen(world: World, day: date) -> None:
    """What was closed stays as it was; a new version is made beside it."""
    one = next(each for each in world.periods if each.key == REOPENED_KEY)
    if day == REOPENED:
        reopen_period(world.desks["leader"], one.kind, one.key, REASON)
        world.diary.note(day, f"{one.label}重开：{REASON}")
        check_period(world.desks["reviewer"], one.kind, one.key, day)
    if day == CLOSED_AGAIN:
        _close(world, one, day)
        changed = len(shown(world.desks["leader"], one.kind, one.key, 1).restated)
        world.diary.note(day, f"{one.label}再次关闭；第 1 版的数不变，旁边列出以后的变动 {changed} 处")


def _close(world: World, one: Window, day: date) -> None:
    leader = world.desks["leader"]
    open_now = {each.label: None for each in blocked(leader, one.kind, one.key, day).open}
    despite = f"限期已到，如实关闭；{'、'.join([*open_now][:LEFT_OPEN])}的续办" if open_now else ""
    points = leader.policy.value("closes.quarter_points").items if one.kind is PeriodKind.QUARTER else ()
    opinion = {str(point): f"{point}：已逐项核对（虚构）" for point in points}
    closed = close_period(leader, one.kind, one.key, Closing(opinion, despite), day)
    figures = json.dumps(shown(leader, one.kind, one.key).frozen, ensure_ascii=False, sort_keys=True)
    world.diary.closes.append(Close(one.kind.value, one.key, closed.version, day, figures))
    world.diary.count(day, CLOSED, 1)
