"""挂图作战: the county's map of what is to be put right, and beside it a table by township (plan 二(六))."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from weipian.figures.county_map import CountyMap, map_parts
from weipian.figures.marks import symbol
from weipian.figures.right_marks import RightMark
from weipian.figures.svg import box, document, line, text

WIDTH_MM, HEIGHT_MM = 297.0, 210.0
MAP_MM = 190.0
ROW_MM = 6.4
HEAD_MM = 16.0
COLUMNS_MM = {"township": 0.0, "open": 46.0, "mu": 64.0, "place": 78.0, "days": 92.0}
HEADS = {"township": "乡镇", "open": "未到位", "mu": "耕地(亩)", "place": "到位", "days": "迟(天)"}
SMALL = 2.5


@dataclass(frozen=True, slots=True)
class WallRow:
    """A township's numbers; `mu` of cultivated land not yet in place, as text."""

    name: str
    marks: Mapping[RightMark, int]
    open: int
    mu: str
    place: int
    days_late: int


@dataclass(frozen=True, slots=True)
class WallMap:
    county: CountyMap
    rows: Sequence[WallRow]
    note: str = ""


def draw_wall_map(wall: WallMap) -> str:
    """One landscape A4 sheet: the map, and on its right a row a township."""
    left = MAP_MM + 3
    parts = [
        box(0, 0, WIDTH_MM, HEIGHT_MM, "#fff"),
        *map_parts(wall.county, MAP_MM, HEIGHT_MM),
        text(left, 6, "各乡镇进度", 3.8, weight="700"),
        *_heads(left),
        *(part for number, row in enumerate(wall.rows) for part in _row(row, left, HEAD_MM + ROW_MM * number * 2)),
        text(left, HEIGHT_MM - 2.2, wall.note, 2.2),
    ]
    return document(WIDTH_MM, HEIGHT_MM, wall.county.title, parts)


def _heads(left: float) -> list[str]:
    heads = [
        text(left + at, 12, HEADS[name], SMALL, weight="700", **({} if name == "township" else {"anchor": "end"}))
        for name, at in COLUMNS_MM.items()
    ]
    return [*heads, line(left, 13.4, WIDTH_MM - 6, 13.4, 0.3)]


def _row(row: WallRow, left: float, top: float) -> list[str]:
    """Numbers, and below them a sign with its count for every state that there is."""
    said = {"open": str(row.open), "mu": row.mu, "place": str(row.place), "days": str(row.days_late)}
    parts = [text(left, top + 2.4, row.name, 3.0, weight="700")]
    parts += [text(left + COLUMNS_MM[name], top + 2.4, words, 2.8, anchor="end") for name, words in said.items()]
    at = left + 2.0
    for mark in reversed(RightMark):
        if count := row.marks.get(mark, 0):
            parts += [symbol(mark, at, top + 6.6, 1.6), text(at + 2.4, top + 7.6, str(count), 2.6)]
            at += 10.0
    return [*parts, line(left, top + ROW_MM * 2 - 2.2, WIDTH_MM - 6, top + ROW_MM * 2 - 2.2, 0.1, "#999")]
