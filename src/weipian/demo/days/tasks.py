"""What is to be put right: the unlawful plots of the story with measure, order, outcome, in the order of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from weipian.demo.days.asking import asked_of
from weipian.demo.days.task import HOUSE, LOCKED, ORDERED, Task
from weipian.demo.days.told import Ended
from weipian.demo.days.world import Batch, World


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
