"""The county's map: patches by determination, townships, legend, scale bar, north, coordinates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely

from weipian.figures.furniture import LEGEND_MM, frame, legend, north_arrow, scale_bar
from weipian.figures.marks import Mark, hatch_defs, symbol
from weipian.figures.svg import View, box, document, text

LARGE_MM = 2.2
"""A patch whose outline is at least this wide on paper is drawn as it lies, hatched."""


@dataclass(frozen=True, slots=True)
class MapPatch:
    """A patch on the map; the shape in the map's metres."""

    shape: shapely.Geometry
    mark: Mark


@dataclass(frozen=True, slots=True)
class MapTownship:
    name: str
    shape: shapely.Geometry
    reached: bool = False


@dataclass(frozen=True, slots=True)
class Backdrop:
    """Something to find one's way by: water, roads, valleys. Areas are filled, lines drawn."""

    shapes: Sequence[shapely.Geometry]
    colour: str


@dataclass(frozen=True, slots=True)
class CountyMap:
    """All metres in one projected system, x the easting; `crs` is what stands under the map."""

    title: str
    townships: Sequence[MapTownship]
    patches: Sequence[MapPatch]
    crs: str
    backdrops: Sequence[Backdrop] = ()
    notice: str = ""
    prefix: str = field(default="map-")


def draw_county_map(county: CountyMap, width_mm: float = 160, height_mm: float = 130) -> str:
    """The map as one SVG element of the given size."""
    aside = LEGEND_MM + 2
    view = View.fitted(_bounds(county.townships), 6 + aside, 7, width_mm - 14 - aside, height_mm - 19)
    parts = [
        hatch_defs(county.prefix),
        box(0, 0, width_mm, height_mm, "#fff"),
        *_ground(county, view),
        *_patches(county, view),
        *_names(county.townships, view),
        *frame(view, 6, 5, width_mm - 12, height_mm - 15),
        legend(county.prefix, Counter(patch.mark for patch in county.patches), 8, height_mm - 61),
        scale_bar(view, 12, height_mm - 14),
        north_arrow(14, 17),
        text(6, height_mm - 2.2, f"{county.crs}　比例尺约1:{_rounded(1000 / view.mm_per_m)}", 2.4),
        text(width_mm - 6, height_mm - 2.2, county.notice, 2.6, anchor="end", weight="700", fill="#C62828"),
    ]
    return document(width_mm, height_mm, county.title, parts)


def _bounds(townships: Sequence[MapTownship]) -> tuple[float, float, float, float]:
    west, south, east, north = shapely.total_bounds(np.asarray([t.shape for t in townships], dtype=object))
    return float(west), float(south), float(east), float(north)


def _rounded(scale: float) -> str:
    step = 10 ** max(len(str(int(scale))) - 2, 0)
    return f"{round(scale / step) * step:,}".replace(",", " ")


def _ground(county: CountyMap, view: View) -> list[str]:
    outlines = [township.shape for township in county.townships]
    fine = 0.1 / view.mm_per_m
    parts = [f'<path d="{view.path(shapely.simplify(outlines, fine))}" fill="#f6f5ef" fill-rule="evenodd"/>']
    for backdrop in county.backdrops:
        shapes = np.asarray(list(backdrop.shapes), dtype=object)
        for dimension, style in ((2, 'fill="{}" fill-rule="evenodd"'), (1, 'stroke="{}" stroke-width="5" fill="none"')):
            chosen = shapes[shapely.get_dimensions(shapes) == dimension]
            if len(chosen):
                drawn = view.path(shapely.simplify(chosen, fine))
                parts.append(f'<path d="{drawn}" {style.format(backdrop.colour)}/>')
    borders = view.path(shapely.simplify(outlines, fine))
    parts.append(f'<path d="{borders}" fill="none" stroke="#555" stroke-width="6" stroke-dasharray="30 10 6 10"/>')
    outer = view.path([shapely.simplify(shapely.union_all(outlines), fine)])
    parts.append(f'<path d="{outer}" fill="none" stroke="#222" stroke-width="11"/>')
    return parts


def _patches(county: CountyMap, view: View) -> list[str]:
    """Large ones as they lie, one path a mark; then every one's sign, the urgent on top."""
    parts: list[str] = []
    for mark in Mark:
        shapes = [patch.shape for patch in county.patches if patch.mark is mark]
        wide = [shape for shape in shapes if _span_mm(shape, view) >= LARGE_MM]
        if wide:
            parts.append(
                f'<path d="{view.path(wide)}" fill="url(#{county.prefix}{mark.name.lower()})" '
                f'stroke="{mark.look.colour}" stroke-width="4"/>'
            )
    for mark in Mark:
        own = [patch.shape for patch in county.patches if patch.mark is mark]
        for shape in sorted(own, key=lambda shape: float(shape.area)):
            spot = shape.representative_point()
            parts.append(symbol(mark, *view.mm(spot.x, spot.y), _reach(shape, view, mark)))
    return parts


def _span_mm(shape: shapely.Geometry, view: View) -> float:
    west, south, east, north = shape.bounds
    return float(max(east - west, north - south)) * view.mm_per_m


def _reach(shape: shapely.Geometry, view: View, mark: Mark) -> float:
    """Signs grow a little with the patch; the unlawful and the undecided are never without a letter."""
    least = 1.3 if mark in (Mark.UNLAWFUL, Mark.IN_DOUBT, Mark.UNDETERMINED) else 1.25
    return min(least + 0.004 * float(np.sqrt(shape.area)), 2.1)


def _names(townships: Sequence[MapTownship], view: View) -> list[str]:
    parts = []
    for township in townships:
        spot = shapely.centroid(township.shape)
        x, y = view.mm(spot.x, spot.y)
        words = f"{township.name} ▲" if township.reached else township.name
        parts.append(text(x, y, words, 3.8, anchor="middle", weight="700", halo="yes"))
    return parts
