"""The plots of a close, or of the books of a day, as pressing counts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.office.closing.rows import effects, um2
from weipian.office.ledger.following import day_in, determined, duties_of_line, stage_of
from weipian.office.ledger.rows import measured, measured_cultivated
from weipian.policy import Policy
from weipian.policy.duties import Duty
from weipian.programme.account.ratio import Counts
from weipian.programme.report.pressing.acts.reckoning import Basis, Wanted
from weipian.programme.submission.periods.lateness import charged, due_for, stays
from weipian.programme.submission.periods.windows import window
from weipian.programme.submission.standing import RIGHTED, SEEN_WHEN_DONE, Duties
from weipian.store.acting import Desk
from weipian.store.queries.closing import Closed, FrozenPlot, closes, frozen_plots, handed_days
from weipian.store.queries.ledger import Line, lines
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.acting import State
from weipian.terms.closing import Lies, PeriodKind
from weipian.terms.errors import InputError
from weipian.terms.reckoned import PlotFact
from weipian.terms.words import Category, LayerKind, Outcome

VERIFY = "verify"
Handed = Sequence[tuple[date, str]]


@dataclass(frozen=True, slots=True)
class Period:
    """A closed period that figures are taken from; `kind` None: the books of the day."""

    kind: PeriodKind | None = None
    key: str = ""


def close_of(policy: Policy, period: Period) -> Closed | None:
    """The current close of a period. Raises InputError where it is not closed, UsageError where there is none such."""
    if period.kind is None:
        return None
    wanted = window(policy, period.kind, period.key)
    found = [one for one in closes(period.kind.value, wanted.key) if one.current]
    if not found:
        raise InputError("period_not_closed", where=wanted.label)
    return found[-1]


def wanted_of(desk: Desk, period: Period, today: date) -> Wanted:
    """What an act keeps: over all plots, whoever acts."""
    close = close_of(desk.policy, period)

    def read() -> Basis:
        every = lines(reasons=False)
        ids = [line.id for line in every]
        return Basis(facts_of(desk.policy, close, every, EVERYTHING, today), ids)

    return Wanted(close.id if close else None, close.day if close else today, read)


def facts_seen(desk: Desk, sight: Sight, close: Closed | None, today: date) -> list[PlotFact]:
    """The same for whoever only looks: of the plots in sight."""
    return facts_of(desk.policy, close, lines(sight, reasons=False), sight, today)


def facts_of(policy: Policy, close: Closed | None, found: Sequence[Line], sight: Sight, today: date) -> list[PlotFact]:
    """`found`: the open plots that are seen."""
    day = close.day if close else today
    frozen = {one.plot: one for one in frozen_plots(close.id, sight)} if close else None
    own = [line for line in found if _belongs(line, frozen, day)]
    asked = _Asked(policy, day, handed_days({line.patch for line in own}))
    return [asked.fact(line, frozen[line.plot] if frozen is not None else None) for line in own]


def _belongs(line: Line, frozen: Mapping[str, FrozenPlot] | None, day: date) -> bool:
    if frozen is not None:
        return line.plot in frozen
    return line.state is not State.WITHDRAWN and line.issued <= day


class _Asked:
    """What every plot is asked with. Delay is always by the books, as of the day: a close keeps none."""

    def __init__(self, policy: Policy, day: date, handed: Mapping[str, Handed]) -> None:
        self.day, self.handed = day, handed
        self.counts, self.duties = Counts(policy), Duties(policy)

    def fact(self, line: Line, frozen: FrozenPlot | None) -> PlotFact:
        handed = [one for one in self.handed.get(line.patch, ()) if one[0] <= self.day]
        inspected = self._until(day_in(line.site.values if line.site else {}, "inspected"))
        owed = [duty for duty in duties_of_line(line, self.duties) if duty.duty in SEEN_WHEN_DONE and duty.due]
        done = {VERIFY: inspected, **dict.fromkeys(RIGHTED, self._righted(line))}
        said = _frozen(frozen) if frozen else _now(line, self.counts)
        return PlotFact(
            plot_id=line.id,
            plot=line.plot,
            inspected=inspected is not None,
            late=self._late(line, owed, handed, done),
            overdue=sum(done[duty.duty] is None and duty.state(self.day) == "overdue" for duty in owed),
            handed=tuple(dict.fromkeys(name for _, name in handed)),
            **said,
        )

    def _until(self, day: date | None) -> date | None:
        """What was done later than the day asked for was not done then."""
        return day if day is not None and day <= self.day else None

    def _righted(self, line: Line) -> date | None:
        """When it was put right; where nobody wrote the day, it is taken as that of its order: no delay is made up."""
        right = line.right.values if line.right else {}
        if not stage_of(line).outcome.is_settled:
            return None
        return self._until(day_in(right, "outcome_on") or day_in(right, "ordered") or line.issued)

    def _late(
        self, line: Line, owed: Sequence[Duty], handed: Handed, done: Mapping[str, date | None]
    ) -> dict[str, int]:
        """Days late by body: of the verification by whom the patch lay with, of putting right the township's."""
        found: dict[str, int] = {}
        for duty in owed:
            assert duty.due is not None
            end = done[duty.duty]
            if duty.duty == VERIFY:
                lain = stays(line.issued, line.township, handed, end, end)
                late = {name: days for (_, name), days in charged(lain, duty.due, end, self.day).items()}
            else:
                late = {line.township: ((end or self.day) - due_for(Lies.TOWNSHIP, duty.due)).days}
            for name, days in late.items():
                if days > 0:
                    found[name] = found.get(name, 0) + days
        return found


def _now(line: Line, counts: Counts) -> dict[str, Any]:
    before, after = effects(line, counts)
    return {
        "township": line.township,
        "mining": line.category is Category.MINING,
        "determination": determined(line),
        "settled": stage_of(line).outcome.is_settled,
        "area_filed": line.filed_areas.get("area", ""),
        "cultivated_filed": line.filed_areas.get("cultivated", ""),
        "area_um2": line.area_um2,
        "cultivated_um2": um2(measured_cultivated(line)),
        "farmland_um2": um2(measured(line, LayerKind.PERMANENT_BASIC_FARMLAND)),
        "before": before,
        "after": after,
    }


def _frozen(one: FrozenPlot) -> dict[str, Any]:
    """As the close kept it."""
    return {
        "township": one.township,
        "mining": one.category == Category.MINING.value,
        "determination": one.determination,
        "settled": Outcome(one.outcome).is_settled,
        "area_filed": one.area_filed,
        "cultivated_filed": one.cultivated_filed,
        "area_um2": one.area_um2,
        "cultivated_um2": one.cultivated_um2,
        "farmland_um2": one.farmland_um2,
        "before": one.before,
        "after": one.after,
    }
