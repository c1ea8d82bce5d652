"""交办、接手: every township gets its patches on the day after, and its people take them over."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.world import World
from weipian.programme.inspection.acts.assigning import Giving, take
from weipian.programme.inspection.acts.assigning import assign as give

GIVEN, TAKEN = 1, 2
TAKERS = ("secretary", "mayor", "deputy")
"""Who takes a month's patches over, in turn."""


def assign(world: World, day: date) -> None:
    """One act a batch and township."""
    for batch in world.days_after(day, GIVEN):
        for township, numbers in batch.by_township.items():
            give(world.desks["clerk"], [Giving(number, township) for number in numbers], day)


def take_over(world: World, day: date) -> None:
    for batch in world.days_after(day, TAKEN):
        for township, numbers in batch.by_township.items():
            take(world.of_township(township, TAKERS[batch.month % len(TAKERS)]), numbers, day)
