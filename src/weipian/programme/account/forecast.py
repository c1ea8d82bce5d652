"""The ratio on the assessment date by three ways in which measures under way may end (plan 二(六)(八)); no promise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from weipian.policy import Policy
from weipian.programme.account.candidates import APPROVAL, OUTCOMES, is_open, touches_barred
from weipian.programme.account.ledger import LedgerRow
from weipian.terms.account import Scenario, Why
from weipian.terms.words import Outcome


@dataclass(frozen=True, slots=True)
class UnderWay:
    """What is under way for a plot: which measure, by order of which day, due when, what it still waits for."""

    measure: str
    ordered: date | None = None
    due: date | None = None
    waits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """An open row in a scenario: whether it is taken as put right, why, and how."""

    row: LedgerRow
    done: bool
    why: Why
    under_way: UnderWay | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a forecast is asked with: today, the assessment date, what bars an approval."""

    today: date
    deadline: date
    barred_by: tuple[str, ...]

    @classmethod
    def of(cls, policy: Policy, today: date, deadline: date) -> Asked:
        return cls(today, deadline, policy.value("rectification.approval.barred_by").items)


def expected(
    rows: Sequence[LedgerRow], under_way: Mapping[str, UnderWay], scenario: Scenario, asked: Asked
) -> list[Expected]:
    """Every open row with its answer, in the order of the ledger."""
    return [_expected(row, under_way.get(row.plot), scenario, asked) for row in rows if is_open(row)]


def _expected(row: LedgerRow, way: UnderWay | None, scenario: Scenario, asked: Asked) -> Expected:
    why = _why(row, way, scenario, asked)
    return Expected(row, why.is_done, why, way)


def _why(row: LedgerRow, way: UnderWay | None, scenario: Scenario, asked: Asked) -> Why:
    """What stands in the way; else how far it is hoped for.

    Who is late may still end by the assessment date, and what waits for others may be granted: hoped for where all
    goes well, counted on nowhere else.
    """
    if scenario is Scenario.STANDS:
        return Why.NOTHING_MORE
    if asked.today > asked.deadline:
        return Why.OVER
    if way is None:
        return Why.NO_ORDER
    barred = way.measure == APPROVAL and touches_barred(row, asked.barred_by)
    if barred:
        return Why.BARRED
    return _late(row, way, asked) or _hoped(row, way, scenario, asked)


def _late(row: LedgerRow, way: UnderWay, asked: Asked) -> Why | None:
    """A work that is finished and waits for acceptance is late no more."""
    if row.outcome is Outcome.RECULTIVATED_UNACCEPTED:
        return None
    if way.due is None:
        return Why.NO_DUE
    return Why.TOO_LATE if way.due > asked.deadline else None


def _hoped(row: LedgerRow, way: UnderWay, scenario: Scenario, asked: Asked) -> Why:
    all_goes_well = scenario is Scenario.OPTIMISTIC
    if waits_of(row, way):
        return Why.PASSES if all_goes_well else Why.WAITS
    if way.due is not None and way.due < asked.today:
        return Why.STILL if all_goes_well else Why.OVERDUE
    return Why.IN_TIME


def waits_of(row: LedgerRow, way: UnderWay) -> tuple[str, ...]:
    """What others still have to do: said with the order, or plain from a finished work that nobody has accepted."""
    unaccepted = row.outcome is Outcome.RECULTIVATED_UNACCEPTED and not way.waits
    return (Outcome.RECULTIVATED_UNACCEPTED.label,) if unaccepted else way.waits


def carried_on(rows: Sequence[LedgerRow], answers: Sequence[Expected]) -> list[LedgerRow]:
    """The ledger as it would be on the assessment date."""
    then = {id(one.row): OUTCOMES[one.under_way.measure] for one in answers if one.done and one.under_way}
    return [replace(row, outcome=then[id(row)]) if id(row) in then else row for row in rows]
