"""The accountability ratio day by day, a panel for the county and each township, against its line (plan 四(一))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from weipian.figures.ratio_bars import CLEAR, REACHED, REACHED_DEFS
from weipian.figures.svg import INK, box, document, line, text, units
from weipian.terms.area import decimals

PANEL, GAP, LEFT, RIGHT, TOP, FOOT = 17.0, 4.5, 26.0, 45.0, 12.0, 17.0
LEAST_TOP = Fraction(3, 10)
"""A panel shows at least up to here, so that the line lies well inside."""
GREY = "#777"


@dataclass(frozen=True, slots=True)
class Reading:
    """From a day on; ratios None where nothing counts."""

    day: date
    before: Fraction | None
    after: Fraction | None
    in_scope: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """The county or a township; readings in order of days, the first at the figure's first day."""

    name: str
    readings: Sequence[Reading]
    ratio_line: Fraction


@dataclass(frozen=True, slots=True)
class Axis:
    """Days across, mm."""

    since: date
    until: date
    width: float

    def at(self, day: date) -> float:
        whole = max((self.until - self.since).days, 1)
        return LEFT + self.width * (day - self.since).days / whole

    def months(self) -> Iterator[date]:
        """The first days of months within; of a long time every third."""
        step = 1 if (self.until - self.since).days <= 400 else 3
        year, month = self.since.year, self.since.month
        while (day := date(year, month, 1)) <= self.until:
            if day >= self.since and (month - 1) % step == 0:
                yield day
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def draw_ratio_course(
    panels: Sequence[Panel], since: date, until: date, title: str, notice: str = "", width_mm: float = 180
) -> str:
    """An SVG: steps after deduction, dashes before, the line; a bar under the days on which the line was reached."""
    axis = Axis(since, until, width_mm - LEFT - RIGHT)
    height = TOP + (PANEL + GAP) * len(panels) + FOOT
    parts = [REACHED_DEFS, box(0, 0, width_mm, height, "#fff"), *_months(axis, height)]
    for place, panel in enumerate(panels):
        parts += _panel(panel, TOP + (PANEL + GAP) * place, axis, width_mm)
    parts += _key(height - 11.5)
    parts += [text(LEFT, height - 6.2, title, 2.6, fill="#555"), text(LEFT, height - 2.2, notice, 2.6, fill="#555")]
    return document(width_mm, height, title, parts)


def _months(axis: Axis, height: float) -> Iterator[str]:
    for day in axis.months():
        x = axis.at(day)
        yield line(x, TOP - 2, x, height - FOOT + 1, 0.1, "#ccc")
        words = f"{day.year}年{day.month}月" if day.month == 1 else f"{day.month}月"
        yield text(x, TOP - 3, words, 2.3, anchor="middle")


def _panel(panel: Panel, top: float, axis: Axis, width: float) -> list[str]:
    most, bottom = _most(panel), top + PANEL
    scale = PANEL / float(most)
    edge = LEFT + axis.width
    mark = bottom - float(panel.ratio_line) * scale
    parts = [text(LEFT - 8, top + PANEL / 2 + 1, panel.name, 3.2, anchor="end", weight="700")]
    parts += [line(LEFT, bottom, edge, bottom, 0.2), line(LEFT, top, LEFT, bottom, 0.2)]
    parts += [text(LEFT - 1, bottom + 0.4, "0", 2.2, anchor="end")]
    parts += [text(LEFT - 1, top + 1.8, f"{decimals(most * 100, 0)}%", 2.2, anchor="end")]
    parts += _reached(panel, axis, bottom)
    parts += [line(LEFT, mark, edge, mark, 0.35, INK, "30 16")]
    parts += [text(LEFT - 1, mark + 0.8, f"{decimals(panel.ratio_line * 100, 0)}%", 2.2, anchor="end", weight="700")]
    for kind, stroke, weight, dash in (("before", GREY, 0.3, "14 10"), ("after", CLEAR, 0.65, "")):
        parts += [_path(steps, stroke, weight, dash) for steps in _steps(panel, kind, axis, bottom, scale)]
    return parts + _words(panel, top, width)


def _most(panel: Panel) -> Fraction:
    """The next whole 10 % above everything shown."""
    top = max((max(one.before or 0, one.after or 0) for one in panel.readings), default=Fraction(0))
    return min(Fraction(1), max(LEAST_TOP, Fraction(-(-top * 10 // 1), 10)))


def _spans(panel: Panel, axis: Axis) -> Iterator[tuple[Reading, float, float]]:
    """Each reading with where it begins and ends."""
    ends = [axis.at(one.day) for one in panel.readings] + [LEFT + axis.width]
    for one, (start, end) in zip(panel.readings, pairwise(ends), strict=True):
        yield one, start, end


def _steps(panel: Panel, kind: str, axis: Axis, bottom: float, scale: float) -> list[list[tuple[float, float]]]:
    """Corners of the unbroken steps; where nothing counts there is no line."""
    found: list[list[tuple[float, float]]] = []
    broken = True
    for one, start, end in _spans(panel, axis):
        ratio: Fraction | None = getattr(one, kind)
        if ratio is not None:
            y = bottom - float(min(ratio, Fraction(1))) * scale
            if broken:
                found.append([])
            found[-1] += [(start, y), (end, y)]
        broken = ratio is None
    return found


def _path(corners: Sequence[tuple[float, float]], stroke: str, weight: float, dash: str) -> str:
    steps = "L".join(f"{units(x)} {units(y)}" for x, y in corners)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{steps}" stroke="{stroke}" stroke-width="{units(weight)}" fill="none"{dashed}/>'


def _reached(panel: Panel, axis: Axis, bottom: float) -> Iterator[str]:
    for one, start, end in _spans(panel, axis):
        if one.in_scope:
            yield box(start, bottom + 0.5, end - start, 1.8, "url(#ratio-reached)", REACHED, 0.1)


def _words(panel: Panel, top: float, width: float) -> list[str]:
    """How it ends, beside the panel."""
    if not panel.readings:
        return []
    last = panel.readings[-1]
    ratio = "—" if last.after is None else f"{decimals(last.after * 100, 2)}%"
    said = "▲达到比例线" if last.in_scope else "未达比例线"
    weight, fill = ("700", REACHED) if last.in_scope else ("400", INK)
    return [
        text(width - RIGHT + 3, top + PANEL / 2 - 0.6, ratio, 3.2, weight="700"),
        text(width - RIGHT + 3, top + PANEL / 2 + 3.6, said, 2.9, weight=weight, fill=fill),
    ]


def _key(y: float) -> list[str]:
    return [
        line(LEFT, y - 1, LEFT + 7, y - 1, 0.65, CLEAR),
        text(LEFT + 8.5, y, "扣减后", 2.5),
        line(LEFT + 20, y - 1, LEFT + 27, y - 1, 0.3, GREY, "14 10"),
        text(LEFT + 28.5, y, "扣减前", 2.5),
        line(LEFT + 40, y - 1, LEFT + 47, y - 1, 0.35, INK, "30 16"),
        text(LEFT + 48.5, y, "比例线", 2.5),
        box(LEFT + 60, y - 2, 7, 1.8, "url(#ratio-reached)", REACHED, 0.1),
        text(LEFT + 68.5, y, "面积与比例同时达到比例线的日子；没有新增建设的日子不画", 2.5),
    ]
