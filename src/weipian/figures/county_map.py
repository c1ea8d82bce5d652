"""The county's map: patches by determination, townships, legend, scale bar, north, coordinates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.figures.declutter import Sign, decluttered
from weipian.figures.furniture import LEGEND_MM, frame, legend, legend_height, north_arrow, scale_bar
from weipian.figures.labels import Box, words_box
from weipian.figures.marks import Mark, Marked, hatch_defs, symbol
from weipian.figures.svg import View, box, document, line, text

Bounds = tuple[float, float, float, float]
"""West, south, east, north."""
FEW = 150
HEAD_MM = 6.0
LARGE_MM = 2.2
"""A patch whose outline is at least this wide on paper is drawn as it lies, hatched."""


@dataclass(frozen=True, slots=True)
class MapPatch:
    """A patch on the map; the shape in the map's metres."""

    shape: shapely.Geometry
    mark: Marked


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
    """All metres in one projected system, x the easting; `crs` stands under the map, with `heading` the title above."""

    title: str
    townships: Sequence[MapTownship]
    patches: Sequence[MapPatch]
    crs: str
    backdrops: Sequence[Backdrop] = ()
    notice: str = ""
    prefix: str = field(default="map-")
    heading: bool = False
    marks: type[Marked] = Mark
    notes: Sequence[str] = ("▲ 达到比例线的乡镇",)


def draw_county_map(county: CountyMap, width_mm: float = 160, height_mm: float = 130) -> str:
    """The map as one SVG element of the given size."""
    return document(width_mm, height_mm, county.title, map_parts(county, width_mm, height_mm))


def map_parts(county: CountyMap, width_mm: float, height_mm: float) -> list[str]:
    """The map as it may stand on a larger sheet, from its upper left corner."""
    aside, head = LEGEND_MM + 2, HEAD_MM if county.heading else 0.0
    view = View.fitted(
        _bounds(county.townships), 6 + aside, 7 + head, width_mm - 14 - aside, height_mm - 19 - head
    )  # fmt: skip
    signs = _signs(county, view)
    neat = 6.0, 5 + head, width_mm - 12, height_mm - 15 - head
    legend_top = height_mm - 64 + 36.4 - legend_height(county.marks, county.notes)
    counts = Counter(patch.mark for patch in county.patches)
    return [
        hatch_defs(county.prefix, county.marks),
        box(0, 0, width_mm, height_mm, "#fff"),
        text(6, 6, county.title, 3.8, weight="700") if county.heading else "",
        *_ground(county, view, _on_map(view, *neat)),
        *_outlines(county, view),
        *_drawn(signs),
        *_names(county.townships, signs, view),
        *frame(view, *neat),
        legend(county.prefix, counts, 8, legend_top, county.marks, county.notes),
        scale_bar(view, 12, height_mm - 14),
        north_arrow(14, 17 + head),
        text(6, height_mm - 2.2, f"{county.crs}　比例尺约1:{_rounded(1000 / view.mm_per_m)}", 2.4),
        text(width_mm - 6, height_mm - 2.2, county.notice, 2.6, anchor="end", weight="700", fill="#C62828"),
    ]


def _bounds(townships: Sequence[MapTownship]) -> Bounds:
    west, south, east, north = shapely.total_bounds(np.asarray([t.shape for t in townships], dtype=object))
    return float(west), float(south), float(east), float(north)


def _rounded(scale: float) -> str:
    step = 10 ** max(len(str(int(scale))) - 2, 0)
    return f"{round(scale / step) * step:,}".replace(",", " ")


def _on_map(view: View, left: float, top: float, width: float, height: float) -> Bounds:
    """The neat line in the map's metres."""
    west, north = view.map_xy(left, top)
    east, south = view.map_xy(left + width, top + height)
    return west, south, east, north


def _inside(shapes: NDArray[np.object_], within: Bounds) -> NDArray[np.object_]:
    """Layers of neighbours reach far: nothing is drawn beyond the neat line."""
    west, south, east, north = within
    at = shapely.bounds(shapes)
    near: NDArray[np.object_] = shapes[(at[:, 0] < east) & (at[:, 2] > west) & (at[:, 1] < north) & (at[:, 3] > south)]
    at = shapely.bounds(near)
    over = (at[:, 0] < west) | (at[:, 2] > east) | (at[:, 1] < south) | (at[:, 3] > north)
    near[over] = shapely.clip_by_rect(near[over], west, south, east, north)
    return near


def _ground(county: CountyMap, view: View, neat: Bounds) -> list[str]:
    outlines = [township.shape for township in county.townships]
    fine = 0.1 / view.mm_per_m
    parts = [f'<path d="{view.path(shapely.simplify(outlines, fine))}" fill="#f6f5ef" fill-rule="evenodd"/>']
    for backdrop in county.backdrops:
        shapes = _inside(np.asarray(list(backdrop.shapes), dtype=object), neat)
        for dimension, style in ((2, 'fill="{}" fill-rule="evenodd"'), (1, 'stroke="{}" stroke-width="5" fill="none"')):
            chosen = shapes[shapely.get_dimensions(shapes) == dimension]
            if len(chosen):
                drawn = view.path(shapely.simplify(chosen, fine, preserve_topology=False))
                parts.append(f'<path d="{drawn}" {style.format(backdrop.colour)}/>')
    borders = view.path(shapely.simplify(outlines, fine))
    parts.append(f'<path d="{borders}" fill="none" stroke="#555" stroke-width="6" stroke-dasharray="30 10 6 10"/>')
    outer = view.path([shapely.simplify(shapely.union_all(outlines), fine)])
    parts.append(f'<path d="{outer}" fill="none" stroke="#222" stroke-width="11"/>')
    return parts


def _outlines(county: CountyMap, view: View) -> list[str]:
    """Large ones as they lie, one path a mark."""
    parts: list[str] = []
    for mark in county.marks:
        shapes = [patch.shape for patch in county.patches if patch.mark is mark]
        wide = [shape for shape in shapes if _span_mm(shape, view) >= LARGE_MM]
        if wide:
            parts.append(
                f'<path d="{view.path(wide)}" fill="url(#{county.prefix}{mark.name.lower()})" '
                f'stroke="{mark.look.colour}" stroke-width="4"/>'
            )
    return parts


def _signs(county: CountyMap, view: View) -> list[Sign]:
    """A sign for every patch, or for several of one mark that lie close together."""
    if not county.patches:
        return []
    shapes = np.asarray([patch.shape for patch in county.patches], dtype=object)
    spots = shapely.get_coordinates(shapely.point_on_surface(shapes))
    places = np.array([view.mm(x, y) for x, y in spots]).reshape(-1, 2)
    marks = [patch.mark for patch in county.patches]
    reaches = np.array([_reach(patch.shape, len(shapes)) for patch in county.patches])
    room = sum(float(township.shape.area) for township in county.townships) * view.mm_per_m**2
    return decluttered(marks, places, reaches, room)


def _drawn(found: Sequence[Sign]) -> list[str]:
    """The urgent on top; a sign that moved aside is tied to its place."""
    ties = [
        line(one.from_x, one.from_y, one.x, one.y, 0.15, one.mark.look.colour)
        for one in found
        if np.hypot(one.x - one.from_x, one.y - one.from_y) > one.reach
    ]
    found = sorted(found, key=lambda one: (one.mark.rank, one.count))
    return [*ties, *(symbol(one.mark, one.x, one.y, one.reach) for one in found), *map(_count, found)]


def _count(one: Sign) -> str:
    """Of how many patches a sign is, at its lower right, over all signs."""
    x, y = one.x + one.reach * 0.75, one.y + one.reach * 1.15
    return text(x, y, str(one.count), 2.1, weight="700", halo="yes") if one.count > 1 else ""


def _span_mm(shape: shapely.Geometry, view: View) -> float:
    west, south, east, north = shape.bounds
    return float(max(east - west, north - south)) * view.mm_per_m


def _reach(shape: shapely.Geometry, count: int) -> float:
    """Signs grow a little with the patch, and are smaller where there are many; a letter always fits."""
    least = 1.45 if count <= FEW else 1.25
    return min(least + 0.003 * float(np.sqrt(shape.area)), least + 0.5)


def _names(townships: Sequence[MapTownship], signs: Sequence[Sign], view: View) -> list[str]:
    """Each where it covers the fewest signs, near the township's middle."""
    parts = []
    for township in townships:
        words = f"{township.name} ▲" if township.reached else township.name
        x, y = _clearest(township.shape, words, signs, view)
        parts.append(text(x, y, words, NAME_MM, anchor="middle", weight="700", halo="yes"))
    return parts


def _clearest(shape: shapely.Geometry, words: str, signs: Sequence[Sign], view: View) -> tuple[float, float]:
    """Of places around the middle that lie in the township."""
    middle = shapely.centroid(shape)
    at = view.mm(middle.x, middle.y)
    steps = [(dx, dy) for dy in STEPS_MM for dx in STEPS_MM]
    inside = [
        (at[0] + dx, at[1] + dy)
        for dx, dy in sorted(steps, key=lambda step: abs(step[0]) + abs(step[1]))
        if shapely.contains_xy(shape, *view.map_xy(at[0] + dx, at[1] + dy))
    ]
    shapely.prepare(shape)
    return min(inside or [at], key=lambda spot: _cost(words_box(spot[0], spot[1], words, NAME_MM), shape, signs, view))


def _cost(box: Box, shape: shapely.Geometry, signs: Sequence[Sign], view: View) -> int:
    """Signs that would be covered, and corners that would lie across the border."""
    corners = [view.map_xy(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    return _covered(box, signs) + 2 * sum(not shapely.contains_xy(shape, *corner) for corner in corners)


def _covered(box: Box, signs: Sequence[Sign]) -> int:
    left, top, right, bottom = box
    return sum(
        left - one.reach < one.x < right + one.reach and top - one.reach < one.y < bottom + one.reach for one in signs
    )


NAME_MM = 3.6
STEPS_MM = (0.0, -4.0, 4.0, -8.0, 8.0, -12.0, 12.0)
