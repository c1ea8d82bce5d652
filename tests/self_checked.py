"""Run in a process of its own: the self-check of a workspace's determined plots, as JSON on standard output."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from weipian.policy import load
from weipian.programme.submission.checking.booked import UNFILED, UNKEPT, whole_of
from weipian.programme.submission.checking.catalogue import checks_of
from weipian.programme.submission.checking.rules import check
from weipian.terms.checking import Subject

NOT_FILED = {Subject.FILED_FARMLAND, Subject.FILED_REDLINE}
"""The demo's tables have no columns for them."""


def self_checked(folder: Path) -> dict[str, Any]:
    """Findings and which checks had an answer of some plot; nobody has filed a return."""
    from weipian.store.start import start

    start(folder)
    from weipian.programme.submission.rows import laid_on_one_another, rows_of
    from weipian.store.queries.ledger import lines

    policy = load("demo-2023")
    books = rows_of(policy, lines())
    found = laid_on_one_another(policy, books, [row.plot for row in books])
    rows, unkept = found.rows, UNKEPT | UNFILED | NOT_FILED
    decided = frozenset(row.plot for row in rows if row.decided)
    report = check(whole_of(rows, decided, found.overlaps), policy, unkept)
    rest = frozenset(row.plot for row in rows) - decided
    undecided = check(whole_of(rows, rest, found.overlaps), policy, unkept)
    return {
        "plots": len(rows),
        "decided": len(decided),
        "findings": [one.as_json() for one in report.findings],
        "answered": sorted(report.with_verdict()),
        "unanswered": sorted({one.code for one in checks_of(policy)} - report.with_verdict()),
        "overlaps": len(found.overlaps),
        "gated": {
            gate: sorted(
                row.plot for row in rows if row.decided and any(one.name == gate and one.certain for one in row.gates)
            )
            for gate in ("A", "D")
        },
        "undecided": sorted({one.code for one in undecided.findings if one.blocks}),
    }


if __name__ == "__main__":
    print(json.dumps(self_checked(Path(sys.argv[1])), ensure_ascii=False))
