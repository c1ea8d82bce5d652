"""What is under way for a plot by its order: measure, due date, what it waits for (plan 二(五)(六))."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from weipian.office.account.counted import OfPlot
from weipian.office.ledger.following import day_in
from weipian.policy import Policy
from weipian.programme.account.candidates import APPROVAL, RECULTIVATE, period_end
from weipian.programme.account.forecast import UnderWay
from weipian.terms.words import Measure, Outcome

MEASURES = {Measure.DEMOLISH_AND_RECULTIVATE: RECULTIVATE, Measure.RETROSPECTIVE_APPROVAL: APPROVAL}


@dataclass(frozen=True, slots=True)
class Pending:
    """What the stage of rectification knows more of a plot: the order's own due date, gates and approvals that wait."""

    due: date | None = None
    waits: tuple[str, ...] = ()


def under_way(
    plots: Iterable[OfPlot], policy: Policy, pending: Mapping[int, Pending] | None = None
) -> dict[str, UnderWay]:
    """Row of the ratio → what is under way for it, where something is. `pending`: by the plot's id."""
    more = pending or {}
    found: dict[str, UnderWay] = {}
    for one in plots:
        way = _of(one, policy, more.get(one.line.id, Pending()))
        if way is not None:
            found |= {row.plot: way for row in one.rows}
    return found


def _of(one: OfPlot, policy: Policy, more: Pending) -> UnderWay | None:
    """An order names a measure. Work that waits for acceptance is a recultivation, whoever ordered it."""
    right = one.line.right.values if one.line.right else {}
    measure = MEASURES.get(Measure(right.get("measure", "")))
    if measure is None:
        unaccepted = right.get("outcome") == Outcome.RECULTIVATED_UNACCEPTED.value
        return UnderWay(RECULTIVATE, waits=more.waits) if unaccepted else None
    ordered = day_in(right, "ordered")
    due = more.due or (period_end(policy, measure, ordered) if ordered else None)
    return UnderWay(measure, ordered, due, more.waits)


def still_in_time(found: Mapping[str, UnderWay], today: date, deadline: date) -> dict[str, frozenset[str]]:
    """Row → the measure that is under way and ends in time by its own due date, which is not over."""
    return {
        plot: frozenset({way.measure})
        for plot, way in found.items()
        if way.due is not None and today <= way.due <= deadline
    }
