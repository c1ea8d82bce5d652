"""What the books say of plots, as the blockers ask it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from weipian.office.closing.further import told
from weipian.office.ledger.following import determined, stage_of
from weipian.policy import Policy
from weipian.policy.duties import Duty
from weipian.programme.submission.periods.blockers import PlotNow
from weipian.programme.submission.standing import SEEN_WHEN_DONE, Duties, Stage
from weipian.store.queries.closing import CheckHere, measurement_events
from weipian.store.queries.ledger import Line
from weipian.terms.closing import Blocks


@dataclass(frozen=True, slots=True)
class Asking:
    """What every plot of one period is asked with."""

    policy: Policy
    today: date
    check: CheckHere | None
    duties: Duties
    measured: Mapping[int, int] = field(default_factory=dict)
    more: Mapping[int, frozenset[str]] = field(default_factory=dict)


def asking(
    policy: Policy, today: date, check: CheckHere | None, lines: Sequence[Line], wanted: Collection[Blocks] = ()
) -> Asking:
    """`wanted`: what of the other stages' tables is asked for (`weipian.office.closing.further`)."""
    return Asking(policy, today, check, Duties(policy), measurement_events(), told(policy, lines, wanted))


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a plot has come, and what it owes that nothing in the books shows as done."""

    stage: Stage
    owed: tuple[Duty, ...]


def standing(line: Line, asked: Asking) -> Standing:
    stage = stage_of(line)
    done = stage.done
    duties = asked.duties.of(line.issued, line.category, line.period, stage)
    return Standing(stage, tuple(duty for duty in duties if duty.duty not in done))


def plot_now(line: Line, stands: Standing, asked: Asking) -> PlotNow:
    stage = stands.stage
    right = line.right.values if line.right else {}
    return PlotNow(
        state=line.state,
        measured=stage.measured,
        proposed=stage.proposed,
        inspected=stage.inspected,
        determined=determined(line),
        because=line.determined.values["because"] if line.determined else "",
        outcome=stage.outcome,
        outcome_dated=bool(right.get("outcome_on")),
        overdue=frozenset(
            duty.duty for duty in stands.owed if duty.duty in SEEN_WHEN_DONE and duty.state(asked.today) == "overdue"
        ),
        also=checked(line, asked) | asked.more.get(line.id, frozenset()),
    )


def open_duties(stands: Standing) -> str:
    """`duty:date` in order."""
    owed = {(duty.duty, duty.effective_due) for duty in stands.owed}
    return ",".join(sorted(f"{name}:{due}" for name, due in owed if due))


def checked(line: Line, asked: Asking) -> frozenset[str]:
    """Whether the office's check covers the plot as it is now, and found it good."""
    check = asked.check
    if check is None or line.id not in check.codes or newest(line, asked.measured) > check.event:
        return frozenset({Blocks.NOT_CHECKED.value})
    return frozenset({Blocks.FAILS_CHECK.value} if check.codes[line.id] else ())


def newest(line: Line, measured: Mapping[int, int]) -> int:
    """The newest event that wrote something of a plot."""
    kept = (line.determined, line.filed, line.site, line.right)
    return max([measured.get(line.id, 0), *(one.event for one in kept if one is not None)])
