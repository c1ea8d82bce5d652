"""What is to be put right: the unlawful plots of the story with measure, order, outcome, in the order of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from weipian.demo.days.asking import asked_of
from weipian.demo.days.told import RIGHTED, Ended
from weipian.demo.days.world import Batch, World
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


def tasks(world: World) -> tuple[Task, ...]:
    """Of every batch so far that was determined; they only change when one more is there."""
    many = len(world.batches)
    if many not in world.tasks:
        world.tasks[many] = tuple(_tasks(world))
    return world.tasks[many]


def _tasks(world: World) -> Iterator[Task]:
    for batch in world.batches:
        for plot in batch.plots:
            one = world.told.end_of(plot)
            if one.ordered is not None:
                yield _task(world, batch, plot, one, one.ordered)


def _task(world: World, batch: Batch, plot: str, one: Ended, told: date) -> Task:
    found = world.told.found[plot].row
    marks = one.row[HOUSE] == "是", found["敏感"] == "是"
    return Task(plot, found["乡镇"], one, _determined(world, batch, plot), told, *marks)


def _determined(world: World, batch: Batch, plot: str) -> date:
    """By its batch's review; what waited for an answer by the next."""
    own = batch.issued + timedelta(days=LOCKED)
    if plot != asked_of(world, batch):
        return own
    later = [each.issued + timedelta(days=LOCKED) for each in world.batches if each.month == batch.month + 1]
    return later[0] if later else date.max - timedelta(days=ORDERED)


def after(day: date, days: int) -> date:
    return day + timedelta(days=days)
