"""Run in a process of its own: the self-check of a workspace's determined plots, as JSON on standard output."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from weipian.policy import load
from weipian.programme.submission.checking.booked import UNKEPT, row_of, whole_of
from weipian.programme.submission.checking.catalogue import checks_of
from weipian.programme.submission.checking.rules import check
from weipian.terms.checking import Subject

NOT_FILED = {Subject.FILED_FARMLAND, Subject.FILED_REDLINE}
"""The demo's tables have no columns for them."""


def self_checked(folder: Path) -> dict[str, Any]:
    """Findings and which checks had an answer of some plot."""
    from weipian.store.start import start

    start(folder)
    from weipian.programme.determination.booked import seen
    from weipian.programme.determination.known import plot_facts
    from weipian.store.queries.determination import books, cases_of
    from weipian.store.queries.ledger import lines

    policy, known, found = load("demo-2023"), books(), lines()
    cases = {case.plot: case for case in cases_of({line.patch for line in found})}
    touch = policy.value("determination.cover.touch").number
    rows = [row_of(line, plot_facts(seen(cases[line.plot], known, []), []), touch) for line in found]
    decided = frozenset(row.plot for row in rows if row.decided)
    report = check(whole_of(rows, decided), policy, UNKEPT | NOT_FILED)
    undecided = check(whole_of(rows, frozenset(row.plot for row in rows) - decided), policy, UNKEPT | NOT_FILED)
    return {
        "plots": len(rows),
        "decided": len(decided),
        "findings": [one.as_json() for one in report.findings],
        "answered": sorted(report.with_verdict()),
        "unanswered": sorted({one.code for one in checks_of(policy)} - report.with_verdict()),
        "undecided": sorted({one.code for one in undecided.findings if one.blocks}),
    }


if __name__ == "__main__":
    print(json.dumps(self_checked(Path(sys.argv[1])), ensure_ascii=False))
