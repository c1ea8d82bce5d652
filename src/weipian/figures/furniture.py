"""What every map carries: frame with coordinates, legend, scale bar, north arrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from weipian.figures.marks import Mark, Marked, symbol
from weipian.figures.svg import INK, View, box, line, text, units

TICK_MM = 15.0
"""Ticks stand no closer than this."""
BAR_MM = 28.0
"""The scale bar is no longer than this."""
KM = 1000
ROUND_M = tuple(digit * power for power in (10, 100, 1_000, 10_000, 100_000) for digit in (1, 2, 5))
LEGEND_MM = 40.0
KM_MM = 8.0
"""The unit's own room at the end of the upper edge."""


def frame(view: View, left: float, top: float, width: float, height: float) -> list[str]:
    """The neat line with ticks at round kilometres, written beside it."""
    step = tick_m(view.mm_per_m)
    parts = [box(left, top, width, height, "none", INK, 0.3)]
    west, north = view.map_xy(left, top)
    east, south = view.map_xy(left + width, top + height)
    for x in range(int(west // step + 1) * step, int(east) + 1, step):
        at = view.mm(x, 0)[0]
        parts += [line(at, top, at, top + 1.5, 0.2), line(at, top + height - 1.5, at, top + height, 0.2)]
        if at < left + width - KM_MM:
            parts.append(text(at, top - 1.2, f"{x // 1000}", 2.2, anchor="middle"))
    for y in range(int(south // step + 1) * step, int(north) + 1, step):
        at = view.mm(0, y)[1]
        parts += [line(left, at, left + 1.5, at, 0.2), line(left + width - 1.5, at, left + width, at, 0.2)]
        parts.append(_upright(left - 1.2, at, f"{y // 1000}"))
    return [*parts, text(left + width, top - 1.2, "km", 2.2, anchor="end")]


def _upright(x_mm: float, y_mm: float, words: str) -> str:
    x, y = units(x_mm), units(y_mm)
    return (
        f'<text transform="translate({x} {y}) rotate(-90)" font-size="{units(2.2)}" text-anchor="middle">{words}</text>'
    )


def legend(
    prefix: str,
    counts: Mapping[Marked, int],
    left: float,
    top: float,
    marks: type[Marked] = Mark,
    notes: Sequence[str] = ("▲ 达到比例线的乡镇",),
) -> str:
    """Sign, hatch, words and number for each mark, the urgent first; what else the map shows below them."""
    rows = list(reversed(marks))
    parts = [box(left, top, LEGEND_MM, legend_height(marks, notes), "#fff", "#999", 0.15)]
    parts.append(text(left + 2, top + 4, "图例（个数）", 2.7))
    for k, mark in enumerate(rows):
        y = top + 7.4 + 4.6 * k
        parts.append(symbol(mark, left + 4, y, 1.6))
        parts.append(box(left + 8, y - 1.5, 6, 3, f"url(#{prefix}{mark.name.lower()})", mark.look.colour, 0.15))
        parts.append(text(left + 16, y + 1, mark.look.label, 2.7))
        parts.append(text(left + LEGEND_MM - 2, y + 1, str(counts.get(mark, 0)), 2.5, anchor="end"))
    below = top + 4.6 * len(rows)
    parts += [text(left + 2.4, below + 8 + 3.6 * k, words, 2.7) for k, words in enumerate(notes)]
    parts.append(text(left + 2.4, below + 8 + 3.6 * len(notes), "符号右下数字：并为一个的个数", 2.3))
    return "".join(parts)


def legend_height(marks: type[Marked], notes: Sequence[str]) -> float:
    return 4.6 * len(marks) + 9.8 + 3.6 * len(notes)


def tick_m(mm_per_m: float) -> int:
    """Metres between ticks: the least round number of kilometres that keeps them apart."""
    return next(step for step in ROUND_M if step >= KM and step * mm_per_m >= TICK_MM)


def scale_bar(view: View, left: float, bottom: float) -> str:
    """Nought, half and a round number of kilometres."""
    whole = next((step for step in reversed(ROUND_M) if step * view.mm_per_m <= BAR_MM), ROUND_M[0])
    half = whole / 2 * view.mm_per_m
    parts = [box(left, bottom - 1.6, half, 1.6, INK), box(left + half, bottom - 1.6, half, 1.6, "#fff", INK, 0.2)]
    for k, words in enumerate(("0", f"{whole / 2000:g}", f"{whole / 1000:g} km")):
        parts.append(text(left + k * half, bottom - 2.8, words, 2.4, anchor="middle"))
    return "".join(parts)


def north_arrow(x: float, y: float) -> str:
    """Grid north."""
    u, v = units(x), units(y)
    return (
        f'<path d="M{u} {v - 130}L{u + 50} {v + 40}L{u} {v}L{u - 50} {v + 40}z" fill="{INK}"/>'
        f'<path d="M{u} {v - 130}L{u} {v}L{u - 50} {v + 40}z" fill="#fff" stroke="{INK}" stroke-width="4"/>'
        + text(x, y + 5.2, "北", 3.2, anchor="middle", weight="700")
    )
