"""When a handover is due, how late it is, in what order it is looked after: pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from weipian.policy.calendar import working_day_on_or_after
from weipian.policy.clocks import after
from weipian.policy.policy import Policy
from weipian.terms.handover import Stage

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Timing:
    """`inner`: an earlier date that reminds and is no delay. `late`: days; None where no published calendar decides."""

    due: date
    inner: date | None
    late: int | None
    pressed: bool
    """Whether it is to be pressed for: its own date or its inner date is past and the final answer is still owed."""


def timing(policy: Policy, own: date | None, *, housing: bool, answered: date | None, today: date) -> Timing:
    """Due by its own date, else by the year's end; days count up to the final answer, else to today."""
    due = own or policy.value("periods.handover_due").dates[0]
    inner = policy.value("handover.housing_inner_due").date if housing else None
    if inner is not None and inner >= due:
        inner = None
    until = min(answered, today) if answered else today
    first = min(filter(None, (due, inner)))
    return Timing(due, inner, days_late(due, until), answered is None and today > first)


def days_late(due: date, until: date) -> int | None:
    """Days after the due day; an end on a rest day counts from the next working day on."""
    if until <= due:
        return 0
    end = working_day_on_or_after(due)
    return None if end is None else max(0, (until - end).days)


def order(stage: Stage, timed: Timing, *, housing: bool, patch: str, department: str) -> tuple[object, ...]:
    """Open ones first, unlawful housing before others, then by date."""
    return (not stage.is_open, not housing, timed.inner or timed.due, timed.due, patch, department)


def suggestion_due(policy: Policy, received: date, stated: date | None) -> date | None:
    """The paper's own date, else the policy's period; None where no published calendar decides."""
    return stated or after(received, policy.value("handover.suggestion_answer").period)


def reminder_text(department: str, count: int, late: int, earliest: date, today: date) -> str:
    """To be copied: counts and dates only."""
    past = f"，其中 {late} 件已过办结日期" if late else ""
    return (
        f"{department}：截至 {today}，县卫片办移交你单位的图斑还有 {count} 件没有反馈处置结果{past}，"
        f"最早一件应在 {earliest} 前办结。请抓紧处置，把处置情况、日期和证明材料报县卫片办。"
    )
