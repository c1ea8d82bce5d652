"""清单: every plot to be put right, on a day: how far, until when, whose delay, what stops it, who can (D1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.office.inspecting.able import Able, Ables
from weipian.policy import Policy
from weipian.programme.rectification.acts.confirming import stops_of
from weipian.programme.rectification.asking import AskNow, evidence_asked
from weipian.programme.rectification.clock import Clock, Timed, clock_of
from weipian.programme.rectification.evidence import Found
from weipian.programme.rectification.in_place import Asked, Stop
from weipian.programme.rectification.measures import MeasureLaw, measure_laws
from weipian.programme.rectification.plots import ToRight, cultivated_mu, day_in, plots_here
from weipian.programme.rectification.progressing import WHOLE, Laws, accepted_on, state_of
from weipian.store.acting import Desk
from weipian.store.queries.evidence import EvidenceHere, listed
from weipian.store.queries.inspected import opinions
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.rectification import RightState
from weipian.terms.words import GateName, Measure, Outcome

ACTS = (
    Act.RECTIFICATION_ORDERED, Act.RECTIFICATION_PROGRESSED, Act.RECTIFICATION_PARTED, Act.SELF_ACCEPTED,
    Act.UPPER_ACCEPTANCE_APPLIED, Act.UPPER_ACCEPTANCE_ANSWERED, Act.RECTIFIED, Act.RECTIFICATION_UNDONE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Righting:
    """A plot on the list. `assumed`: no measure is known, the time is counted as for the policy's preferred one."""

    plot: ToRight
    state: RightState
    clock: Clock
    measure: Measure
    assumed: bool
    ordered: date | None
    cultivated: Fraction | None
    stops: tuple[Stop, ...]
    ables: tuple[Able, ...]

    @property
    def is_late(self) -> bool:
        return self.state.is_open and (self.clock.late.total > 0 or self.clock.late.unsure > 0)


class Standing:
    """How plots stand on a day; what the policy says is read once."""

    def __init__(self, policy: Policy, today: date) -> None:
        self.policy, self.today, self.laws = policy, today, measure_laws(policy)
        self.preferred = _preferred(policy, self.laws)

    def of(self, plot: ToRight) -> tuple[RightState, Clock, Measure, bool, date | None]:
        """State, clock, measure, whether that is assumed, day of the order; as of the day."""
        records, right = plot.records.until(self.today), plot.right
        ordered = records.order.day if records.order else self._until(day_in(right, "ordered"))
        measure = records.order.measure if records.order else Measure(right.get("measure", ""))
        outcome = self.outcome_on_day(plot)
        state = state_of(records, ordered, outcome)
        law = self.laws.get(measure) if measure is not Measure.NONE else self._law_assumed(plot)
        done = accepted_on(records) or (day_in(right, "outcome_on") if outcome.is_settled else None)
        settled_undated = outcome.is_settled and done is None
        timed = Timed(
            plot.line.township,
            self._until(reviewed_on(plot)),
            ordered,
            records.order.due if records.order else None,
            law,
            ordered or self.today if settled_undated else done,
        )
        return state, clock_of(self.policy, timed, self.today), measure, measure is Measure.NONE, ordered

    def _law_assumed(self, plot: ToRight) -> MeasureLaw | None:
        law = self.laws.get(self.preferred)
        return law if law is not None and plot.nature in law.on else None

    def _until(self, day: date | None) -> date | None:
        return day if day is None or day <= self.today else None

    def outcome_on_day(self, plot: ToRight) -> Outcome:
        """A settled one counts from its day on; what is not settled follows from the records of an order of ours."""
        outcome, on, order = plot.outcome, day_in(plot.right, "outcome_on"), plot.records.order
        if outcome.is_settled and (on is None or on <= self.today):
            return outcome
        if order is not None:
            return Outcome(order.before_outcome)
        return Outcome.NONE if outcome.is_settled else outcome


def _preferred(policy: Policy, laws: Laws) -> Measure:
    """The planner's preferred measure."""
    wanted = policy.value("planner.prefer").text
    return next((one for one, law in laws.items() if law.duty.endswith(wanted)), Measure.NONE)


def reviewed_on(plot: ToRight) -> date | None:
    """The day of the review that determined it; None where that is not known."""
    return day_in(plot.line.determined.values, "reviewed") if plot.line.determined else None


def to_right(desk: Desk, township: str | None = None) -> list[ToRight]:
    """The plots in sight that were determined unlawful, or that have an order."""
    every = plots_here(desk, township).values()
    return [one for one in every if one.nature or one.records.order is not None]


def righting(
    desk: Desk, today: date, ask: AskNow, township: str | None = None, *, late: bool = False, done: bool = False
) -> list[Righting]:
    """The most urgent first; `done`: those in place too; `late`: those whose time has run out, or without an order."""
    plots, standing = to_right(desk, township), Standing(desk.policy, today)
    why, ables = _Why(desk, plots, ask, standing.laws), Ables(desk, ACTS)
    found = []
    for plot in plots:
        state, clock, measure, assumed, ordered = standing.of(plot)
        if not (done or state.is_open):
            continue
        stops = why.of(plot, measure) if state.is_open and ordered else ()
        row = (state, clock, measure, assumed, ordered, cultivated_mu(plot.line), stops, ables.of(plot.about))
        found.append(Righting(plot, *row))
    kept = [one for one in found if not late or one.is_late or one.clock.alarm]
    return sorted(kept, key=lambda one: (one.clock.due or date.max, one.plot.line.plot))


class _Why:
    """What stops each plot; gates, opinions and evidence are asked once for all."""

    def __init__(self, desk: Desk, plots: Sequence[ToRight], ask: AskNow, laws: Laws) -> None:
        self.desk, self.laws = desk, laws
        begun = sorted({one.line.patch for one in plots if one.records.order is not None})
        self.gates = ask(begun) if begun else {}
        self.given = opinions() if begun else {}
        self.evidence = _by_plot(listed(seen(desk))) if begun else {}

    def asked(self, plot: ToRight) -> Asked:
        given = self.given.get((plot.line.patch, GateName.B.value))
        return Asked(self.gates.get(plot.line.patch, ()), given.basis if given else None)

    def evidence_of(self, plot: ToRight, measure: Measure) -> list[Found]:
        line = plot.line
        own = [one for number in dict.fromkeys((line.plot, line.patch)) for one in self.evidence.get(number, ())]
        return evidence_asked(self.desk.policy, self.laws.get(measure), plot, own)

    def of(self, plot: ToRight, measure: Measure) -> tuple[Stop, ...]:
        """Of the whole plot, or of its first part that is not settled."""
        law = self.laws.get(measure)
        if law is None or law.is_by_approval or plot.records.order is None:
            return ()
        part = next((one for one in plot.records.parts if not one.outcome.is_settled), None)
        evidence = self.evidence_of(plot, part.measure if part else measure)
        return tuple(stops_of(self.desk, plot, part.name if part else WHOLE, self.asked(plot), evidence))


def _by_plot(evidence: Sequence[EvidenceHere]) -> Mapping[str, list[EvidenceHere]]:
    found: dict[str, list[EvidenceHere]] = {}
    for one in evidence:
        found.setdefault(one.plot, []).append(one)
    return found


def shown(desk: Desk, number: str, today: date, ask: AskNow) -> tuple[Righting, Asked, list[Found]] | None:
    """One plot with its gates and evidence; None where it is not one to be put right."""
    plots = [one for one in to_right(desk) if one.line.plot == number]
    if not plots:
        return None
    plot, standing = plots[0], Standing(desk.policy, today)
    state, clock, measure, assumed, ordered = standing.of(plot)
    why = _Why(desk, plots, ask, standing.laws)
    stops = why.of(plot, measure) if state.is_open and ordered else ()
    row = (state, clock, measure, assumed, ordered, cultivated_mu(plot.line), stops, Ables(desk, ACTS).of(plot.about))
    return Righting(plot, *row), why.asked(plot), why.evidence_of(plot, measure)
