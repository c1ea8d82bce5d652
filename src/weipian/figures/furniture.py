"""What every map carries: frame with coordinates, legend, scale bar, north arrow."""

from __future__ import annotations

from collections.abc import Mapping

from weipian.figures.marks import Mark, symbol
from weipian.figures.svg import INK, View, box, line, text, units

TICK_M = 5000
LEGEND_MM = 40.0
KM_MM = 8.0
"""The unit's own room at the end of the upper edge."""


def frame(view: View, left: float, top: float, width: float, height: float) -> list[str]:
    """The neat line with a tick every 5 km and kilometres beside it."""
    parts = [box(left, top, width, height, "none", INK, 0.3)]
    west, north = view.map_xy(left, top)
    east, south = view.map_xy(left + width, top + height)
    for x in range(int(west // TICK_M + 1) * TICK_M, int(east) + 1, TICK_M):
        at = view.mm(x, 0)[0]
        parts += [line(at, top, at, top + 1.5, 0.2), line(at, top + height - 1.5, at, top + height, 0.2)]
        if at < left + width - KM_MM:
            parts.append(text(at, top - 1.2, f"{x // 1000}", 2.2, anchor="middle"))
    for y in range(int(south // TICK_M + 1) * TICK_M, int(north) + 1, TICK_M):
        at = view.mm(0, y)[1]
        parts += [line(left, at, left + 1.5, at, 0.2), line(left + width - 1.5, at, left + width, at, 0.2)]
        parts.append(_upright(left - 1.2, at, f"{y // 1000}"))
    return [*parts, text(left + width, top - 1.2, "km", 2.2, anchor="end")]


def _upright(x_mm: float, y_mm: float, words: str) -> str:
    x, y = units(x_mm), units(y_mm)
    return (
        f'<text transform="translate({x} {y}) rotate(-90)" font-size="{units(2.2)}" text-anchor="middle">{words}</text>'
    )


def legend(prefix: str, counts: Mapping[Mark, int], left: float, top: float) -> str:
    """Sign, hatch, words and number for each mark, the urgent first."""
    rows = list(reversed(Mark))
    parts = [box(left, top, LEGEND_MM, 4.6 * len(rows) + 13.4, "#fff", "#999", 0.15)]
    parts.append(text(left + 2, top + 4, "图例（个数）", 2.7))
    for k, mark in enumerate(rows):
        y = top + 7.4 + 4.6 * k
        parts.append(symbol(mark, left + 4, y, 1.6))
        parts.append(box(left + 8, y - 1.5, 6, 3, f"url(#{prefix}{mark.name.lower()})", mark.look.colour, 0.15))
        parts.append(text(left + 16, y + 1, f"{mark.look.label}　{counts.get(mark, 0)}", 2.7))
    parts.append(text(left + 2.4, top + 4.6 * len(rows) + 8, "▲ 达到比例线的乡镇", 2.7))
    parts.append(text(left + 2.4, top + 4.6 * len(rows) + 11.6, "符号右下数字：并为一个的个数", 2.3))
    return "".join(parts)


def scale_bar(view: View, left: float, bottom: float) -> str:
    """0, 2.5 and 5 km."""
    half = 2500 * view.mm_per_m
    parts = [box(left, bottom - 1.6, half, 1.6, INK), box(left + half, bottom - 1.6, half, 1.6, "#fff", INK, 0.2)]
    for k, words in enumerate(("0", "2.5", "5 km")):
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
