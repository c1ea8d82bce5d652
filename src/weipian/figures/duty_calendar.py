"""The calendar of duties: months with a sign and a number on each due day, and the dates in words."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from weipian.figures.duty_list import due_list, list_height
from weipian.figures.duty_values import Due, DutyCalendar, Light
from weipian.figures.face import width_of
from weipian.figures.marks import outline
from weipian.figures.svg import INK, box, document, text, units

CELL_W, CELL_H = 5.2, 5.6
ACROSS = 4
MONTH_W, MONTH_H = 7 * CELL_W + 2.6, 6 * CELL_H + 9.4
EDGE, TOP = 4.0, 18.5
WEEK = "一二三四五六日"
SATURDAY = 5
MOST_MONTHS = 16
"""Four rows of months: with the dates in words below an A4 page is full."""
OFF_FILL, TODAY = "#ECECEC", "#111"


def draw_duty_calendar(calendar: DutyCalendar, width_mm: float = 160) -> str:
    """The calendar as one SVG element; as high as its months and dates need."""
    months = months_of(calendar)
    by_day = by_days(calendar.dues)
    rows = -(-len(months) // ACROSS)
    bottom = TOP + rows * MONTH_H
    height = bottom + list_height(by_day, calendar.today, width_mm - 2 * EDGE)
    parts = [
        box(0, 0, width_mm, height, "#fff"),
        *_heading(calendar, width_mm),
        *_key(calendar),
        *(part for k, first in enumerate(months) for part in _month(calendar, by_day, first, _place(k, width_mm))),
        *due_list(calendar, by_day, EDGE, bottom, width_mm - 2 * EDGE),
    ]
    return document(width_mm, height, calendar.title, parts)


def by_days(dues: Sequence[Due]) -> dict[date, list[Due]]:
    """In order of time."""
    found: dict[date, list[Due]] = {}
    for due in sorted(dues, key=lambda one: (one.day, one.kind)):
        found.setdefault(due.day, []).append(due)
    return found


def months_of(calendar: DutyCalendar) -> list[date]:
    """The first of every month from the first due one (or today's) to the last; of many those around today."""
    days = [calendar.today, *(due.day for due in calendar.dues)]
    first, last = min(days), max(days)
    count = max(12 * (last.year - first.year) + last.month - first.month + 1, calendar.months)
    found = [date(first.year + (first.month - 1 + k) // 12, (first.month - 1 + k) % 12 + 1, 1) for k in range(count)]
    if len(found) <= MOST_MONTHS:
        return found
    now = found.index(calendar.today.replace(day=1))
    start = min(max(now - 3, 0), len(found) - MOST_MONTHS)
    return found[start : start + MOST_MONTHS]


def _place(k: int, width_mm: float) -> tuple[float, float]:
    spare = (width_mm - 2 * EDGE - ACROSS * (MONTH_W - 2.6)) / (ACROSS - 1)
    return EDGE + (k % ACROSS) * (MONTH_W - 2.6 + spare), TOP + (k // ACROSS) * MONTH_H


def _heading(calendar: DutyCalendar, width_mm: float) -> Iterator[str]:
    yield text(EDGE, 6, calendar.title, 3.8, weight="700")
    yield text(width_mm - EDGE, 6, f"按 {calendar.today.isoformat()} 看", 2.8, anchor="end")
    if calendar.notice:
        yield text(width_mm - EDGE, 10.4, calendar.notice, 2.4, anchor="end", fill="#C62828", weight="700")


def _key(calendar: DutyCalendar) -> Iterator[str]:
    """Signs with their words; the number in a sign is that of items."""
    x = EDGE + 2.2
    said = {Light.SOON: f"{Light.SOON.look.label}（{calendar.soon}）"} if calendar.soon else {}
    for light in reversed(Light):
        yield sign(light, x, 10, 1.5, "n")
        words = said.get(light, light.look.label)
        yield text(x + 3, 10.9, words, 2.4)
        x += 8 + width_of(words, 2.4)
    yield text(EDGE, 15.4, "格内数字为当日事项数；", 2.2, fill="#555")
    yield box(EDGE + 25.5, 13.3, 3.6, 2.8, OFF_FILL)
    yield text(EDGE + 30, 15.4, "休息日　休＝放假　班＝调休上班　粗框＝今天　？＝放假安排未公布", 2.2, fill="#555")


def sign(light: Light, x: float, y: float, reach: float, number: str) -> str:
    """The light's sign with a number in it."""
    look = light.look
    ring = look.shape == "ring"
    edge = f'fill="{"#fff" if ring else look.colour}" stroke="{look.colour}" stroke-width="{6 if ring else 2}"'
    grown = reach * (1.12 if look.shape == "triangle" else 1.0)
    low = 0.5 if look.shape == "triangle" else 0.38
    size = reach * (1.25 if len(number) == 1 else 1.05)
    return outline(look.shape, units(x), units(y), units(grown), edge) + text(
        x, y + low * size, number, size, anchor="middle", weight="700", fill=look.colour if ring else "#fff"
    )


def _month(
    calendar: DutyCalendar, by_day: Mapping[date, Sequence[Due]], first: date, place: tuple[float, float]
) -> Iterator[str]:
    left, top = place
    yield text(left, top + 3, f"{first.year}年{first.month}月", 2.9, weight="700")
    for column, name in enumerate(WEEK):
        yield text(left + (column + 0.5) * CELL_W, top + 6.6, name, 2.0, anchor="middle", fill="#666")
    weeks = Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    for row, week in enumerate(weeks):
        for column, day in enumerate(week):
            if day.month == first.month:
                x, y = left + column * CELL_W, top + 7.6 + row * CELL_H
                yield from _day(calendar, by_day.get(day, ()), day, x, y)


def _day(calendar: DutyCalendar, dues: Sequence[Due], day: date, x: float, y: float) -> Iterator[str]:
    weekend = day.weekday() >= SATURDAY
    rest = (weekend and day not in calendar.made_up) or day in calendar.off
    yield box(x, y, CELL_W, CELL_H, OFF_FILL if rest else "#fff", "#c8c8c8", 0.1)
    yield text(x + 0.4, y + 1.75, str(day.day), 1.6, fill=INK)
    word = (
        "休"
        if day in calendar.off
        else "班"
        if day in calendar.made_up
        else "？"
        if day in calendar.unpublished
        else ""
    )
    if word:
        yield text(x + CELL_W - 0.3, y + 1.75, word, 1.55, anchor="end", fill="#333", weight="700")
    if dues:
        light = max((due.light for due in dues), key=list(Light).index)
        yield sign(light, x + CELL_W / 2, y + 3.72, 1.5, str(sum(due.items for due in dues)))
    if day == calendar.today:
        yield box(x, y, CELL_W, CELL_H, "none", TODAY, 0.5)
