"""The due dates in words below the calendar: the overdue ones first, then what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from weipian.figures.duty_values import Due, DutyCalendar, Light
from weipian.figures.face import fitted, width_of
from weipian.figures.marks import outline
from weipian.figures.svg import line, text, units

ROW, HEAD, FOOT = 4.3, 8.0, 4.0
MOST = 12
KINDS = 62.0
WEEK = "一二三四五六日"
Days = Mapping[date, Sequence[Due]]


def listed(by_day: Days, today: date) -> list[tuple[date, list[Due]]]:
    """The dates that ask for something: those with overdue duties, the latest first, then those to come."""
    late = [(day, [one for one in dues if one.light is Light.OVERDUE]) for day, dues in by_day.items() if day < today]
    ahead = [(day, list(dues)) for day, dues in by_day.items() if day >= today]
    return [*sorted((one for one in late if one[1]), reverse=True, key=lambda one: one[0]), *ahead]


def list_height(by_day: Days, today: date, width: float) -> float:
    rows = listed(by_day, today)
    lines = sum(len(kinds_told(dues, width - KINDS)) for _, dues in rows[:MOST])
    return HEAD + ROW * (lines + bool(rows[MOST:])) + FOOT


def due_list(calendar: DutyCalendar, by_day: Days, left: float, top: float, width: float) -> Iterator[str]:
    """A line a date, more where its kinds need them; what does not fit is counted."""
    rows = listed(by_day, calendar.today)
    yield text(
        left, top + 4.6, "要办的日期（逾期的在前，其后按先后）" if rows else "没有未办结的到期事项", 2.9, weight="700"
    )
    yield line(left, top + 6, left + width, top + 6, 0.15, "#888")
    y = top + HEAD + 2.4
    for day, dues in rows[:MOST]:
        told = kinds_told(dues, width - KINDS)
        yield from _row(day, dues, left, y)
        for words in told:
            yield text(left + KINDS, y, words, 2.5)
            y += ROW
    if rows[MOST:]:
        items = sum(one.items for _, dues in rows[MOST:] for one in dues)
        yield text(left + 4.6, y, f"另有 {len(rows) - MOST} 个日期 {items} 项，见期限清单", 2.5)


def kinds_told(dues: Sequence[Due], width: float) -> list[str]:
    """Each kind with its numbers, in as many lines as it takes."""
    lines = [""]
    for due in dues:
        words = f"{due.kind} {due.items} 项" + (f"（{due.plots} 个地块）" if due.plots else "")
        longer = f"{lines[-1]}；{words}" if lines[-1] else words
        if width_of(longer, 2.5) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(words)
    return [fitted(words, 2.5, width) for words in lines]


def _row(day: date, dues: Sequence[Due], left: float, y: float) -> Iterator[str]:
    light = max((due.light for due in dues), key=list(Light).index)
    look = light.look
    edge = f'fill="{look.colour}" stroke="{look.colour}" stroke-width="2"'
    yield outline(look.shape, units(left + 1.6), units(y - 0.9), units(1.2), edge)
    yield text(left + 4.6, y, f"{day.isoformat()} 周{WEEK[day.weekday()]}", 2.5, weight="700")
    words = dues[0].left
    yield text(
        left + 30, y, words, 2.5, weight="700" if light in (Light.OVERDUE, Light.SOON) else "400", fill=look.colour
    )
