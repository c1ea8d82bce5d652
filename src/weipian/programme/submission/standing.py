"""How far a plot has come, and what binds it next, from what is known of it (plan 二(三)(五), 三)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.policy.duties import Duty, duties_of_events, duties_of_issue
from weipian.terms.acting import State
from weipian.terms.words import Category, Measure, Outcome

CLOCKS = {
    Measure.DEMOLISH_AND_RECULTIVATE: "rectification_order_recultivate",
    Measure.RETROSPECTIVE_APPROVAL: "rectification_order_approval",
}
"""The order of which measure starts which clock."""
RIGHTED = frozenset({"recultivate", "retrospective_approval"})
"""What an order to put a plot right makes somebody owe."""
PAPERS = frozenset({"interview_papers", "accountability_papers"})
"""What a township owes by an interview or an accountability procedure that it began itself."""
SEEN_WHEN_DONE = RIGHTED | PAPERS | {"verify"}
"""The duties whose end the books show (inspections, outcomes, papers sent); whether a return was handed in they do
not say."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What decides how a plot stands. `determined`: a review has determined it other than 未判定."""

    measured: bool
    proposed: bool
    determined: bool
    measure: Measure
    ordered: date | None
    outcome: Outcome
    inspected: bool

    @property
    def state(self) -> State:
        if self.determined and self.outcome.is_settled:
            return State.SETTLED
        if self.determined and (self.ordered or self.measure is not Measure.NONE or self.outcome is not Outcome.NONE):
            return State.RECTIFYING
        if self.determined:
            return State.DETERMINED
        return State.PROPOSED if self.proposed else State.MEASURED if self.measured else State.ISSUED

    @property
    def done(self) -> frozenset[str]:
        """The duties that the books show as done."""
        found = {"verify"} if self.inspected else set()
        return RIGHTED | found if self.outcome.is_settled else frozenset(found)


ORDER = (
    State.ISSUED, State.MEASURED, State.PROPOSED, State.DETERMINED, State.RECTIFYING, State.SETTLED, State.WITHDRAWN,
)  # fmt: skip


def least(states: Iterable[State]) -> State:
    """A patch is as far as the plot that is furthest behind."""
    return min(states, key=ORDER.index)


def quarter_in(period: str) -> str | None:
    """The quarter that a batch's period names, if it names one (`2023-Q3`)."""
    return period if "Q" in period else None


class Duties:
    """What plots owe by one policy; a batch's duties are worked out once."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._of_issue: dict[tuple[date, Category, str], list[Duty]] = {}

    def of(self, issued: date, category: Category, period: str, stage: Stage) -> list[Duty]:
        """Everything that a plot owes: from its issue, and from the order to put it right."""
        key = (issued, category, period)
        if key not in self._of_issue:
            self._of_issue[key] = duties_of_issue(self.policy, issued, category, quarter=quarter_in(period))
        clock = CLOCKS.get(stage.measure)
        if stage.ordered is None or not clock:
            return self._of_issue[key]
        return [*self._of_issue[key], *duties_of_events(self.policy, [(clock, stage.ordered)])]


def duties_of(policy: Policy, issued: date, category: Category, period: str, stage: Stage) -> list[Duty]:
    """What one plot owes."""
    return Duties(policy).of(issued, category, period, stage)


def next_due(duties: Sequence[Duty], done: frozenset[str]) -> date | None:
    """The first date that binds, of duties whose end the books would show; None where all of those are done."""
    days = [
        duty.effective_due
        for duty in duties
        if duty.duty in SEEN_WHEN_DONE and duty.duty not in done and duty.effective_due
    ]
    return min(days, default=None)
