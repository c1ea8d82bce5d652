"""Cases in sight: how far, what hangs on them, which period is next, what may be done; and plots that wait for one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.office.cases.ground import ground, harm_of
from weipian.office.inspecting.able import Able, Ables
from weipian.policy import Policy
from weipian.programme.rectification.cases.acts.bringing import now_of
from weipian.programme.rectification.cases.clocks import CaseClock, clocks_of
from weipian.programme.rectification.cases.crime import Hint, hints
from weipian.programme.rectification.cases.flow import CaseNow, possible
from weipian.store.acting import Desk
from weipian.store.queries.beside_cases import Said, said_of_plots
from weipian.store.queries.cases import CaseHere, PlotInCase, cases, plots_for_cases
from weipian.store.queries.ledger import lines
from weipian.store.seeing import seen
from weipian.terms.acting import Act, State
from weipian.terms.cases import CaseStep, ClockState, Whose
from weipian.terms.errors import InputError

ACTS = (Act.CASE_ADVANCED, Act.CASE_CLOSED, Act.CASE_UNDONE)
WAITING = (Act.STOP_ORDERED, Act.CASE_OPENED, Act.CASE_NOT_OPENED, Act.UNCASED_RECTIFIED)


@dataclass(frozen=True, slots=True)
class CaseStands:
    """A case with what the rules say of it on a day."""

    case: CaseHere
    now: CaseNow
    clocks: tuple[CaseClock, ...]
    hints: tuple[Hint, ...]
    next_steps: tuple[CaseStep, ...]
    ables: tuple[Able, ...]

    @property
    def next_clock(self) -> CaseClock | None:
        """What the office itself has to do next."""
        own = (one for one in self.clocks if one.whose is not Whose.PARTY)
        return next((one for one in own if one.state in (ClockState.OPEN, ClockState.OVERDUE)), None)


def stands(policy: Policy, case: CaseHere, today: date, found: tuple[Hint, ...], ables: Ables) -> CaseStands:
    now = now_of(case, policy)
    return CaseStands(
        case, now, tuple(clocks_of(policy, now, today)), found, possible(policy, now), ables.of(case.plots[0].about)
    )


def listed(desk: Desk, today: date, *, every: bool = False, late: bool = False) -> list[CaseStands]:
    """Open cases in sight, those with an overdue period first; `every`: those that are over too."""
    found = cases(seen(desk))
    lands = ground([plot.id for case in found for plot in case.plots]) if found else {}
    ables, policy = Ables(desk, ACTS), desk.policy
    shown = []
    for case in found:
        harm = harm_of([plot.id for plot in case.plots], lands)
        told = tuple(hints(policy, harm, mining=case.breach.is_mining))
        shown.append(stands(policy, case, today, told, ables))
    kept = [one for one in shown if (every or not one.now.over) and (not late or overdue(one))]
    return sorted(kept, key=lambda one: (not overdue(one), _due(one), one.case.number))


def overdue(one: CaseStands) -> bool:
    return any(clock.state is ClockState.OVERDUE for clock in one.clocks)


def _due(one: CaseStands) -> date:
    clock = one.next_clock
    return clock.due if clock and clock.due else date.max


def case_shown(desk: Desk, number: str, today: date) -> CaseStands:
    """One case. Raises InputError."""
    found = cases(seen(desk), [number])
    if not found:
        raise InputError("case_unknown", where=number)
    case = found[0]
    lands = ground([plot.id for plot in case.plots])
    told = hints(desk.policy, harm_of([plot.id for plot in case.plots], lands), mining=case.breach.is_mining)
    return stands(desk.policy, case, today, tuple(told), Ables(desk, ACTS))


@dataclass(frozen=True, slots=True)
class Waiting:
    """An unlawful plot in no case and not handled without one."""

    plot: PlotInCase
    stop: Said | None
    ables: tuple[Able, ...]


def waiting(desk: Desk) -> list[Waiting]:
    """By number."""
    sight = seen(desk)
    standing = (case for case in cases(sight) if case.turns[-1].step is not CaseStep.WITHDRAWN)
    handled = {plot.id for case in standing for plot in case.plots}
    handled |= {one.plot.id for one in said_of_plots("case_less", sight)}
    stops = {one.plot.id: one for one in said_of_plots("stop_order", sight)}
    numbers = [line.plot for line in lines(sight, reasons=False) if line.state is not State.WITHDRAWN]
    ables = Ables(desk, WAITING)
    found = [one for one in plots_for_cases(numbers, sight).values() if one.unlawful and one.id not in handled]
    return [Waiting(one, stops.get(one.id), ables.of(one.about)) for one in sorted(found, key=lambda one: one.number)]
