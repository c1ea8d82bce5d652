"""What is drawn over a cut-out of an image: the outline, a scale bar, north, and a strip below that says what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely

from weipian.figures.face import fitted, width_of
from weipian.figures.furniture import north_arrow
from weipian.figures.png import drawn_clear
from weipian.figures.sheet import Sheet, scale_bar
from weipian.figures.svg import View, box, document, text, units

WIDTH_MM = 80.0
STRIP_MM = 12.8
LINES = 2
"""Of notes below: what does not fit is said where the picture stands."""
EDGE = 1.6
RED, HALO = "#e5182b", "#fff"
BAR_MM = 24.0
PLATE = "#ffffffd9"
STAMP_RED = "#C62828"


@dataclass(frozen=True, slots=True)
class ChipFrame:
    """`shape` and `window` (west, south, east, north) in metres of one system; `notes`: the gravest first."""

    number: str
    shape: shapely.Geometry
    window: tuple[float, float, float, float]
    title: str
    source: str
    notes: tuple[str, ...]
    stamp: str

    @property
    def scale(self) -> int:
        """1:n where the picture is printed at its own width."""
        return round((self.window[2] - self.window[0]) / WIDTH_MM * 1000)


def frame_png(frame: ChipFrame, width: int) -> bytes:
    """Everything but the image, clear where that shows through: PNG, `width` pixels wide."""
    return drawn_clear(frame_svg(frame), width)


def frame_svg(frame: ChipFrame) -> str:
    sheet = _sheet(frame)
    parts = [
        *_outline(frame.shape, sheet.view),
        box(0, WIDTH_MM, WIDTH_MM, STRIP_MM, "#fff"),
        *_title(frame.title),
        box(0.8, WIDTH_MM - 6.6, BAR_MM + 9, 5.8, PLATE),
        *scale_bar(sheet, EDGE + 1.2, WIDTH_MM - 1.8, BAR_MM),
        box(WIDTH_MM - 9.2, 1.2, 8, 13.2, PLATE),
        north_arrow(WIDTH_MM - 5.2, 8.4),
        box(0, 0, WIDTH_MM, WIDTH_MM, "none", "#1c2330", 0.3),
        *_strip(frame),
    ]
    return document(WIDTH_MM, WIDTH_MM + STRIP_MM, f"{frame.number} {frame.title}", parts)


def _sheet(frame: ChipFrame) -> Sheet:
    west, _, east, north = frame.window
    view = View(west, north, 0, 0, WIDTH_MM / (east - west))
    return Sheet(0, 0, WIDTH_MM, WIDTH_MM, frame.scale, view)


def _outline(shape: shapely.Geometry, view: View) -> Iterable[str]:
    """Red on white, so that it shows on dark and on light ground."""
    path = "".join(_ring(ring, view) for part in shapely.get_parts(shape) for ring in _rings(part))
    for colour, wide in ((HALO, 0.9), (RED, 0.42)):
        yield f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{units(wide)}" stroke-linejoin="round"/>'


def _rings(part: shapely.Polygon) -> list[shapely.LinearRing]:
    return [part.exterior, *part.interiors]


def _ring(ring: shapely.LinearRing, view: View) -> str:
    xy = shapely.get_coordinates(ring)
    u = np.rint((xy[:, 0] - view.west) * view.mm_per_m * 20).astype(int)
    v = np.rint((view.north - xy[:, 1]) * view.mm_per_m * 20).astype(int)
    return "M" + "L".join(f"{x} {y}" for x, y in zip(u.tolist(), v.tolist(), strict=True)) + "z"


def _title(title: str) -> Iterable[str]:
    wide = width_of(title, 3.4) + 4
    yield box(0.8, 0.8, wide, 5.6, "#1c2330")
    yield text(0.8 + wide / 2, 4.8, title, 3.4, anchor="middle", weight="700", fill="#fff")


def _strip(frame: ChipFrame) -> Iterable[str]:
    room = WIDTH_MM - 2 * EDGE
    yield text(EDGE, WIDTH_MM + 4.0, fitted(frame.source, 2.7, room - 27), 2.7, weight="700")
    yield text(WIDTH_MM - EDGE, WIDTH_MM + 4.0, frame.stamp, 2.2, anchor="end", fill=STAMP_RED)
    for place, words in enumerate(_lines(frame.notes, room)):
        yield text(EDGE, WIDTH_MM + 7.9 + 3.2 * place, words, 2.2, fill="#444")


def _lines(notes: Iterable[str], room: float) -> list[str]:
    """As many notes to a line as fit; the last line ends with an ellipsis where there are more."""
    lines = [""]
    for note in notes:
        longer = f"{lines[-1]}；{note}" if lines[-1] else note
        if width_of(longer, 2.2) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(note)
    if len(lines) > LINES:
        lines[LINES - 1 :] = ["；".join(lines[LINES - 1 :])]
    return [fitted(line, 2.2, room) for line in lines]
