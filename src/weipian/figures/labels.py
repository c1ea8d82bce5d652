"""Words that keep out of each other's way: a place is taken once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from weipian.figures.face import width_of

Box = tuple[float, float, float, float]
"""left, top, right, bottom, mm."""
ASCENT, DESCENT = 0.9, 0.16
"""Of the letters' size."""


@dataclass(slots=True)
class Taken:
    """Boxes on paper that hold something; `frame`: where words may stand at all."""

    frame: Box
    boxes: list[Box] = field(default_factory=list)

    def is_free(self, wanted: Box) -> bool:
        left, top, right, bottom = self.frame
        inside = wanted[0] >= left and wanted[1] >= top and wanted[2] <= right and wanted[3] <= bottom
        return inside and not any(_meet(wanted, box) for box in self.boxes)

    def take(self, wanted: Box) -> None:
        self.boxes.append(wanted)

    def first_free(self, wanted: Iterable[Box]) -> int | None:
        """Which of the places is free; it is taken then."""
        for number, box in enumerate(wanted):
            if self.is_free(box):
                self.take(box)
                return number
        return None


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def words_box(x: float, y: float, words: str, size: float, anchor: str = "middle", spare: float = 0.3) -> Box:
    """The box of words whose baseline's anchor is at (x, y)."""
    wide = width_of(words, size)
    left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    return left - spare, y - ASCENT * size - spare, left + wide + spare, y + DESCENT * size + spare
