"""实地核查: each township's people record a batch's visits; one township is late twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from weipian.demo.days.diary import LATE, VISITED
from weipian.demo.days.papers import OF_NATURE, add_photos
from weipian.demo.days.told import Found
from weipian.demo.days.world import Batch, World
from weipian.demo.places import TOWNSHIPS
from weipian.office.ledger.following import follow
from weipian.programme.inspection.acts.recording import Visit, record
from weipian.terms.inspection import InspectionKind

RECORDED, RECORDED_LATE = 9, 14
LATE_TOWNSHIP, LATE_MONTHS = TOWNSHIPS[4], (5, 9)
"""Who went out only when the ten days were over, and when."""
DOSSIERS = 3
"""Plots of a batch whose whole dossier is made, so that they can be released."""


def visit(world: World, day: date) -> None:
    """One act a batch and township."""
    for days in (RECORDED, RECORDED_LATE):
        for batch in world.days_after(day, days):
            for township, numbers in batch.by_township.items():
                late = township == LATE_TOWNSHIP and batch.month in LATE_MONTHS
                if late == (days == RECORDED_LATE):
                    _visit(world, batch, township, numbers, day - timedelta(days=1) if late else None)


def _visit(world: World, batch: Batch, township: str, numbers: Sequence[str], late: date | None) -> None:
    """`late`: the day on which they went, instead of the story's."""
    desk = world.of_township(township, "deputy" if batch.month % 2 == 0 else "clerk")
    found = {number: world.told.found[number] for number in numbers if number in world.told.found}
    if not found:
        return
    shown = dossiers_of(world, batch)
    visits = [_of(world, number, one, late, number in shown) for number, one in found.items()]
    record(desk, InspectionKind.SITE, visits, follow)
    last = max(one.day for one in visits)
    world.diary.count(last, VISITED, len(visits))
    if late:
        world.diary.count(last, LATE, len(visits))


def _of(world: World, number: str, found: Found, late: date | None, shown: bool) -> Visit:
    day = late or found.day
    township = found.row["乡镇"]
    photos = add_photos(world.of_township(township, "clerk"), number, day, world.hands) if shown else ()
    return Visit(number, day, found.inspectors, found.account, found.facts, photos)


def dossiers_of(world: World, batch: Batch) -> tuple[str, ...]:
    """The first of each nature that a whole dossier can be made for, by number."""
    first: dict[str, str] = {}
    for number in batch.plots:
        nature = world.told.end_of(number).nature
        if nature in OF_NATURE and number in world.told.found:
            first.setdefault(nature, number)
    return tuple(first[nature] for nature in OF_NATURE if nature in first)[:DOSSIERS]
