"""What the county errs on: one road that the region sees otherwise, one that its township objects to."""

from __future__ import annotations

from weipian.demo.days.told import Ended
from weipian.demo.days.world import Batch, World

NATURE, OVERRULED, OBJECTED = "农村道路", 3, 11
"""On what, and in which batches: the one is determined above, the other corrected by a review of the county's own."""
ERRED = Ended("新增建设用地违法", "新增建设用地违法", "路面较宽，会审认为不属于农村道路", final=False, row={})


def misjudged(world: World, batch: Batch, plot: str) -> Ended | None:
    """What the county's first review decides of such a plot; None of all others."""
    return ERRED if plot in (road_of(world, batch, OVERRULED), road_of(world, batch, OBJECTED)) else None


def road_of(world: World, batch: Batch, month: int) -> str:
    """The last road of that month's batch; "" in others."""
    if batch.month != month:
        return ""
    roads = [plot for plot in batch.plots if world.told.end_of(plot).nature == NATURE]
    return roads[-1] if roads else ""


def objected(world: World) -> str:
    """The road that its township objects to; "" before it is issued."""
    return next((plot for batch in world.batches if (plot := road_of(world, batch, OBJECTED))), "")
