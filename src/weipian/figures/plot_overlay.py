"""The overlay figure of one plot: what it lies on, to scale, with coordinates and areas (requirement D5)."""

from __future__ import annotations

import shapely

from weipian.figures.face import fitted
from weipian.figures.grounds import ground_defs
from weipian.figures.labels import Taken
from weipian.figures.land import land_defs
from weipian.figures.plot_layers import clipped, drawn_map
from weipian.figures.plot_legend import Column, foot_notes, panel
from weipian.figures.plot_values import PlotFigure
from weipian.figures.sheet import Sheet, grid, north, scale_bar
from weipian.figures.svg import box, document, text, units

PANEL_MM = 56.0
WIDTH_MM, HEIGHT_MM = 160.0, 134.0
EDGE = 5.0
TOP, FOOT = 15.0, 10.5


def draw_plot(plot: PlotFigure, width_mm: float = WIDTH_MM, height_mm: float = HEIGHT_MM) -> str:
    """The figure as one SVG element of the given size."""
    place = map_place(width_mm, height_mm)
    sheet = Sheet.around(plot.shape.bounds, place)
    right, bottom = sheet.left + sheet.width, sheet.top + sheet.height
    taken = Taken((sheet.left + 0.6, sheet.top + 0.6, right - 0.6, bottom - 0.6))
    taken.take((right - 10.4, sheet.top, right, sheet.top + 15.4))
    land = clipped(plot.land.shapes, sheet)
    codes = sorted({code for _, code in land})
    used = sorted({*codes, *(share.code for share in plot.land.shares)})
    column = Column(right + 4, TOP - 2.6, PANEL_MM - 0.5)
    parts = [
        f"<defs>{land_defs(plot.prefix, used)}{ground_defs(plot.prefix)}</defs>",
        box(0, 0, width_mm, height_mm, "#fff"),
        box(*place, "#fff"),
        *drawn_map(plot, land, sheet, taken),
        _surround(sheet, width_mm, height_mm),
        north(sheet),
        *grid(sheet),
        *_heading(plot, width_mm),
        *panel(plot, codes, column),
        *foot_notes(right + 4, bottom),
        *scale_bar(sheet, right - 36.5, height_mm - 4.6),
        text(EDGE, height_mm - 5.2, f"比例尺 1:{sheet.scale}", 2.6, weight="700"),
        text(EDGE, height_mm - 1.8, f"{plot.crs}　单位：米", 2.05),
    ]
    return document(width_mm, height_mm, f"{plot.number} 套合图", parts)


def _heading(plot: PlotFigure, width_mm: float) -> list[str]:
    room = width_mm - 2 * EDGE - 40
    return [
        text(EDGE, 5.2, fitted(f"{plot.number}　套合图", 3.8, room), 3.8, weight="700"),
        text(EDGE, 9.3, fitted(plot.subtitle, 2.4, width_mm - 2 * EDGE), 2.4, fill="#444"),
        text(width_mm - EDGE, 5, plot.notice, 2.8, anchor="end", weight="700", fill="#C62828"),
    ]


def _surround(sheet: Sheet, width_mm: float, height_mm: float) -> str:
    """White around the map: nothing shows outside its frame (a clip path would cost resvg a quarter more time)."""
    x, y, wide, tall = (units(side) for side in (sheet.left, sheet.top, sheet.width, sheet.height))
    page = f"M0 0h{units(width_mm)}v{units(height_mm)}h-{units(width_mm)}z"
    return f'<path d="{page}M{x} {y}h{wide}v{tall}h-{wide}z" fill="#fff" fill-rule="evenodd"/>'


def map_place(width_mm: float = WIDTH_MM, height_mm: float = HEIGHT_MM) -> tuple[float, float, float, float]:
    """Where the map lies on a sheet of that size: left, top, width, height, mm."""
    return EDGE, TOP, width_mm - 2 * EDGE - PANEL_MM - 1, height_mm - TOP - FOOT


def map_bounds(shape: shapely.Geometry) -> tuple[float, float, float, float]:
    """The ground that a plot's map shows, metres: what has to be read of the layers."""
    return Sheet.around(shape.bounds, map_place()).beyond
