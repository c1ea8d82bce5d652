"""A plot that is to be put right: with which measure, on whose order, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from weipian.demo.days.told import RIGHTED, Ended
from weipian.terms.words import Measure, Outcome

LOCKED, ORDERED = 21, 24
"""Days after a batch's issue: its review is locked and determines; what is unlawful is ordered."""
HOUSE = "一户一宅农村宅基地"
SOON = 9
"""Days after the determination within which the story's own order is the only one: the policy has ten."""

BY_COURT = timedelta(days=57)
"""How long the way through the court takes, from the order on."""

MEASURES = {one.label: one for one in Measure}
OUTCOMES = {"": Outcome.NONE, **{one.label: one for one in Outcome}}


@dataclass(frozen=True, slots=True)
class Task:
    """A plot with the story's end. `determined`: in this run; `told`: the order that the story tells of."""

    plot: str
    township: str
    ended: Ended
    determined: date
    told: date
    house: bool
    sensitive: bool

    @property
    def measure(self) -> Measure:
        return MEASURES[self.ended.row[RIGHTED[0]]]

    @property
    def outcome(self) -> Outcome:
        return OUTCOMES[self.ended.row[RIGHTED[2]]]

    @property
    def first(self) -> date:
        """The first order comes soon; one that the story dates later is given anew then."""
        soon = self.told - self.determined <= timedelta(days=SOON)
        return self.told if soon else self.determined + timedelta(days=ORDERED - LOCKED)

    @property
    def done(self) -> date:
        """The day on which the story has its outcome."""
        day = self.ended.outcome_on
        if day is None:
            raise ValueError(self.plot)
        return day

    @property
    def torn_down(self) -> bool:
        return self.outcome in (Outcome.RECULTIVATED, Outcome.RECULTIVATED_UNACCEPTED)

    @property
    def by_court(self) -> bool:
        """What lies long before it is torn down and is nobody's house: the court had to be asked."""
        plain = self.outcome is Outcome.RECULTIVATED and not self.house and not self.sensitive
        return plain and self.done - self.told >= BY_COURT
