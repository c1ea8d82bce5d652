"""The office's own full check: the self-check before release, asked of every plot of a period (plan 二(八))."""

from __future__ import annotations

from collections.abc import Sequence

from weipian.policy import Policy
from weipian.programme.determination.booked import seen
from weipian.programme.determination.known import plot_facts
from weipian.programme.submission.checking.booked import UNKEPT, row_of, whole_of
from weipian.programme.submission.checking.rules import check
from weipian.store.queries.determination import books, cases_of
from weipian.store.queries.ledger import Line


def codes_of(policy: Policy, lines: Sequence[Line]) -> dict[str, tuple[str, ...]]:
    """Plot → the codes of the checks that hold up its release, in the law's order; good plots are not there."""
    known = books()
    cases = {case.plot: case for case in cases_of({line.patch for line in lines})}
    touch = policy.value("determination.cover.touch").number
    rows = [row_of(line, plot_facts(seen(cases[line.plot], known, []), []), touch) for line in lines]
    report = check(whole_of(rows, frozenset(row.plot for row in rows)), policy, UNKEPT)
    found: dict[str, dict[str, None]] = {}
    for one in report.findings:
        if one.blocks:
            found.setdefault(one.plot, {})[one.code] = None
    return {plot: tuple(codes) for plot, codes in found.items()}
