"""What stands in the way of a close: one pure question a blocker, and the act by which it is mended.

A stage that comes later adds its own line to `REGISTRY`; what it alone knows of a plot it gives as words in `also`
(`weipian.office.closing.further.MORE`). Which blockers hold up which close is the policy's (`closes.*_blockers`).
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


Holds = Callable[[PlotNow], bool]


@dataclass(frozen=True, slots=True)
class Blocker:
    """`acts`: what has to be done, the plan's own way first; who may do it is the policy's."""

    what: Blocks
    acts: tuple[Act, ...]
    holds: Holds


def _undetermined_unexplained(plot: PlotNow) -> bool:
    return plot.determined == Determination.UNDETERMINED.value and not plot.because.strip()


def _told(what: Blocks) -> Holds:
    return lambda plot: what.value in plot.also


def _blocker(what: Blocks, *acts: Act, holds: Holds | None = None) -> Blocker:
    """Without `holds` a stage that knows of it has to tell it."""
    return Blocker(what, acts, holds or _told(what))


REGISTRY: tuple[Blocker, ...] = (
    _blocker(Blocks.NOT_MEASURED, Act.MEASURED, holds=lambda plot: not plot.measured),
    _blocker(Blocks.NO_PROPOSAL, Act.PROPOSED, holds=lambda plot: not plot.proposed),
    _blocker(Blocks.NOT_INSPECTED, Act.SITE_INSPECTED, holds=lambda plot: not plot.inspected),
    _blocker(
        Blocks.NOT_DETERMINED, Act.DETERMINED, Act.DETERMINATIONS_TRANSCRIBED, holds=lambda plot: not plot.determined
    ),
    _blocker(Blocks.NO_REASON, Act.DETERMINED, Act.DETERMINATIONS_TRANSCRIBED, holds=_undetermined_unexplained),
    _blocker(Blocks.OVERDUE, Act.LEDGER_IMPORTED, holds=lambda plot: bool(plot.overdue)),
    _blocker(
        Blocks.SETTLED_UNDATED,
        Act.LEDGER_IMPORTED,
        holds=lambda plot: plot.outcome.is_settled and not plot.outcome_dated,
    ),
    _blocker(Blocks.NOT_CHECKED, Act.PERIOD_CHECKED),
    _blocker(Blocks.FAILS_CHECK, Act.SUBMISSION_FILLED),
    _blocker(Blocks.GATE_OFFICE, Act.OFFICE_OPINION_GIVEN),
    _blocker(Blocks.GATE_GROUP, Act.GROUP_OPINION_GIVEN),
    _blocker(Blocks.UPPER_UNANSWERED, Act.UPPER_CHECK_ANSWERED),
    _blocker(Blocks.REVIEW_UNLOCKED, Act.REVIEW_LOCKED),
    _blocker(Blocks.REVIEW_NOT_HERE, Act.DETERMINED),
    _blocker(Blocks.INSTRUCTION_WAITS, Act.INSTRUCTION_ANSWERED),
    _blocker(Blocks.NOT_RELEASED, Act.SUBMISSION_RELEASED),
    _blocker(Blocks.RETURNED, Act.SUBMISSION_FILLED),
    _blocker(Blocks.PROBLEM_OPEN, Act.PROBLEM_ANSWERED),
    _blocker(Blocks.PLATFORM_DIFFERS, Act.SUBMISSION_RETURNED, Act.SUBMISSION_EXPORTED),
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
