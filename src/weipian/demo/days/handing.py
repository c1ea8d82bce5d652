"""移交: damaged fields go to the farming department, whose own person takes them over and adds what they know."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.people import FARMING
from weipian.demo.days.world import Batch, World
from weipian.office.ledger.following import follow
from weipian.programme.inspection.acts.assigning import take
from weipian.programme.inspection.acts.recording import Visit, record
from weipian.programme.rectification.handover.giving import Handing, hand_over
from weipian.terms.inspection import InspectionKind

HANDED, LOOKED_INTO = 14, 15
DAMAGED = "农业项目破坏耕地"


def hand(world: World, day: date) -> None:
    for batch in world.days_after(day, HANDED):
        if numbers := damaged(world, batch):
            hand_over(world.desks["clerk"], numbers, Handing(FARMING, "核查是否破坏耕作层", day=day))
            take(world.desks["farming"], numbers, day)


def look_into(world: World, day: date) -> None:
    """What the department knows at its desk; the account that the township wrote stays in front."""
    for batch in world.days_after(day, LOOKED_INTO):
        who = world.desks["farming"].actor.label
        told = {number: world.told.found[number].account for number in damaged(world, batch)}
        visits = [Visit(number, day, who, f"{text}。农业农村：耕作层已破坏") for number, text in told.items()]
        if visits:
            record(world.desks["farming"], InspectionKind.DESK, visits, follow)


def damaged(world: World, batch: Batch) -> list[str]:
    """The patches on which the visits found that."""
    return [number for number in batch.plots if number in world.told.found and _is(world, number)]


def _is(world: World, number: str) -> bool:
    return world.told.found[number].row[DAMAGED] == "是"
