"""What the books say of plots, as the blockers ask it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from weipian.office.closing.further import told
from weipian.office.ledger.following import determined, duties_of_line, stage_of
from weipian.policy import Policy
from weipian.programme.submission.periods.blockers import PlotNow
from weipian.programme.submission.standing import SEEN_WHEN_DONE, Duties
from weipian.store.queries.closing import CheckHere, measurement_events
from weipian.store.queries.ledger import Line
from weipian.terms.closing import Blocks
from weipian.terms.words import Outcome


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


def plot_now(line: Line, asked: Asking) -> PlotNow:
    stage = stage_of(line)
    right = line.right.values if line.right else {}
    owed = [duty for duty in duties_of_line(line, asked.duties) if duty.duty not in stage.done]
    return PlotNow(
        state=line.state,
        measured=stage.measured,
        proposed=stage.proposed,
        inspected=stage.inspected,
        determined=determined(line),
        because=line.determined.values["because"] if line.determined else "",
        outcome=Outcome(right.get("outcome", "")),
        outcome_dated=bool(right.get("outcome_on")),
        overdue=frozenset(
            duty.duty for duty in owed if duty.duty in SEEN_WHEN_DONE and duty.state(asked.today) == "overdue"
        ),
        also=checked(line, asked) | asked.more.get(line.id, frozenset()),
    )


def open_duties(line: Line, asked: Asking) -> str:
    """`duty:date` of what nothing in the books shows as done, in order."""
    done = stage_of(line).done
    owed = {(duty.duty, duty.effective_due) for duty in duties_of_line(line, asked.duties) if duty.duty not in done}
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
