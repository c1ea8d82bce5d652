"""平台对账: four times a year the platform's list is taken in; once a cell differs there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from weipian.demo.days.world import World
from weipian.programme.submission.acts.loading import here
from weipian.programme.submission.acts.reconciling import Listed, reconcile, take_platform
from weipian.programme.submission.acts.releasing import send_back
from weipian.programme.submission.comparing import Kind
from weipian.store.seeing import seen
from weipian.terms.submission import PlatformStatus

DAYS = (date(2023, 4, 25), date(2023, 7, 25), date(2023, 10, 25), date(2024, 1, 15))
DIFFERS = DAYS[0]
CELL, MORE = "area", Decimal("0.10")


def reconcile_platform(world: World, day: date) -> None:
    """The clerk takes it in; what differs the reviewer sends back."""
    if day not in DAYS:
        return
    clerk = world.desks["clerk"]
    take_platform(clerk, _list(world, day), day)
    told = [one for one, _ in reconcile(clerk).differences if one.kind is Kind.FIELD]
    for plot in dict.fromkeys(one.plot for one in told):
        send_back(world.desks["reviewer"], [plot], "平台面积与上报不一致，核对后再上报")
        world.returned[plot] = day
        world.diary.note(day, "平台清单有一处与上报不同，退回核对")


def _list(world: World, day: date) -> list[Listed]:
    """As the platform has it: what we released, on one day with one cell that somebody there typed otherwise."""
    clerk = world.desks["clerk"]
    every = here(clerk.policy, seen(clerk))
    ours = [(plot, every[plot].sub) for plot in world.released]
    found = [Listed(plot, _status(world, plot), dict(sub.entries)) for plot, sub in ours if sub is not None]
    if day == DIFFERS and found:
        first = found[0].entries
        found[0] = Listed(found[0].number, found[0].status, {**first, CELL: str(Decimal(first[CELL]) + MORE)})
    return found


def _status(world: World, plot: str) -> PlatformStatus:
    """Nothing is accepted above that the county has not confirmed."""
    return PlatformStatus.PENDING if plot in world.unconfirmed else PlatformStatus.ACCEPTED
