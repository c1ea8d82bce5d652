"""The office's own full check: the self-check before release, asked of every plot of a period (plan 二(八))."""

from __future__ import annotations

from collections.abc import Sequence

from weipian.policy import Policy
from weipian.programme.submission.acts.loading import findings, here
from weipian.programme.submission.checking.together import BESIDE_OTHERS
from weipian.store.queries.ledger import Line


def codes_of(policy: Policy, lines: Sequence[Line]) -> dict[str, tuple[str, ...]]:
    """Plot → the codes of the checks that hold up its release, in the law's order; good plots are not there.

    A plot with a return is asked as it is filed; one without is not asked what only a return can say.
    """
    told = findings(policy, here(policy), [line.plot for line in lines])
    codes = {plot: dict.fromkeys(one.code for one in found if one.blocks) for plot, found in told.items()}
    return {plot: tuple(each) for plot, each in codes.items() if each}


def alone(codes: Sequence[str]) -> tuple[str, ...]:
    """Those that say nothing of another patch."""
    return tuple(code for code in codes if code not in BESIDE_OTHERS)
