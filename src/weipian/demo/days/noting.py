"""台账: what is filed after the visits, and how far the putting right is, as tables that the clerk imports."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date

from weipian.demo.days.told import FILED, MARKED, RIGHTED, Ended
from weipian.demo.days.world import World
from weipian.office.ledger.importing import take
from weipian.office.proposing import gates_asked
from weipian.programme.determination.acts import propose_plots

NOTED, MONTHLY, LAST = 10, 25, date(2024, 1, 18)
"""Days after the issue; the day of the month for the putting right; the last time, with all that the story has."""
NUMBER = FILED[0]
Row = Mapping[str, str]


def note(world: World, day: date) -> None:
    """Areas and marks as they are filed, one table a batch."""
    for batch in world.days_after(day, NOTED):
        rows = [world.told.found[number].row for number in batch.plots if number in world.told.found]
        _imported(world, f"填报数{batch.month:02d}", [{name: row[name] for name in FILED} for row in rows])


def put_right(world: World, day: date) -> None:
    """Orders and outcomes that are known by the day; gates B and C hang on them, so those plots are proposed anew."""
    if day.day != MONTHLY and day != LAST:
        return
    known = {number: world.told.end_of(number) for batch in world.batches for number in batch.plots}
    rows = [{NUMBER: number, **_by(one, day)} for number, one in sorted(known.items()) if _has_begun(one, day)]
    _imported(world, f"整改{day:%m%d}", rows)
    chosen = [row[NUMBER] for row in rows if row.get(RIGHTED[0])]
    if chosen and day == LAST:
        propose_plots(world.desks["clerk"], chosen, gates_asked())


def _has_begun(one: Ended, day: date) -> bool:
    return one.ordered is not None and one.ordered <= day


def _by(one: Ended, day: date) -> Row:
    """What of it is known: an outcome only once its day has come."""
    cells = {name: one.row[name] for name in RIGHTED}
    if day != LAST and one.outcome_on is not None and one.outcome_on > day:
        cells |= {RIGHTED[2]: "整改中", RIGHTED[3]: ""}
    return cells


def mark_projects(world: World, day: date, numbers: Sequence[str]) -> None:
    """What kind of project a plot is, as the review's papers say it."""
    rows = [(number, world.told.end_of(number).row) for number in numbers]
    marked = [{NUMBER: number, **{name: row[name] for name in MARKED}} for number, row in rows if row]
    _imported(world, f"项目{day:%m%d}", marked)


def _imported(world: World, name: str, rows: Sequence[Row]) -> None:
    if not rows:
        return
    path = world.hands.folder / f"虚构数据_{name}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    taken = take(world.desks["clerk"], path, review="", mapping={}, encoding=None, dry_run=False)
    world.said.extend(taken.plan.said)
    world.refuse(path.name, taken.plan.refused)
