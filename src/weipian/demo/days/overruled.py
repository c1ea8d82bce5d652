"""上级终判: in August the region determines what was issued in the first half-year; one plot it sees otherwise."""

from __future__ import annotations

from datetime import date
from itertools import count

from weipian.demo.days.world import World
from weipian.office.ledger.following import follow
from weipian.programme.determination.review.finals import Final, take_finals
from weipian.terms.review import Above

DAY = date(2023, 8, 15)
DOCUMENT = "自治区卫片终判〔2023〕1号（虚构）"


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
