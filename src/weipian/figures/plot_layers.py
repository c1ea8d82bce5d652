"""The map of an overlay figure: land use below, the three layers over it, the plot on top, and the words on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.figures.grounds import Ground, ground_fill
from weipian.figures.labels import Taken, words_box
from weipian.figures.land import land_fill, look_of
from weipian.figures.plot_values import LandShape, PlotFigure
from weipian.figures.sheet import Sheet
from weipian.figures.svg import View, text, units

PLOT = "#C4001D"
FINE_MM = 0.04
"""Outlines are simplified by no more than paper shows."""
CODE_MM, NUMBER_MM = 2.0, 2.8
CLEAR_MM = 1.2
Clipped = list[tuple[shapely.Geometry, str]]


def drawn_map(plot: PlotFigure, land: Clipped, sheet: Sheet, taken: Taken) -> Iterator[str]:
    """Everything within the frame, from below upwards; `land` is cut to it already."""
    yield from _land(plot.prefix, land, sheet.view)
    grounds = [(layer.ground, _within(layer.shapes, sheet)) for layer in plot.grounds]
    for ground, shapes in grounds:
        if shapes:
            yield _ground(plot.prefix, ground, shapes, sheet.view)
    yield from _plot(plot.shape, sheet)
    _keep_clear(plot.shape, sheet, taken)
    yield _number(plot, sheet, taken)
    yield from _letters(grounds, sheet, taken)
    yield from _codes(land, sheet, taken)


def _within(shapes: Sequence[shapely.Geometry], sheet: Sheet) -> list[shapely.Geometry]:
    found = shapely.clip_by_rect(np.asarray(list(shapes), object), *sheet.beyond)
    return [shape for shape in found.tolist() if shape.area > 0]


def clipped(shapes: Sequence[LandShape], sheet: Sheet) -> Clipped:
    """What of the neighbours lies in the frame."""
    found = shapely.clip_by_rect(np.asarray([one.shape for one in shapes], object), *sheet.beyond)
    return [(shape, one.code) for shape, one in zip(found.tolist(), shapes, strict=True) if shape.area > 0]


def _path(shapes: Sequence[shapely.Geometry], view: View) -> str:
    """Outlines as far as paper shows them, so that a map of a large plot is no larger than one of a small one."""
    return view.path(shapely.simplify(np.asarray(shapes, object), FINE_MM / view.mm_per_m))


def _land(prefix: str, land: Clipped, view: View) -> Iterator[str]:
    """One path a look."""
    by_look: dict[str, list[shapely.Geometry]] = {}
    for shape, code in land:
        by_look.setdefault(look_of(code).key, []).append(shape)
    codes = {look_of(code).key: code for _, code in land}
    for key, shapes in sorted(by_look.items()):
        yield (
            f'<path d="{_path(shapes, view)}" fill="{land_fill(prefix, codes[key])}" stroke="#8b8b84" '
            'stroke-width="2" stroke-linejoin="round" fill-rule="evenodd"/>'
        )


def _ground(prefix: str, ground: Ground, shapes: Sequence[shapely.Geometry], view: View) -> str:
    look = ground.look
    dash = f' stroke-dasharray="{look.dash}"' if look.dash else ""
    return (
        f'<path d="{_path(shapes, view)}" fill="{ground_fill(prefix, ground)}" stroke="{look.colour}" '
        f'stroke-width="{units(look.width_mm)}"{dash} stroke-linejoin="round" fill-rule="evenodd"/>'
    )


def _plot(shape: shapely.Geometry, sheet: Sheet) -> Iterator[str]:
    """Red on a white casing; what is outside is veiled. A thin plot has a thinner line, or it would be all line."""
    path = sheet.view.path([shape])
    x, y = units(sheet.left), units(sheet.top)
    wide, tall = units(sheet.width), units(sheet.height)
    thin = 2 * shape.area / shape.length * sheet.view.mm_per_m
    weight = units(min(0.65, max(0.22, thin / 3)))
    yield f'<path d="M{x} {y}h{wide}v{tall}h-{wide}z{path}" fill="#fff" fill-opacity=".38" fill-rule="evenodd"/>'
    yield f'<path d="{path}" fill="none" stroke="#fff" stroke-width="{weight + 14}" stroke-linejoin="round"/>'
    yield f'<path d="{path}" fill="none" stroke="{PLOT}" stroke-width="{weight}" stroke-linejoin="round"/>'


def _keep_clear(shape: shapely.Geometry, sheet: Sheet, taken: Taken) -> None:
    """No words across the plot's outline."""
    outline = shapely.segmentize(shapely.boundary(shape), CLEAR_MM / sheet.view.mm_per_m)
    for x, y in shapely.get_coordinates(outline):
        u, v = sheet.view.mm(float(x), float(y))
        taken.take((u - CLEAR_MM / 3, v - CLEAR_MM / 3, u + CLEAR_MM / 3, v + CLEAR_MM / 3))


def _number(plot: PlotFigure, sheet: Sheet, taken: Taken) -> str:
    """Beside the plot: above its box, below, beside its middle; of a bent thin one near the line itself."""
    west, south, east, north = plot.shape.bounds
    left, top = sheet.view.mm(west, north)
    right, bottom = sheet.view.mm(east, south)
    x, y = sheet.view.mm(*shapely.get_coordinates(plot.shape.representative_point())[0])
    around = [((left + right) / 2, top - 1.6, "middle"), ((left + right) / 2, bottom + NUMBER_MM + 1.2, "middle")]
    beside = [(x + 2 + step, y + drop, "start") for step in (0, 3, 8) for drop in (1, -3, 5)]
    beside += [(x - 2 - step, y + drop, "end") for step in (0, 3, 8) for drop in (1, -3, 5)]
    fills_its_box = plot.shape.area > 0.3 * (east - west) * (north - south)
    places = [*around, *beside] if fills_its_box else [*beside, *around]
    number = taken.first_free(words_box(u, v, plot.number, NUMBER_MM, anchor) for u, v, anchor in places)
    u, v, anchor = places[0 if number is None else number]
    return text(u, v, plot.number, NUMBER_MM, anchor=anchor, weight="700", fill=PLOT, halo="yes")


def _letters(grounds: Sequence[tuple[Ground, Sequence[shapely.Geometry]]], sheet: Sheet, taken: Taken) -> Iterator[str]:
    """A letter on each layer, so that grey print tells them apart."""
    for ground, shapes in grounds:
        for shape in sorted(shapes, key=lambda one: -float(one.area))[:3]:
            x, y = sheet.view.mm(*shapely.get_coordinates(shape.representative_point())[0])
            spot = (x - 1.9, y - 1.9, x + 1.9, y + 1.9)
            if taken.first_free([spot]) is not None:
                yield letter(ground, x, y)


def letter(ground: Ground, x: float, y: float, reach: float = 1.7) -> str:
    """The layer's letter in a ring of its colour."""
    look, r = ground.look, units(reach)
    return (
        f'<circle cx="{units(x)}" cy="{units(y)}" r="{r}" fill="#fff" stroke="{look.colour}" stroke-width="5"/>'
        + text(x, y + reach * 0.42, look.letter, reach * 1.2, anchor="middle", weight="700", fill=look.colour)
    )


def _codes(land: Clipped, sheet: Sheet, taken: Taken) -> Iterator[str]:
    """Class codes where a shape has room for them, the largest first."""
    if not land:
        return
    shapes = np.asarray([shape for shape, _ in land], object)
    spots = shapely.point_on_surface(shapes)
    room = shapely.distance(spots, shapely.boundary(shapes)) * sheet.view.mm_per_m
    at: NDArray[np.float64] = shapely.get_coordinates(spots)
    for index in np.argsort(-shapely.area(shapes), kind="stable").tolist():
        if room[index] < CODE_MM * 0.55:
            continue
        x, y = sheet.view.mm(*at[index])
        code = land[index][1]
        if taken.first_free([words_box(x, y + CODE_MM * 0.36, code, CODE_MM)]) is not None:
            yield text(x, y + CODE_MM * 0.36, code, CODE_MM, anchor="middle", fill="#3a3a3a", halo="yes")
