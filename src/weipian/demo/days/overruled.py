"""上级终判: in August the region determines what was issued in the first half-year; one plot it sees otherwise."""

from __future__ import annotations

from datetime import date
from itertools import count

from weipian.demo.days.told import Ended
from weipian.demo.days.world import Batch, World
from weipian.office.ledger.following import follow
from weipian.programme.determination.review.finals import Final, take_finals
from weipian.terms.review import Above

DAY = date(2023, 8, 15)
DOCUMENT = "自治区卫片终判〔2023〕1号（虚构）"
MONTH, NATURE = 3, "农村道路"
"""In which batch the county errs, and on what."""
ERRED = Ended("新增建设用地违法", "新增建设用地违法", "路面较宽，会审认为不属于农村道路", final=False, row={})


def overruled(world: World, batch: Batch, plot: str) -> Ended | None:
    """What the county decides of the one plot that the region will see otherwise; None of all others."""
    return ERRED if plot == overruled_plot(world, batch) else None


def overruled_plot(world: World, batch: Batch) -> str:
    """The last road of that month."""
    if batch.month != MONTH:
        return ""
    ends = [(plot, world.told.end_of(plot)) for plot in batch.plots]
    roads = [plot for plot, one in ends if one.nature == NATURE and one.final]
    return roads[-1] if roads else ""


def take_in_finals(world: World, day: date) -> None:
    """One list, one act; the county's own determinations stay as history."""
    if day != DAY:
        return
    rows, ends = count(1), [(plot, world.told.end_of(plot)) for batch in world.batches for plot in batch.plots]
    said = [
        Final(plot, one.word, Above.REGION, DOCUMENT, day, one.because, next(rows)) for plot, one in ends if one.final
    ]
    done = take_finals(world.desks["reviewer"], said, follow)
    if done.refused:
        raise ValueError(str(done.refused[0]))
    world.diary.note(day, f"自治区终判 {len(done.plots)} 个地块")
