"""What stands in the way of a close: one pure question a blocker, and the act by which it is mended.

A stage that comes later adds its own line to `REGISTRY`; what it alone knows of a plot it gives as words in `also`
(`weipian.office.closing.facts.MORE`). Which blockers hold up which close is the policy's (`closes.*_blockers`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from weipian.policy import Policy
from weipian.terms.acting import Act, State
from weipian.terms.closing import Blocks, PeriodKind
from weipian.terms.words import Determination, Outcome


@dataclass(frozen=True, slots=True)
class PlotNow:
    """What is asked of a plot. `overdue`: duties past their day that the books would show as done."""

    state: State
    measured: bool = False
    proposed: bool = False
    inspected: bool = False
    determined: str = ""
    because: str = ""
    outcome: Outcome = Outcome.NONE
    outcome_dated: bool = False
    overdue: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Blocker:
    """`act`: what has to be done; who may do it is the policy's."""

    what: Blocks
    act: Act
    holds: Callable[[PlotNow], bool]


def _undetermined_unexplained(plot: PlotNow) -> bool:
    return plot.determined == Determination.UNDETERMINED.value and not plot.because.strip()


REGISTRY: tuple[Blocker, ...] = (
    Blocker(Blocks.NOT_MEASURED, Act.MEASURED, lambda plot: not plot.measured),
    Blocker(Blocks.NO_PROPOSAL, Act.PROPOSED, lambda plot: not plot.proposed),
    Blocker(Blocks.NOT_INSPECTED, Act.SITE_INSPECTED, lambda plot: not plot.inspected),
    Blocker(Blocks.NOT_DETERMINED, Act.DETERMINATIONS_TRANSCRIBED, lambda plot: not plot.determined),
    Blocker(Blocks.NO_REASON, Act.DETERMINATIONS_TRANSCRIBED, _undetermined_unexplained),
    Blocker(Blocks.OVERDUE, Act.LEDGER_IMPORTED, lambda plot: bool(plot.overdue)),
    Blocker(
        Blocks.SETTLED_UNDATED, Act.LEDGER_IMPORTED, lambda plot: plot.outcome.is_settled and not plot.outcome_dated
    ),
    Blocker(Blocks.NOT_CHECKED, Act.PERIOD_CHECKED, lambda plot: Blocks.NOT_CHECKED.value in plot.also),
    Blocker(Blocks.FAILS_CHECK, Act.SUBMISSION_FILLED, lambda plot: Blocks.FAILS_CHECK.value in plot.also),
)


def blocking(policy: Policy, kind: PeriodKind) -> tuple[Blocker, ...]:
    """Those that hold up a kind of close."""
    wanted = policy.value(f"closes.{kind.value.replace('-', '_')}_blockers").items
    return tuple(one for one in REGISTRY if one.what.value in wanted)


def blocks_of(plot: PlotNow, blockers: Iterable[Blocker]) -> tuple[Blocks, ...]:
    """What a plot lacks; one that was taken out lacks nothing."""
    if plot.state is State.WITHDRAWN:
        return ()
    return tuple(one.what for one in blockers if one.holds(plot))
