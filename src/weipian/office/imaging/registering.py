"""The earlier image moved onto the later one where both show the same ground a little apart, and where that is sure.

The outline was drawn on the later image, so that one stays. What lies around the plot is asked with it: where most of
its parts agree, the change itself does not mislead.
"""

from __future__ import annotations

from weipian.atlas.images.registering import UNKNOWN, Shift, shift_between
from weipian.atlas.images.window import Ground
from weipian.office.imaging.chip import Registered
from weipian.office.imaging.choosing import Day
from weipian.office.imaging.reading import Reader

LEAST_SIDE, MOST_SIDE = 96, 256
"""Pixels of the neighbourhood's side, those of the coarser image."""
FARTHEST_M = 5.0
"""An image that lies farther off is not registered here: it has to be rectified by who made it."""
LEAST = 0.3
"""Pixels: less is not seen."""
UNSURE = "两期影像没有配准：纹理太少或变化太大，判不准相互偏移多少"


def registered(reader: Reader, before: Day, after: Day, ground: Ground) -> Registered:
    """`ground`: the window that is shown."""
    step = max(image.pixel_m for day in (before, after) for image in day.images)
    shift = _measured(reader, before, after, _around(ground, step))
    east, north = shift.columns * step, -shift.rows * step
    if not shift.sure or max(abs(east), abs(north)) > FARTHEST_M:
        return Registered(False, 0.0, 0.0, shift.agreeing, shift.parts, UNSURE)
    if max(abs(shift.columns), abs(shift.rows)) < LEAST:
        said = f"两期影像相互偏移不到 {LEAST * step:.1f} 米，不必配准"
        return Registered(False, east, north, shift.agreeing, shift.parts, said)
    moved = "、".join(_way(*each) for each in ((-east, "东", "西"), (-north, "北", "南")))
    said = f"前时相影像已按后时相配准：{moved}（{shift.parts} 处比对，{shift.agreeing} 处一致）"
    return Registered(True, east, north, shift.agreeing, shift.parts, said)


def _around(ground: Ground, step: float) -> Ground:
    """A neighbourhood with the same middle, in pixels of the coarser image."""
    west, south, east, north = ground.bounds
    side = min(max(int((east - west) / step), LEAST_SIDE), MOST_SIDE)
    half = side * step / 2
    return Ground(ground.epsg, (west + east) / 2 - half, (south + north) / 2 + half, step, side, side)


def _measured(reader: Reader, before: Day, after: Day, wide: Ground) -> Shift:
    one, other = reader.seen(after, wide), reader.seen(before, wide)
    if len(one.used) != 1 or len(other.used) != 1:
        return UNKNOWN  # several scenes of a day may each lie differently
    return shift_between(one.grey, other.grey, FARTHEST_M / wide.step + 1)


def _way(metres: float, plus: str, minus: str) -> str:
    return f"向{plus if metres >= 0 else minus} {abs(metres):.1f} 米"
