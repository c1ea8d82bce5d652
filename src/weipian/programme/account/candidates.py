"""Open plots, and which measures they still have in the time left (plan 二(六))."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.policy import Policy
from weipian.policy.calendar import add_days, add_months
from weipian.programme.account.ledger import LedgerRow
from weipian.terms.errors import PolicyError
from weipian.terms.words import Determination, Outcome

OPEN = frozenset({Outcome.NONE, Outcome.IN_PROGRESS, Outcome.RECULTIVATED_UNACCEPTED})
RECULTIVATE, APPROVAL = "recultivate", "approval"
Running = Mapping[str, frozenset[str]]
OUTCOMES = {RECULTIVATE: Outcome.RECULTIVATED, APPROVAL: Outcome.RETROSPECTIVE_APPROVAL}


@dataclass(frozen=True, slots=True)
class OpenPlot:
    """An unlawful plot not yet put right: all its open parts together, area in 亩.

    `measures` are those that may be used; `unknown` those that nobody has said to be possible or not.
    """

    plot: str
    area: Fraction
    measures: frozenset[str]
    unknown: frozenset[str]
    barred: bool


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """The date by which rectification counts, and what can still be done by then; `asked` is false without a today."""

    deadline: date
    last_start: Mapping[str, date]
    in_time: frozenset[str]
    asked: bool


def is_open(row: LedgerRow) -> bool:
    """New unlawful construction that no finished outcome has put right."""
    return row.determination is Determination.UNLAWFUL_NEW and row.outcome in OPEN


def time_left(policy: Policy, today: date | None) -> TimeLeft:
    """二(六) against 三(四): a measure is in time where today plus its period is no later than the deadline."""
    end = deadline(policy)
    names = policy.value("planner.measures").items
    ends = {name: None if today is None else period_end(policy, name, today) for name in names}
    in_time = frozenset(name for name, day in ends.items() if day is None or day <= end)
    return TimeLeft(end, {name: last_start(policy, name, end) for name in names}, in_time, today is not None)


def deadline(policy: Policy) -> date:
    """三(四): the last day on which a rectification still counts in the year."""
    duty = policy.value(f"duties.{policy.value('planner.deadline_duty').text}").table
    return policy.value(str(duty["dates_key"])).dates[-1]


def period_end(policy: Policy, measure: str, start: date) -> date:
    """二(六): the last day of the measure's period, counted from `start`."""
    period = policy.value(f"rectification.{measure}.period").period
    match period.unit:
        case "month":
            return add_months(start, period.count)
        case "year":
            return add_months(start, 12 * period.count)
        case "day":
            return add_days(start, period.count)
        case _:
            raise PolicyError("period_unit", where=policy.name, unit=period.unit)


def last_start(policy: Policy, measure: str, end: date) -> date:
    """The last day on which the measure may begin and still end by the deadline."""
    day = end
    while period_end(policy, measure, day) > end:
        day = add_days(day, -1)
    return day


def open_plots(
    rows: Iterable[LedgerRow], policy: Policy, in_time: frozenset[str], running: Running | None = None
) -> list[OpenPlot]:
    """Every open plot in the order of the ledger; a plot's open parts go together.

    `in_time`: what may begin today; `running`: plot → what is under way and still ends in time by its own due date.
    """
    own = running or {}
    parts: dict[str, list[LedgerRow]] = {}
    for row in rows:
        if is_open(row):
            parts.setdefault(row.plot, []).append(row)
    barred_by = policy.value("rectification.approval.barred_by").items
    return [_plot(plot, found, barred_by, in_time | own.get(plot, frozenset())) for plot, found in parts.items()]


def _plot(plot: str, parts: Sequence[LedgerRow], barred_by: Sequence[str], in_time: frozenset[str]) -> OpenPlot:
    """A measure is possible where it is for every part; 二(六): farmland or redline touched bars approval."""
    barred = any(touches_barred(part, barred_by) for part in parts)
    answers = {
        RECULTIVATE: _all([part.can_recultivate for part in parts]),
        APPROVAL: False if barred else _all([part.can_approve for part in parts]),
    }
    return OpenPlot(
        plot,
        sum((part.cultivated for part in parts), Fraction(0)),
        frozenset(name for name, answer in answers.items() if answer and name in in_time),
        frozenset(name for name, answer in answers.items() if answer is None),
        barred,
    )


def touches_barred(part: LedgerRow, barred_by: Iterable[str]) -> bool:
    """二(六): whether any land lies in it that bars a retrospective approval."""
    areas = {"farmland": part.farmland, "redline": part.redline}
    return any(area is not None and area > 0 for area in (areas[kind] for kind in barred_by))


def _all(answers: Sequence[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True
