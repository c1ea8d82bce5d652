"""Outlines as an interpreter draws them on an image: houses, yards, pits, stretches of road."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.random import Generator
from shapely import LineString, Polygon
from shapely.affinity import rotate, scale, translate


def house(dice: Generator) -> Polygon:
    """A rectangle or an L, about 1 m² in all; it is sized later."""
    long, wing = dice.uniform(1.0, 1.7), dice.uniform(0.25, 0.6)
    if dice.random() < 0.4:
        corners = [(0, 0), (long, 0), (long, wing), (wing * long, wing), (wing * long, 1), (0, 1)]
    else:
        corners = [(0, 0), (long, 0), (long, 1), (0, 1)]
    shaken = np.asarray(corners) + dice.uniform(-0.04, 0.04, (len(corners), 2))
    return _settled(Polygon(shaken), dice)


def block(dice: Generator) -> Polygon:
    """A yard or a plant: five to eight bends."""
    return _round(dice, int(dice.integers(7, 12)), 0.16, dice.uniform(1.0, 1.9))


def blob(dice: Generator) -> Polygon:
    """A pit, a slope, a pond: soft and irregular."""
    return _round(dice, int(dice.integers(22, 38)), 0.2, dice.uniform(1.0, 1.7))


def sheds(dice: Generator) -> Polygon:
    """A long roof."""
    corners = np.asarray([(0, 0), (3.2, 0), (3.2, 1), (0, 1)], dtype=np.float64)
    corners[:, 0] *= dice.uniform(0.7, 1.3)
    return _settled(Polygon(corners + dice.uniform(-0.05, 0.05, (4, 2))), dice)


def stretch(line: LineString, start: float, stop: float, width: float) -> Polygon:
    """A piece of road between two chainages, in metres."""
    way = np.arange(start, stop, 20.0)
    piece = LineString(shapely.get_coordinates(shapely.line_interpolate_point(line, way)))
    return shapely.buffer(shapely.simplify(piece, 0.5), width / 2, cap_style="flat", join_style="mitre")


def lane(dice: Generator) -> LineString:
    """A bending track of length 1 around its middle."""
    t = np.linspace(-0.5, 0.5, 14)
    bend = 0.12 * np.sin(2 * np.pi * (t * dice.uniform(0.6, 1.4) + dice.random()))
    return rotate(LineString(np.stack([t, bend], axis=1)), dice.uniform(0, 180))


def sized(shape: Polygon, area_m2: float, x: float, y: float) -> Polygon:
    """The outline at a place with an area, on whole centimetres."""
    factor = float(np.sqrt(area_m2 / shape.area))
    placed = translate(scale(shape, factor, factor, origin=(0, 0)), x, y)
    return shapely.transform(placed, lambda xy: np.round(xy, 2))


def _round(dice: Generator, corners: int, rough: float, stretch_by: float) -> Polygon:
    angle = np.sort(np.linspace(0, 2 * np.pi, corners, endpoint=False) + dice.uniform(-0.12, 0.12, corners))
    phase = dice.uniform(0, 2 * np.pi, 3)
    reach = 1 + sum(rough / (k + 1) * np.sin((k + 2) * angle + phase[k]) for k in range(3))
    xy = np.stack([stretch_by * reach * np.cos(angle), reach * np.sin(angle)], axis=1)
    return _settled(Polygon(xy), dice)


def _settled(shape: Polygon, dice: Generator) -> Polygon:
    turned = rotate(shape, dice.uniform(0, 180), origin="centroid")
    middle = turned.centroid
    return translate(turned, -middle.x, -middle.y)
