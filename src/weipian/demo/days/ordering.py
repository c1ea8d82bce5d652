"""整改通知: soon after the determination; what has not moved is ordered anew, what is overruled is taken back."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.diary import ORDERED as DIARY_ORDERED
from weipian.demo.days.overruled import DAY as OVERRULED
from weipian.demo.days.overruled import overruled_plot
from weipian.demo.days.tasks import ORDERED, Task, tasks
from weipian.demo.days.world import World
from weipian.office.ledger.following import follow
from weipian.programme.rectification.acts.ordering import Ordering
from weipian.programme.rectification.acts.ordering import order as give
from weipian.programme.rectification.acts.undoing import undo
from weipian.terms.words import Measure


def order(world: World, day: date) -> None:
    """One act for all orders of a day."""
    wanted = [_of(world, one, day) for one in tasks(world) if day in (one.first, one.told) and day >= one.first]
    erred = [plot for batch in world.days_after(day, ORDERED) if (plot := overruled_plot(world, batch))]
    wanted += [_to(world, plot, Measure.DEMOLISH_AND_RECULTIVATE, day, "首次") for plot in erred]
    if wanted:
        world.diary.count(day, DIARY_ORDERED, len(wanted))
        give(world.desks["clerk"], wanted, follow)


def _of(world: World, one: Task, day: date) -> Ordering:
    return _to(world, one.plot, one.measure, day, "首次" if day == one.first else "再次")


def _to(world: World, plot: str, measure: Measure, day: date, which: str) -> Ordering:
    mayor = world.of_township(world.told.found[plot].row["乡镇"], "mayor").actor.label
    return Ordering(plot, measure, f"澜卫改〔{day.year}〕{plot[-9:]}号{which}（虚构）", day, mayor)


def take_back(world: World, day: date) -> None:
    """What the region saw otherwise was ordered to be put right: that order goes."""
    if day == OVERRULED:
        for plot in (found for batch in world.batches if (found := overruled_plot(world, batch))):
            undo(world.desks["clerk"], plot, follow)
            world.diary.note(day, "终判不违法的一处，撤回整改通知")
