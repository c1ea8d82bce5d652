"""What may be done with a return now, as a table of the policy: move × state. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from weipian.policy import Policy
from weipian.policy.calendar import day_of_month
from weipian.policy.duties import duties_of_issue
from weipian.programme.submission.standing import quarter_in
from weipian.terms.acting import Act
from weipian.terms.submission import Move, ProblemLevel, ReturnState, Timely
from weipian.terms.words import Category

ACTS: Mapping[Move, Act] = {
    Move.FILL: Act.SUBMISSION_FILLED,
    Move.SELF_CHECK: Act.SUBMISSION_FILLED,
    Move.SECOND: Act.SUBMISSION_CHECKED,
    Move.RELEASE: Act.SUBMISSION_RELEASED,
    Move.CONFIRM: Act.SUBMISSION_CONFIRMED,
    Move.SEND_BACK: Act.SUBMISSION_RETURNED,
    Move.REOPEN: Act.PROBLEM_ANSWERED,
    Move.ACCEPT: Act.PLATFORM_TAKEN,
}
"""Which act a move is: who may is asked of it."""
LEADS_TO: Mapping[Move, ReturnState] = {
    Move.FILL: ReturnState.FILLED,
    Move.SELF_CHECK: ReturnState.SELF_CHECKED,
    Move.SECOND: ReturnState.CHECKED,
    Move.RELEASE: ReturnState.RELEASED,
    Move.CONFIRM: ReturnState.CONFIRMED,
    Move.SEND_BACK: ReturnState.RETURNED,
    Move.REOPEN: ReturnState.RETURNED,
    Move.ACCEPT: ReturnState.ACCEPTED,
}


def states_of(policy: Policy, move: Move) -> frozenset[ReturnState]:
    """The states in which a move is possible."""
    key = f"submission.moves_{move.value}"
    return policy.once((key,), lambda: frozenset(ReturnState(name) for name in policy.value(key).items))


def report_due(policy: Policy, issued: date, category: Category, period: str) -> date | None:
    """The last day of the monthly return; None for categories that have none."""
    duties = duties_of_issue(policy, issued, category, quarter=quarter_in(period))
    return next((duty.due for duty in duties if duty.duty == "report"), None)


def timely(due: date | None, released: date | None, today: date) -> Timely:
    """How a return stands against its day; the first release counts, a later correction is no delay."""
    if due is None:
        return Timely.NO_DUE
    if released is not None:
        return Timely.ON_TIME if released <= due else Timely.LATE
    return Timely.OVERDUE if today > due else Timely.NOT_YET


def problem_due(policy: Policy, level: ProblemLevel, received: date, own: date | None) -> date:
    """The list's own day, else the next such day of the month on or after its receipt (plan 三(一))."""
    if own is not None:
        return own
    day = policy.value(f"periods.correction_{level.value}_day").whole
    this = day_of_month(received, 0, day)
    return this if this >= received else day_of_month(received, 1, day)
