"""台账: what is filed after the visits, what a review's papers say, as tables that the clerk imports."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date

from weipian.demo.days.tasks import tasks
from weipian.demo.days.told import FEASIBLE, FILED, MARKED
from weipian.demo.days.world import World
from weipian.office.ledger.importing import take
from weipian.office.proposing import gates_asked
from weipian.programme.determination.acts import propose_plots

NOTED, ANEW = 10, date(2024, 1, 18)
"""Days after the issue; the day before the annual figures."""
NUMBER = FILED[0]
Row = Mapping[str, str]


def note(world: World, day: date) -> None:
    """Areas and marks as they are filed, one table a batch."""
    for batch in world.days_after(day, NOTED):
        rows = [world.told.found[number].row for number in batch.plots if number in world.told.found]
        _imported(world, f"填报数{batch.month:02d}", [{name: row[name] for name in FILED} for row in rows])


def propose_anew(world: World, day: date) -> None:
    """Gates B and C hang on the measures, so those plots are proposed anew before the assessment."""
    chosen = sorted(one.plot for one in tasks(world)) if day == ANEW else []
    if chosen:
        propose_plots(world.desks["clerk"], chosen, gates_asked())


def mark_projects(world: World, day: date, numbers: Sequence[str]) -> None:
    """What kind of project a plot is and what can be done about it, as the review's papers say it."""
    rows = [(number, world.told.end_of(number).row) for number in numbers]
    marked = [{NUMBER: number, **{name: row[name] for name in (*MARKED, *FEASIBLE)}} for number, row in rows if row]
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
