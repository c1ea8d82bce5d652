"""Until when a plot has to be put right, whose delay it is, and where no order was given (plan 二(六), E7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.policy.clocks import after
from weipian.programme.inspection.lateness import Late, Span, charged
from weipian.programme.rectification.measures import MeasureLaw, duty_of

NOT_LATE = Late({})


@dataclass(frozen=True, slots=True)
class Clock:
    """`due` None: nothing says until when. `alarm`: determined so long ago that an order is overdue."""

    due: date | None
    since: date | None
    late: Late
    alarm: bool
    waits_until: date | None


@dataclass(frozen=True, slots=True)
class Timed:
    """What a clock is worked out from. `own_due`: the order's; `done`: the day on which the works were accepted."""

    township: str
    determined: date | None
    ordered: date | None
    own_due: date | None
    law: MeasureLaw | None
    done: date | None


def clock_of(policy: Policy, plot: Timed, today: date) -> Clock:
    """From the order; where there is none, from the determination, and then the delay is the county office's."""
    waits = _waits_until(policy, plot.determined)
    since = plot.ordered or plot.determined
    due = plot.own_due or _period_ends(policy, plot.law, since)
    if due is None or since is None:
        return Clock(due, since, NOT_LATE, _alarm(plot, waits, today), waits)
    spans = [Span(plot.township, plot.ordered, None, of_township=True)] if plot.ordered else []
    late = charged(spans, due, min(plot.done, today) if plot.done else today)
    return Clock(due, since, late, _alarm(plot, waits, today), waits)


def _waits_until(policy: Policy, determined: date | None) -> date | None:
    return after(determined, policy.value("rectification.order_wait").period) if determined else None


def _alarm(plot: Timed, waits: date | None, today: date) -> bool:
    """The office has the whole of the last day."""
    return plot.ordered is None and plot.done is None and waits is not None and today > waits


def _period_ends(policy: Policy, law: MeasureLaw | None, since: date | None) -> date | None:
    duty = duty_of(policy, law, since) if law is not None and since is not None else None
    return duty.due if duty else None
