"""到件: the layers at the year's beginning; each batch on the day on which it was issued, measured at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from weipian.demo.days.diary import ARRIVED
from weipian.demo.days.world import Batch, World
from weipian.office.taking_in import checked_batch
from weipian.programme.intake.batches import Incoming
from weipian.programme.intake.comparing import compared
from weipian.programme.overlay.acts.measuring import overlay_plots
from weipian.store.queries.assigned import patches_here
from weipian.store.seeing import seen


def arrive(world: World, day: date) -> None:
    """The clerk books it, the technician measures it."""
    for incoming in world.coming:
        if incoming.stated == day:
            _booked(world, incoming, day)
            overlay_plots(world.desks["technician"])


def _booked(world: World, incoming: Incoming, day: date) -> None:
    clerk = world.desks["clerk"]
    checked = checked_batch(clerk, compared(replace(incoming, order=replace(incoming.order, received=day))))
    checked.book(clerk)
    world.said.extend(checked.said)
    world.refuse(incoming.name, checked.plan.refused)
    own = [one for one in patches_here(seen(clerk)).values() if one.issued == day]
    by_township: dict[str, list[str]] = {}
    for one in own:
        by_township.setdefault(one.about.township, []).append(one.number)
    parted = {name: tuple(sorted(numbers)) for name, numbers in sorted(by_township.items())}
    world.batches.append(Batch(day.month, day, parted))
    world.diary.count(day, ARRIVED, len(own))
