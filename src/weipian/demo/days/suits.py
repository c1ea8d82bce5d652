"""Which plots of the story become cases, whose they are, and the days of each step: told from the plots' own days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from weipian.demo.days.task import LOCKED, Task
from weipian.demo.days.tasks import after, tasks
from weipian.demo.days.world import World
from weipian.terms.cases import Breach, CaseStep, Penalty
from weipian.terms.words import Outcome

FINED = (
    (3, CaseStep.INVESTIGATED),
    (4, CaseStep.REVIEWED),
    (5, CaseStep.NOTIFIED),
    (13, CaseStep.DECIDED),
    (14, CaseStep.SERVED),
    (16, CaseStep.EXECUTED),
)
"""Days after the case was opened."""
MAJOR = (
    (3, CaseStep.INVESTIGATED),
    (4, CaseStep.REVIEWED),
    (5, CaseStep.NOTIFIED),
    (5, CaseStep.HEARING_NOTIFIED),
    (14, CaseStep.DISCUSSED),
    (15, CaseStep.DECIDED),
    (16, CaseStep.SERVED),
    (20, CaseStep.EXECUTED),
)
"""What is torn down wants a hearing told and a discussion."""
COURT = (
    (3, CaseStep.INVESTIGATED),
    (4, CaseStep.REVIEWED),
    (5, CaseStep.NOTIFIED),
    (5, CaseStep.HEARING_NOTIFIED),
    (13, CaseStep.DISCUSSED),
    (14, CaseStep.DECIDED),
    (17, CaseStep.SERVED),
    (18, CaseStep.URGED),
    (34, CaseStep.COURT_ASKED),
    (40, CaseStep.COURT_RULED),
    (53, CaseStep.COURT_EXECUTED),
)
"""Neither torn down nor contested: the court lets it be carried out, and the township does (裁执分离)."""
REFERRED = ((5, CaseStep.INVESTIGATED), (8, CaseStep.REFERRED), (75, CaseStep.REFERRAL_ENDED))
MINED, EXISTING = "无证开采", "存量建设用地违法"
CLOSED = 2
"""Days after the plot is put right."""


@dataclass(frozen=True, slots=True)
class Suit:
    """`closed` None: still open when the story ends. `who`: whose desk.
    `executor`: who carries out what the court rules.
    """

    plot: str
    who: str
    breach: Breach
    opened: date
    steps: tuple[tuple[int, CaseStep], ...]
    penalties: frozenset[Penalty] = frozenset()
    closed: date | None = None
    executor: str = ""

    @property
    def number(self) -> str:
        return f"澜立〔{self.opened.year}〕{self.plot[-9:]}号（虚构）"

    def steps_on(self, day: date) -> Iterator[CaseStep]:
        yield from (step for days, step in self.steps if after(self.opened, days) == day)


def suits(world: World) -> Iterator[Suit]:
    """What is approved later was punished before; the largest demolition; what a court rules on; an unlicensed mine."""
    for one in tasks(world):
        if one.outcome is Outcome.RETROSPECTIVE_APPROVAL:
            yield _fined(one)
        elif one.outcome is Outcome.RECULTIVATED and one.sensitive:
            penalties = frozenset((Penalty.DEMOLISH, Penalty.FINE))
            closed = after(one.done, CLOSED)
            yield Suit(one.plot, "bureau", Breach.OCCUPATION, after(one.told, 1), MAJOR, penalties, closed)
        elif one.by_court:
            yield _enforced(one)
    for batch in world.batches:
        mines = [plot for plot in batch.plots if world.told.end_of(plot).nature == MINED]
        if mines:
            opened = batch.issued + timedelta(days=LOCKED + 3)
            yield Suit(mines[0], "bureau", Breach.MINING_UNLICENSED, opened, REFERRED)
            return


def not_opened(world: World) -> str:
    """The first building on old land: no case, no order; "" before it is issued."""
    every = (plot for batch in world.batches for plot in batch.plots)
    return next((plot for plot in every if world.told.end_of(plot).word == EXISTING), "")


def _enforced(one: Task) -> Suit:
    tear_down = frozenset((Penalty.DEMOLISH,))
    closed = after(one.done, CLOSED)
    return Suit(one.plot, "bureau", Breach.OCCUPATION, after(one.told, 1), COURT, tear_down, closed, one.township)


def _fined(one: Task) -> Suit:
    """A villager's house is the farming department's."""
    who, breach = ("farming", Breach.VILLAGERS_HOUSE) if one.house else ("bureau", Breach.OCCUPATION)
    fine = frozenset((Penalty.FINE,))
    return Suit(one.plot, who, breach, after(one.told, 1), FINED, fine, after(one.done, CLOSED))
