"""整改通知: soon after the determination; what has not moved is ordered anew, what is overruled is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from weipian.demo.days.diary import ORDERED as DIARY_ORDERED
from weipian.demo.days.misjudged import OBJECTED, road_of
from weipian.demo.days.misjudged import OVERRULED as BY_REGION
from weipian.demo.days.objecting import CORRECTED
from weipian.demo.days.overruled import DAY as OVERRULED
from weipian.demo.days.suits import not_opened
from weipian.demo.days.task import ORDERED, Task
from weipian.demo.days.tasks import tasks
from weipian.demo.days.world import Batch, World
from weipian.office.ledger.following import follow
from weipian.programme.rectification.acts.ordering import Ordering
from weipian.programme.rectification.acts.ordering import order as give
from weipian.programme.rectification.acts.undoing import undo
from weipian.terms.words import Conclusion, Determination, Measure

SILENT = {
    Conclusion.UNLAWFUL.label: Measure.STOP_MINING,
    Determination.UNLAWFUL_EXISTING.label: Measure.OTHER,
    Determination.UNLAWFUL_FARMING.label: Measure.OTHER,
}
WITHIN = timedelta(days=60)


def order(world: World, day: date) -> None:
    """One act for all orders of a day."""
    wanted = [_of(world, one, day) for one in tasks(world) if day in (one.first, one.told) and day >= one.first]
    for batch in world.days_after(day, ORDERED):
        wanted += [_to(world, plot, measure, day, "首次", day + WITHIN) for plot, measure in silent(world, batch)]
    months = (BY_REGION, OBJECTED)
    erred = [road for batch in world.days_after(day, ORDERED) for one in months if (road := road_of(world, batch, one))]
    wanted += [_to(world, plot, Measure.DEMOLISH_AND_RECULTIVATE, day, "首次") for plot in erred]
    if wanted:
        world.diary.count(day, DIARY_ORDERED, len(wanted))
        give(world.desks["clerk"], wanted, follow)


def _of(world: World, one: Task, day: date) -> Ordering:
    return _to(world, one.plot, one.measure, day, "首次" if day == one.first else "再次")


def silent(world: World, batch: Batch) -> Iterator[tuple[str, Measure]]:
    """What is unlawful and the story says no more of: one day for all, which the orders themselves say."""
    for plot in batch.plots:
        one = world.told.end_of(plot)
        if one.ordered is None and one.word in SILENT and plot != not_opened(world):
            yield plot, SILENT[one.word]


def _to(world: World, plot: str, measure: Measure, day: date, which: str, due: date | None = None) -> Ordering:
    mayor = world.of_township(world.told.found[plot].row["乡镇"], "mayor").actor.label
    return Ordering(plot, measure, f"澜卫改〔{day.year}〕{plot[-9:]}号{which}（虚构）", day, mayor, due=due)


def take_back(world: World, day: date) -> None:
    """What turned out to be no unlawful use was ordered to be put right: that order goes."""
    month = {OVERRULED: BY_REGION, CORRECTED: OBJECTED}.get(day)
    for plot in (road for batch in world.batches if month and (road := road_of(world, batch, month))):
        undo(world.desks["clerk"], plot, follow)
        world.diary.note(day, f"{plot} 不违法，撤回整改通知")
