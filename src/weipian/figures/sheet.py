"""The sheet of a large-scale map: a round scale, round ticks in full coordinates, a scale bar of round numbers."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from weipian.figures.furniture import north_arrow
from weipian.figures.svg import INK, View, box, line, text, units

STEPS = (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8)
LEAST_SCALE = 200
ROOM = 1.3
"""A plot fills at most this part (its reciprocal) of the map's side: its neighbours must show."""
LEAST_M = 60.0
"""A tiny plot is shown with at least this much ground around it."""
TICKS = 4
BEYOND_MM = 1.5


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the map lies on paper, mm, at 1:`scale`."""

    left: float
    top: float
    width: float
    height: float
    scale: int
    view: View

    @classmethod
    def around(cls, bounds: tuple[float, float, float, float], place: tuple[float, float, float, float]) -> Sheet:
        """The largest round scale at which the bounds (metres) and some ground around them fit on the place (mm)."""
        west, south, east, north = bounds
        left, top, width, height = place
        wide, tall = (max(side * ROOM, LEAST_M) for side in (east - west, north - south))
        scale = round_scale(max(wide / width, tall / height) * 1000)
        per_mm = scale / 1000
        view = View(
            (west + east - width * per_mm) / 2, (south + north + height * per_mm) / 2, left, top, 1 / per_mm
        )  # fmt: skip
        return cls(left, top, width, height, scale, view)

    @property
    def beyond(self) -> tuple[float, float, float, float]:
        """A little more: what is cut there has its cut edge outside the frame, where it is not drawn."""
        west, south, east, north = self.bounds
        more = BEYOND_MM / self.view.mm_per_m
        return west - more, south - more, east + more, north + more

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The ground that the map shows, metres."""
        west, north = self.view.map_xy(self.left, self.top)
        east, south = self.view.map_xy(self.left + self.width, self.top + self.height)
        return west, south, east, north


def round_scale(least: float) -> int:
    """The first round denominator that is no smaller."""
    power: int = 10 ** max(len(str(int(least))) - 1, 0)
    found = next((step * power for step in STEPS if step * power >= least), 10 * power)
    return max(round(found), LEAST_SCALE)


def round_step(length: float, parts: int) -> float:
    """1, 2 or 5 times a power of ten, so that about `parts` of it make the length."""
    least = length / parts
    power = 10.0 ** (len(str(int(least))) - 1) if least >= 1 else 1.0
    return next((step * power for step in (1, 2, 5) if step * power >= least), 10 * power)


def grid(sheet: Sheet) -> list[str]:
    """Neat line, ticks on all four sides with full coordinates, small crosses where they meet."""
    west, south, east, north = sheet.bounds
    step = int(round_step(min(east - west, north - south), TICKS))
    xs = range(ceil(west / step) * step, int(east) + 1, step)
    ys = range(ceil(south / step) * step, int(north) + 1, step)
    across = [(x, sheet.view.mm(x, 0)[0]) for x in xs]
    along = [(y, sheet.view.mm(0, y)[1]) for y in ys]
    parts = [_cross(u, v) for _, u in across for _, v in along]
    parts.append(box(sheet.left, sheet.top, sheet.width, sheet.height, "none", INK, 0.3))
    bottom, right = sheet.top + sheet.height, sheet.left + sheet.width
    for x, u in across:
        parts += [line(u, sheet.top, u, sheet.top - 1.2, 0.2), line(u, bottom, u, bottom + 1.2, 0.2)]
        if sheet.left + 6 <= u <= right - 6:
            parts.append(text(u, sheet.top - 1.7, str(x), 2.1, anchor="middle"))
    for y, v in along:
        parts += [line(sheet.left - 1.2, v, sheet.left, v, 0.2), line(right, v, right + 1.2, v, 0.2)]
        if sheet.top + 6 <= v <= bottom - 6:
            parts.append(upright(sheet.left - 1.7, v, str(y), 2.1))
    return parts


def upright(x_mm: float, y_mm: float, words: str, size_mm: float) -> str:
    """Words that read from below upwards, around a middle."""
    return (
        f'<text transform="translate({units(x_mm)} {units(y_mm)}) rotate(-90)" font-size="{units(size_mm)}" '
        f'text-anchor="middle">{words}</text>'
    )


def _cross(u: float, v: float) -> str:
    x, y = units(u), units(v)
    return f'<path d="M{x - 24} {y}h48M{x} {y - 24}v48" stroke="#333" stroke-width="2" fill="none"/>'


def scale_bar(sheet: Sheet, left: float, bottom: float, most_mm: float = 34) -> list[str]:
    """Four fields of a round length, and the scale in figures."""
    length = most_mm / sheet.view.mm_per_m
    field = max((step for step in _rounds(length) if 4 * step <= length), default=length / 4)
    wide = field * sheet.view.mm_per_m
    parts = [box(left + k * wide, bottom - 1.3, wide, 1.3, INK if k % 2 == 0 else "#fff", INK, 0.15) for k in range(4)]
    marks = [(0, "0"), (2, _metres(2 * field)), (4, f"{_metres(4 * field)} m")]
    parts += [text(left + k * wide, bottom - 2, words, 2.2, anchor="middle") for k, words in marks]
    return parts


def _rounds(length: float) -> list[float]:
    return [step * 10.0**power for power in range(-1, 6) for step in (1, 2, 2.5, 5) if step * 10.0**power <= length]


def _metres(value: float) -> str:
    return f"{value:g}"


def north(sheet: Sheet) -> str:
    """In the map's upper right corner, on white, so that it reads on any ground."""
    x, y = sheet.left + sheet.width - 6, sheet.top + 8.5
    return box(x - 4.2, y - 7.6, 8.4, 14.2, "#fff", "#777", 0.12) + north_arrow(x, y)
