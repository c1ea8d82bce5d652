"""A layer's tile out of its ready file: what is large enough to have a shape, and the rest as a mosaic.

Features whose box is smaller than a few pixels are not dropped, which would leave holes in a survey that covers the
county: each counts for the cell that its middle lies in, and the cell takes the class with the most ground.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.geometry.gathering import spans
from weipian.geometry.map_tiles import EXTENT, Box, Tile
from weipian.geometry.pieces import Pieces, read_only
from weipian.gis.vector_tiles import Rings, layer_of
from weipian.programme.overlay.ready_ground import ReadyGround

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

FINEST = 16
"""The deepest zoom with tiles of its own, a seventh of a metre a step; the browser enlarges them beyond."""
PIXEL = EXTENT // 512
CELLS = (2 * PIXEL, 4 * PIXEL, 8 * PIXEL)
"""Sides of the mosaic's cells: the first with which the tile is not too much."""
MOST = 250_000
"""Vertices of a tile: a tenth of a second."""
BEYOND = 1 / 64
"""Of a tile's side: outlines go on so far outside, so that cut edges are not seen."""
WHOLE, MOSAIC = "whole", "mosaic"


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Rings of the plane: start int64[r+1] into x, y; hole[r]; feature[r], the layer's own number, rising."""

    x: Floats
    y: Floats
    start: Ints
    hole: Bools
    feature: Ints


def layer_tile(ground: ReadyGround, tile: Tile) -> bytes:
    """The tile's bytes; none where nothing lies there. Raises Damaged."""
    pieces, labels = ground.ready.indexed.pieces, ground.labels
    box = tile.box(BEYOND)
    met = np.flatnonzero(_meets(pieces.box, box))
    large, cell = _parted(ground, met, tile)
    shaped, small = np.unique(pieces.owner[met[large]]), met[~large]
    found = _mosaic(ground, small, tile, cell) if len(small) else b""
    if len(shaped):
        drawn = _drawn(ground, shaped, box)
        own, at = np.unique(drawn.feature, return_inverse=True)
        rings = _on_steps(drawn, at, tile)
        found += layer_of(WHOLE, rings, labels.distinct, labels.codes[own].astype(np.int64), own + 1)
    return found


def _meets(boxes: Floats, box: Box) -> Bools:
    west, south, east, north = box
    found: Bools = (boxes[:, 0] < east) & (boxes[:, 2] > west) & (boxes[:, 1] < north) & (boxes[:, 3] > south)
    return found


def _parted(ground: ReadyGround, met: Ints, tile: Tile) -> tuple[Bools, int]:
    """Which pieces have a shape of their own, because they reach over more than a cell, and the cells' side.

    What was cut when the layer was made ready always has its shape.
    """
    pieces = ground.ready.indexed.pieces
    if tile.z >= FINEST:
        return np.ones(len(met), np.bool_), CELLS[0]
    west, south, east, north = tile.box()
    boxes = pieces.box[met]
    reach = np.maximum((boxes[:, 2] - boxes[:, 0]) / (east - west), (boxes[:, 3] - boxes[:, 1]) / (north - south))
    vertices = pieces.ring_start[pieces.piece_start[met + 1]] - pieces.ring_start[pieces.piece_start[met]]
    cut = ground.ready.array("whereabouts")[pieces.owner[met]] < 0
    large, cell = cut, CELLS[0]
    for cell in CELLS:
        large = cut | (reach * EXTENT > cell)
        strips = min(int((~large).sum()), (EXTENT // cell) ** 2)
        if int(vertices[large].sum()) + 4 * strips <= MOST:
            break
    return large, cell


def _on_steps(drawn: Drawn, feature: Ints, tile: Tile) -> Rings:
    """Snapped: to half a pixel, of very much to a whole one, at the deepest zoom to the step. What neighbours share
    stays shared.
    """
    grid = 1 if tile.z >= FINEST else PIXEL if len(drawn.x) > MOST // 2 else PIXEL // 2
    x, y = ((np.rint(axis / grid) * grid).astype(np.int64) for axis in tile.steps(drawn.x, drawn.y))
    return Rings(x, y, drawn.start, drawn.hole, feature)


def _drawn(ground: ReadyGround, features: Ints, box: Box) -> Drawn:
    """Features that lie inside go straight from the arrays; those that reach out are cut first."""
    pieces: Pieces = ground.ready.indexed.pieces
    at = ground.ready.array("whereabouts")[features]
    boxes = pieces.box[np.maximum(at, 0)]
    west, south, east, north = box
    inside = (boxes[:, 0] >= west) & (boxes[:, 2] <= east) & (boxes[:, 1] >= south) & (boxes[:, 3] <= north)
    inside &= at >= 0
    return _together(_straight(ground, features[inside], at[inside]), _cut(ground, features[~inside], box))


def _straight(ground: ReadyGround, features: Ints, at: Ints) -> Drawn:
    pieces = ground.ready.indexed.pieces
    ground.ready.check_pieces(read_only(at))
    first, end = pieces.piece_start[at], pieces.piece_start[at + 1]
    rings = spans(first, end)
    start, stop = pieces.ring_start[rings], pieces.ring_start[rings + 1]
    vertices = spans(start, stop)
    shape_start = ground.ready.array("shape_start")
    hole = ground.ready.array("hole")[spans(shape_start[features], shape_start[features + 1])].astype(np.bool_)
    starts = np.append(0, np.cumsum(stop - start)).astype(np.int64)
    return Drawn(pieces.x[vertices], pieces.y[vertices], starts, hole, np.repeat(features, end - first))


def _cut(ground: ReadyGround, features: Ints, box: Box) -> Drawn:
    """What of them lies in the box."""
    whole = ground.planar(features) if len(features) else np.empty(0, object)
    parts, owner = shapely.get_parts(np.asarray(shapely.clip_by_rect(whole, *box), object), return_index=True)
    areal = (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & ~shapely.is_empty(parts)
    return outlines(parts[areal], features[owner[areal]])


def outlines(parts: NDArray[np.object_], feature: Ints) -> Drawn:
    """The rings of polygons, each of a feature."""
    if not len(parts):
        none = np.empty(0, np.int64)
        return Drawn(np.empty(0), np.empty(0), np.zeros(1, np.int64), np.empty(0, np.bool_), none)
    _, xy, (rings, polygons) = shapely.to_ragged_array(parts, include_z=False)
    hole = np.ones(len(rings) - 1, np.bool_)
    hole[polygons[:-1]] = False
    owner = np.repeat(feature, np.diff(polygons))
    return Drawn(xy[:, 0].copy(), xy[:, 1].copy(), rings.astype(np.int64), hole, owner)


def _together(one: Drawn, other: Drawn) -> Drawn:
    """Both, by feature."""
    x, y = np.concatenate((one.x, other.x)), np.concatenate((one.y, other.y))
    start = np.concatenate((one.start[:-1], other.start + len(one.x)))
    hole, feature = np.concatenate((one.hole, other.hole)), np.concatenate((one.feature, other.feature))
    order = np.argsort(feature, kind="stable")
    vertices = spans(start[order], start[order + 1])
    starts = np.append(0, np.cumsum(np.diff(start)[order])).astype(np.int64)
    return Drawn(x[vertices], y[vertices], starts, hole[order], feature[order])


def _mosaic(ground: ReadyGround, small: Ints, tile: Tile, cell: int) -> bytes:
    """Cells, neighbours of a row and class in one strip, and all strips of a class in one feature."""
    pieces, labels = ground.ready.indexed.pieces, ground.labels
    middle = (pieces.box[small][:, :2] + pieces.box[small][:, 2:]) / 2
    x, y = (np.floor(axis / cell).astype(np.int64) for axis in tile.steps(middle[:, 0].copy(), middle[:, 1].copy()))
    owner = pieces.owner[small]
    code = labels.codes[owner].astype(np.int64)
    row, column, code = _won(y, x, code, ground.ready.array("areas")[owner])
    fresh = np.append(True, (np.diff(row) != 0) | (np.diff(column) != 1) | (np.diff(code) != 0))
    first = np.flatnonzero(fresh)
    last = np.append(first[1:], len(row)) - 1
    order = np.argsort(code[first], kind="stable")
    first, last = first[order], last[order]
    west, east, north = column[first] * cell, (column[last] + 1) * cell, row[first] * cell
    xs, ys = np.column_stack((west, east, east, west)), np.column_stack((north, north, north + cell, north + cell))
    own, at = np.unique(code[first], return_inverse=True)
    start = 4 * np.arange(len(first) + 1)
    rings = Rings(xs.reshape(-1), ys.reshape(-1), start, np.zeros(len(first), np.bool_), at)
    return layer_of(MOSAIC, rings, labels.distinct, own, np.zeros(len(own), np.int64))


def _won(row: Ints, column: Ints, code: Ints, area: Ints) -> tuple[Ints, Ints, Ints]:
    """Each cell once, row by row, with the class that has the most of it."""
    wide = int(column.max()) - int(column.min()) + 1
    kinds = int(code.max()) + 1
    key = ((row - row.min()) * wide + column - column.min()) * kinds + code
    each, at = np.unique(key, return_inverse=True)
    ground = np.bincount(at, area.astype(np.float64))
    cell = each // kinds
    order = np.lexsort((ground, cell))
    best = order[np.append(cell[order][1:] != cell[order][:-1], True)]
    found = cell[best]
    return found // wide + row.min(), found % wide + column.min(), each[best] % kinds
