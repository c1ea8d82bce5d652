"""Compiling ahead everything that measuring runs, for exactly the array types that it runs on."""

from __future__ import annotations

import numpy as np

from weipian.geometry.authalic import AUTHALIC
from weipian.geometry.checksum import BLOCK, intact, intact_pieces, sums_of
from weipian.geometry.crs import Crs
from weipian.geometry.geos import shapely
from weipian.geometry.measure import indexed, overlaps, overlaps_within, shape_areas
from weipian.geometry.pieces import read_only
from weipian.geometry.shapes import Shapes
from weipian.geometry.sound import judged

ZONE = Crs.of_epsg(4525)


def compile_all() -> None:
    """A round shape of more vertices than a piece may have goes every way that a patch or a layer goes."""
    turns = np.linspace(0.0, 2.0 * np.pi, 400)
    x, y = 1000.0 * np.cos(turns), 1000.0 * np.sin(turns)
    x[-1], y[-1] = x[0], y[0]
    wkb = [shapely.to_wkb(shapely.polygons(np.column_stack((x + shift, y)))) for shift in (37_500_000.0, 37_500_500.0)]
    found = judged(wkb, ZONE).shapes
    shape_areas(found)
    overlaps(indexed(Shapes.of_wkb(wkb, AUTHALIC)), indexed(found))
    overlaps_within(indexed(found))
    _mapped(found)


def _mapped(shapes: Shapes) -> None:
    words = read_only(np.zeros(4 * BLOCK, np.uint64))
    sums = read_only(sums_of(words))
    seen = np.zeros(len(sums), np.uint8)
    pieces = indexed(shapes).pieces
    intact(words, sums, seen, 0, 9)
    intact_pieces(words, sums, seen, 0, 9, pieces.ring_start, pieces.piece_start, read_only(np.zeros(1, np.int64)))
