"""What the rules say of every patch: proposal, gates, duties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.fence.row import day, flag, number, of_kind
from weipian.office.gathering import largest
from weipian.office.knowledge import Known, seen
from weipian.office.layers import Layers
from weipian.policy import Policy
from weipian.policy.duties import Duty, duties_of_events, duties_of_issue
from weipian.programme.determination.explain import as_json as proposal_json
from weipian.programme.determination.finding import Proposal
from weipian.programme.determination.known import plot_facts
from weipian.programme.determination.propose import propose
from weipian.programme.rectification.whole import Areas, Side, Whole, lessened
from weipian.programme.rectification.whole import gates_of as whole_gates
from weipian.programme.submission.standing import CLOCKS, SEEN_WHEN_DONE
from weipian.terms.area import Area
from weipian.terms.words import Category, Conclusion, Determination, LayerKind, Measure, Outcome


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """A patch with all that was asked of the rules; the determination is people's, not ours."""

    known: Known
    proposal: Proposal
    gates: list[dict[str, object]]
    duties: tuple[Duty, ...]

    @property
    def determination(self) -> Determination:
        """As the review decided; a mining patch is in no ratio."""
        found = of_kind(self.known.review, "determination", Determination)
        if self.known.issued.category is Category.MINING:
            return Determination.OTHER_USE
        return found or Determination.UNDETERMINED

    @property
    def mining_determination(self) -> Conclusion | None:
        """合法, 违法 or 伪变化 for a mining patch that a review has decided."""
        return of_kind(self.known.review, "mining_determination", Conclusion)

    @property
    def outcome(self) -> Outcome:
        return of_kind(self.known.review, "outcome", Outcome) or Outcome.NONE

    @property
    def filed_cultivated(self) -> Fraction | None:
        """亩 as filed; where nothing was filed yet, as measured (四(一): filed areas as accepted above)."""
        filed = number(self.known.visit, "filed_cultivated_mu")
        if filed is not None:
            return filed
        return None if self.known.cultivated is None else self.known.cultivated.mu

    def as_json(self, today: date) -> dict[str, object]:
        """One patch for programs; an area that was not checked is null, never nought."""
        known = self.known
        areas = {
            "issued_m2": known.issued.area,
            "measured_m2": known.measured.area,
            "cultivated_m2": known.cultivated,
            "farmland_m2": known.area_on(LayerKind.PERMANENT_BASIC_FARMLAND),
            "redline_m2": known.area_on(LayerKind.ECOLOGICAL_REDLINE),
        }
        return {
            "patch": known.issued.patch,
            "batch": known.issued.batch,
            "category": known.issued.category.value,
            "issued": known.issued.issued.isoformat(),
            "township": known.township,
            **{name: None if area is None else area.text_m2() for name, area in areas.items()},
            "proposal": proposal_json(self.proposal),
            "determination": None if known.issued.category is Category.MINING else self.determination.value,
            "mining_determination": self.mining_determination.value if self.mining_determination else None,
            "outcome": self.outcome.value,
            "gates": self.gates,
            "duties": [duty.as_json(today) for duty in self.duties],
        }

    def still_owed(self) -> tuple[Duty, ...]:
        """The duties that nothing in the files shows as done."""
        done = set()
        if self.known.visit.get("inspected"):
            done.add("verify")
        if self.outcome.is_settled:
            done |= {"recultivate", "retrospective_approval"}
        return tuple(duty for duty in self.duties if duty.duty not in done)

    def next_due(self, today: date) -> date | None:
        """The next date that binds; a past one only where the files show that it was missed."""
        days = [
            duty.effective_due
            for duty in self.still_owed()
            if duty.effective_due and (duty.effective_due >= today or duty.duty in SEEN_WHEN_DONE)
        ]
        return min(days, default=None)


def judge(known: Known, layers: Layers, policy: Policy, doubts: list[str]) -> Judged:
    """Ask every rule about one patch."""
    return Judged(
        known=known,
        proposal=propose(plot_facts(seen(known, layers), doubts), policy),
        gates=gates_of(known, policy),
        duties=duties_of(known, policy),
    )


def gates_of(known: Known, policy: Policy) -> list[dict[str, object]]:
    """A and D look at what no confirmed approval covers, B and C at the whole that the measure concerns (B11)."""
    measure, mining = of_kind(known.review, "measure", Measure), number(known.visit, "mining_mu")
    asked = Whole(
        patch=known.issued.patch,
        category=known.issued.category,
        suspected=flag(known.visit, "suspected_unlawful"),
        new_building=flag(known.visit, "new_building"),
        uncovered=Side({**uncovered(known), "mining": mining}),
        put_right=Side({**whole(known), "mining": mining}, measure or Measure.NONE),
    )
    return whole_gates(asked, policy).gates


def whole(known: Known) -> Areas:
    """Areas of the whole patch in 亩; of measured and filed the larger (B11)."""
    filed = number(known.visit, "filed_cultivated_mu")
    return in_mu(
        largest(known.cultivated, None if filed is None else Area.of_mu(filed)),
        known.area_on(LayerKind.PERMANENT_BASIC_FARMLAND),
        known.area_on(LayerKind.ECOLOGICAL_REDLINE),
    )


def uncovered(known: Known) -> Areas:
    """The same of what is left; a filed area is lessened by what the approvals cover as measured."""
    rest, all_of_it = known.rest, whole(known)
    if rest is None:
        return all_of_it
    areas = in_mu(rest.cultivated, rest.farmland, rest.redline)
    return {**areas, "cultivated": lessened(areas["cultivated"], known.cultivated, all_of_it["cultivated"])}


def in_mu(cultivated: Area | None, farmland: Area | None, redline: Area | None) -> Areas:
    named = {"cultivated": cultivated, "farmland": farmland, "redline": redline}
    return {name: None if area is None else area.mu for name, area in named.items()}


def duties_of(known: Known, policy: Policy) -> tuple[Duty, ...]:
    """What is owed for the patch: by its issue, and by its rectification order."""
    issued = known.issued
    owed = duties_of_issue(policy, issued.issued, issued.category)
    measure = of_kind(known.review, "measure", Measure)
    ordered: date | None = day(known.review, "ordered")
    if measure in CLOCKS and ordered is not None:
        owed = [*owed, *duties_of_events(policy, {CLOCKS[measure]: ordered})]
    return tuple(owed)
