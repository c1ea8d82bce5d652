"""What if these plots were put right by these measures: the account as it is, and as it would be (plan 二(八)).

Who chooses is a person; what a measure takes from both sums is the policy's. It changes no determination.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.office.account.counted import counted_plots, rows_of
from weipian.office.account.pending import pending
from weipian.office.account.under_way import still_in_time, under_way
from weipian.policy import Policy
from weipian.programme.account.candidates import OpenPlot, deadline, open_plots, time_left
from weipian.programme.account.ledger import LedgerRow
from weipian.programme.account.planner import carried_out
from weipian.programme.account.ratio import Account, Counts, account, by_township, line_of
from weipian.store.acting import Desk
from weipian.store.queries.ledger import lines
from weipian.store.seeing import summed

Measures = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """A plot that is open: its township, and how much of it is unlawful."""

    plot: OpenPlot
    township: str

    @property
    def area(self) -> Fraction:
        return self.plot.area


@dataclass(frozen=True, slots=True)
class IfDone:
    """`scopes`: name, the account now, the account then; `refused`: what was chosen and can't be done in time."""

    choices: Sequence[Choice]
    scopes: Sequence[tuple[str, Account, Account]]
    refused: Sequence[str]


def if_done(desk: Desk, measures: Measures, today: date, township: str | None = None) -> IfDone:
    """Of the county or one township; a measure that a plot can't have any more is left out and named.

    Once the programme's year is over no time is counted, as the planner does. Raises InputError.
    """
    sight, policy = summed(desk, township), desk.policy
    found = lines(sight, reasons=False)
    plots = counted_plots(found)
    rows = rows_of(plots)
    day = today if today <= deadline(policy) else None
    running = still_in_time(under_way(plots, policy, pending(found)), day, deadline(policy)) if day else None
    there = open_plots(rows, policy, time_left(policy, day).in_time, running)
    possible = {one.plot: one.measures for one in there}
    taken = {plot: how for plot, how in measures.items() if how in possible.get(plot, ())}
    places = {row.plot: row.township for row in rows}
    choices = [Choice(one, places[one.plot]) for one in sorted(there, key=lambda one: (-one.area, one.plot))]
    scopes = _scopes(policy, rows, carried_out(rows, taken), whole=sight.one_township is None)
    return IfDone(choices, scopes, [plot for plot in measures if plot not in taken])


def _scopes(
    policy: Policy, now: Sequence[LedgerRow], then: Sequence[LedgerRow], *, whole: bool
) -> list[tuple[str, Account, Account]]:
    """The townships that have something, the county last, where all of it is seen."""
    counts, line = Counts(policy), line_of(policy, "township")
    after = by_township(then)
    found = [
        (name, account(own, line, counts), account(after[name], line, counts)) for name, own in by_township(now).items()
    ]
    if whole:
        county = line_of(policy, "county")
        found.append((policy.place_label, account(now, county, counts), account(then, county, counts)))
    return found
