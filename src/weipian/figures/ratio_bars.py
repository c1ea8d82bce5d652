"""Bars of the accountability ratio against its line, with both conditions, for each township (plan 四(一))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from weipian.figures.marks import HATCHES
from weipian.figures.svg import INK, box, document, line, text
from weipian.terms.area import decimals

ROW, LEFT, AXIS_TOP, FOOT = 8.4, 24.0, 11.0, 14.0
REACHED, CLEAR = "#C62828", "#4a6a8a"
REACHED_DEFS = (
    '<defs><pattern id="ratio-reached" width="24" height="24" patternUnits="userSpaceOnUse">'
    f'<path d="M0 0h24v24h-24z" fill="{REACHED}"/>{HATCHES["cross"]}</pattern></defs>'
)
"""A bar that reaches the line is hatched, so that grey print shows it."""


@dataclass(frozen=True, slots=True)
class RatioBar:
    """A township or the county; `before` and `after` are None where nothing counts; areas in 亩."""

    name: str
    before: Fraction | None
    after: Fraction | None
    unlawful_mu: Fraction
    area_line_mu: Fraction
    ratio_line: Fraction
    in_scope: bool

    @property
    def area_reached(self) -> bool:
        return self.unlawful_mu >= self.area_line_mu

    @property
    def ratio_reached(self) -> bool:
        return self.after is not None and self.after >= self.ratio_line


def draw_ratio_bars(bars: Sequence[RatioBar], title: str, width_mm: float = 160) -> str:
    """A row each: the bar after deduction, its outline before; the line; both conditions in words and signs."""
    height = AXIS_TOP + ROW * len(bars) + FOOT
    axis = width_mm - LEFT - 66
    most = _axis_end(bars)
    parts = [REACHED_DEFS, box(0, 0, width_mm, height, "#fff"), *_axis(axis, most, height), *_heads(width_mm)]
    for k, bar in enumerate(bars):
        parts += _row(bar, AXIS_TOP + ROW * k, axis, most, width_mm)
    parts += _ratio_lines(bars, axis, most, height)
    parts.append(_key(height - 7.2))
    parts.append(text(LEFT, height - 2, title, 2.6, fill="#555"))
    return document(width_mm, height, title, parts)


def _axis_end(bars: Sequence[RatioBar]) -> Fraction:
    """A whole number of 10 %, at least 30 %; longer bars are cut off and say so."""
    top = max([bar.after or Fraction(0) for bar in bars], default=Fraction(0))
    return max(Fraction(3, 10), Fraction(-(-int(top * 1000) // 100), 10) + Fraction(1, 20))


def _axis(axis: float, most: Fraction, height: float) -> list[str]:
    bottom = height - FOOT + 1
    parts = []
    for percent in range(0, int(most * 100) + 1, 10):
        x = LEFT + axis * float(Fraction(percent, 100) / most)
        parts.append(line(x, AXIS_TOP - 1, x, bottom, 0.1, "#bbb"))
        parts.append(text(x, AXIS_TOP - 2, f"{percent}%", 2.4, anchor="middle"))
    return parts


def _ratio_lines(bars: Sequence[RatioBar], axis: float, most: Fraction, height: float) -> list[str]:
    """Over the bars, on a white casing: whether a bar crosses the line is what the figure is for."""
    bottom, parts = height - FOOT + 1, []
    for mark in sorted({bar.ratio_line for bar in bars}):
        x = LEFT + axis * float(mark / most)
        parts.append(line(x, AXIS_TOP - 1, x, bottom, 0.9, "#fff"))
        parts.append(line(x, AXIS_TOP - 4.5, x, bottom, 0.45, INK, "30 16"))
        parts.append(text(x, AXIS_TOP - 5.4, f"比例线 {_percent(mark, 0)}", 2.7, anchor="middle", weight="700"))
    return parts


def _heads(width: float) -> list[str]:
    edge = width - 60
    return [
        text(edge + 8, AXIS_TOP - 2, "比例", 2.5, anchor="end"),
        text(edge + 36, AXIS_TOP - 2, "违法耕地／线（亩）", 2.5, anchor="end"),
        text(width - 1, AXIS_TOP - 2, "结论", 2.5, anchor="end"),
    ]


def _row(bar: RatioBar, top: float, axis: float, most: Fraction, width: float) -> list[str]:
    middle = top + ROW / 2
    colour = "url(#ratio-reached)" if bar.in_scope else CLEAR
    parts = [text(LEFT - 2, middle + 1.2, bar.name, 3.2, anchor="end", weight="700" if bar.in_scope else "400")]
    parts.append(box(LEFT, top + 1.1, axis * _share(bar.before, most), ROW - 2.2, "none", "#777", 0.2))
    parts.append(
        box(
            LEFT,
            top + 2.1,
            axis * _share(bar.after, most),
            ROW - 4.2,
            colour,
            REACHED if bar.in_scope else "none",
            0.15,
        )
    )
    if bar.before is not None and bar.before > most:
        words = f"扣减前{_percent(bar.before, 1)}→"
        parts.append(text(LEFT + axis - 0.5, top + ROW - 1.6, words, 2.3, anchor="end", halo="yes"))
    return parts + _words(bar, middle + 1.2, width)


def _words(bar: RatioBar, y: float, width: float) -> list[str]:
    edge = width - 60
    area = f"{_sign(bar.area_reached)} {decimals(bar.unlawful_mu, 2)}／{decimals(bar.area_line_mu, 0)}"
    ratio = "—" if bar.after is None else f"{_sign(bar.ratio_reached)} {_percent(bar.after, 2)}"
    words = "▲达到比例线" if bar.in_scope else "未达比例线"
    weight = "700" if bar.in_scope else "400"
    return [
        text(edge + 8, y, ratio, 2.9, anchor="end", weight="700" if bar.ratio_reached else "400"),
        text(edge + 36, y, area, 2.9, anchor="end", weight="700" if bar.area_reached else "400"),
        text(width - 1, y, words, 2.9, anchor="end", weight=weight, fill=REACHED if bar.in_scope else INK),
    ]


def _key(y: float) -> str:
    return (
        box(LEFT, y - 2.4, 6, 2.4, "none", "#777", 0.2)
        + text(LEFT + 7.5, y, "扣减前", 2.5)
        + box(LEFT + 20, y - 2, 6, 1.8, CLEAR)
        + text(LEFT + 27.5, y, "扣减后　●该条件达到　○未达到；面积与比例同时达到才达到比例线", 2.5)
    )


def _share(ratio: Fraction | None, most: Fraction) -> float:
    return 0.0 if ratio is None else float(min(ratio, most) / most)


def _sign(reached: bool) -> str:
    return "●" if reached else "○"


def _percent(ratio: Fraction, places: int) -> str:
    return f"{decimals(ratio * 100, places)}%"
