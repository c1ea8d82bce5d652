"""拆分、合并: a plot is cut where two claim it, looked at in parts, and put together when that is withdrawn."""

from __future__ import annotations

from datetime import date

import shapely

from weipian.demo.days.world import Batch, World
from weipian.office.proposing import gates_asked
from weipian.programme.determination.acts import propose_plots
from weipian.programme.overlay.acts.measuring import overlay_plots
from weipian.programme.overlay.acts.splitting import merge_plots, split_plot
from weipian.programme.rectification.carrying import carry
from weipian.store.queries.overlay import open_plots

MONTH, CUT, PROPOSED, MERGED = 2, 11, 12, 13
"""Of which batch, and how many days after its issue: the whole plot goes into its review."""


def cut_in_two(world: World, day: date) -> None:
    """The largest plot of the batch, from north to south through its middle; both parts are measured."""
    for batch in _of_month(world, day, CUT):
        plot = max(open_plots(batch.plots), key=lambda one: one.area_um2)
        west, south, east, north = shapely.bounds(shapely.from_wkb(plot.wkb)).tolist()
        middle = (west + east) / 2
        line = f"LINESTRING ({middle} {south - 1}, {middle} {north + 1})"
        done = split_plot(world.desks["clerk"], plot.number, line, int(plot.patch_crs.removeprefix("EPSG:")), carry)
        world.parted.extend(name for name, _ in done.parts)
        overlay_plots(world.desks["technician"])
        world.diary.note(day, f"一个地块按权属拆成 {len(done.parts)} 块，面积合计不变")


def look_at_parts(world: World, day: date) -> None:
    for _ in _of_month(world, day, PROPOSED):
        propose_plots(world.desks["clerk"], world.parted, gates_asked())


def put_together(world: World, day: date) -> None:
    """All its parts give the plot itself back, which is measured as it is now."""
    for _ in _of_month(world, day, MERGED):
        merge_plots(world.desks["clerk"], world.parted, carry)
        overlay_plots(world.desks["technician"])
        world.diary.note(day, "权属争议撤回，拆分的地块合并回原地块")


def _of_month(world: World, day: date, days: int) -> list[Batch]:
    return [batch for batch in world.days_after(day, days) if batch.month == MONTH]
