"""What came where a change is told of: a house, a road, a pit, panels, sheds, water, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import shapely
from shapely.affinity import translate

from weipian.demo.events import Event
from weipian.demo.painting import Canvas, Colour

BARE: Colour = (196, 162, 120)
CONCRETE: Colour = (198, 196, 190)
ASPHALT: Colour = (112, 112, 116)
MARK: Colour = (226, 224, 210)
RED_ROOF: Colour = (176, 84, 66)
BLUE_ROOF: Colour = (74, 118, 184)
WHITE_ROOF: Colour = (232, 234, 236)
PANEL: Colour = (40, 54, 96)
ROCK: tuple[Colour, ...] = ((206, 186, 150), (186, 162, 124), (224, 208, 178), (160, 138, 108))
WATER: Colour = (50, 92, 108)
BANK: Colour = (176, 160, 122)
SHADOW: Colour = (64, 62, 60)


def change_of(canvas: Canvas, event: Event) -> None:
    """Draw it over the land as it was. Of what did not change nothing is drawn."""
    DRAWN.get(event.kind, _yard)(canvas, event.shape)


def _nothing(_canvas: Canvas, _shape: shapely.Geometry) -> None:
    """The image shows what was there before."""


def _house(canvas: Canvas, shape: shapely.Geometry) -> None:
    canvas.fill([shape], CONCRETE)
    _roofs(canvas, [shape.buffer(-2.0, join_style="mitre")], RED_ROOF)


def _roofs(canvas: Canvas, shapes: Sequence[shapely.Geometry], colour: Colour) -> None:
    """Each with its shadow to the north-west."""
    canvas.fill([translate(shape, -3, 3) for shape in shapes], SHADOW)
    canvas.fill(shapes, colour, "stripes")


def _works(canvas: Canvas, shape: shapely.Geometry) -> None:
    """Halls on concrete."""
    canvas.fill([shape], CONCRETE, "soft")
    _roofs(canvas, _cells(shape, 34.0, 22.0, 8.0), BLUE_ROOF)


def _camp(canvas: Canvas, shape: shapely.Geometry) -> None:
    canvas.fill([shape], BARE, "soft")
    _roofs(canvas, _cells(shape, 20.0, 6.0, 8.0), WHITE_ROOF)


def _yard(canvas: Canvas, shape: shapely.Geometry) -> None:
    canvas.fill([shape], BARE, "soft")
    _roofs(canvas, _cells(shape, 16.0, 12.0, 14.0), RED_ROOF)


def _road(canvas: Canvas, shape: shapely.Geometry) -> None:
    canvas.fill([shape], BARE, "soft")
    canvas.fill([shape.buffer(-1.5)], ASPHALT)
    inner = shape.buffer(-_half_width(shape) + 0.8)
    canvas.fill([inner], MARK)


def _half_width(shape: shapely.Geometry) -> float:
    """Of something long: its area is its length times its width."""
    return float(shape.area / max(shape.length, 1.0))


def _lane(canvas: Canvas, shape: shapely.Geometry) -> None:
    canvas.fill([shape], CONCRETE)


def _pit(canvas: Canvas, shape: shapely.Geometry) -> None:
    """Terraces, one within the other."""
    for step, colour in enumerate(ROCK * 3):
        inner = shape.buffer(-7.0 * step)
        if inner.is_empty:
            return
        canvas.fill([inner], colour, "soft")


def _solar(canvas: Canvas, shape: shapely.Geometry) -> None:
    canvas.fill(_cells(shape, 60.0, 4.0, 3.0), PANEL, "stripes")


def _sheds(canvas: Canvas, shape: shapely.Geometry) -> None:
    canvas.fill([shape], BARE)
    canvas.fill(_cells(shape, 40.0, 8.0, 3.0), WHITE_ROOF, "stripes")


def _pond(canvas: Canvas, shape: shapely.Geometry) -> None:
    canvas.fill([shape], BANK)
    canvas.fill([shape.buffer(-3.0)], WATER)


def _cells(shape: shapely.Geometry, wide: float, tall: float, apart: float) -> list[shapely.Geometry]:
    """Rectangles in rows, those that lie within the shape, cut at its edge where most of them does."""
    west, south, east, north = shape.bounds
    x, y = np.arange(west + apart, east, wide + apart), np.arange(south + apart, north, tall + apart)
    left, low = (each.ravel() for each in np.meshgrid(x, y))
    parts = shapely.intersection(shapely.box(left, low, left + wide, low + tall), shape.buffer(-2.0))
    return list(parts[shapely.area(parts) > 0.4 * wide * tall])


DRAWN: dict[str, Callable[[Canvas, shapely.Geometry], None]] = {
    "house": _house, "highway": _road, "plant": _works, "mine": _pit, "solar": _solar, "shed": _sheds, "camp": _camp,
    "track": _lane, "unchanged": _nothing, "pond": _pond, "rebuilt": _house,
}  # fmt: skip
