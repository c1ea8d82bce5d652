"""Land cut into pieces that fit: neighbours share exactly the same vertices (a valid coverage)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from weipian.demo.noise import Floats, Ints, hashed
from weipian.demo.slivers import without_slivers

Shapes = NDArray[np.object_]
GRID = 0.001
"""Coordinates are whole millimetres."""
LONG_SWING, SHORT_SWING = 0.075, 0.03
"""How far an edge swings, as a share of its length."""
STEP = 7.0
"""Metres from one vertex of an edge to the next."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A road or a river: a long thin area of one land class."""

    code: str
    width: float
    area: shapely.Geometry


@dataclass(frozen=True, slots=True)
class Fabric:
    """Faces of the coverage and a spot in each; `strip` is −1 off the strips; `seed_point` is the cell it grew from."""

    faces: Shapes
    spot: Floats
    seed_point: Ints
    strip: Ints


@dataclass(frozen=True, slots=True)
class Cells:
    """points float64[n, 2] in metres; group −1: outside; cells of one number make one piece of land."""

    points: Floats
    group: Ints
    number: Ints


def weave(cells: Cells, strips: tuple[Strip, ...], seed: int) -> Fabric:
    """Cells around points, cut by strips; inside a strip only lines between groups stay.

    Every edge is wiggled once, so both neighbours have it.
    """
    group = cells.group
    ends, left, right = cell_edges(cells.points, group)
    parts = (cells.number[left] != cells.number[right]) | ((group[left] < 0) != (group[right] < 0))
    ends, left, right = ends[parts], left[parts], right[parts]
    lines = wiggled(ends, room_beside(ends, cells.points[left]), seed)
    border = lines[group[left] != group[right]]
    pieces = noded(lines, shapely.boundary([strip.area for strip in strips]))
    pieces = pieces[~_needless(pieces, strips, border)]
    faces = shapely.get_parts(shapely.polygonize(pieces))
    return _known(without_slivers(faces, 20.0), cells, strips)


def cell_edges(points: Floats, group: Ints) -> tuple[Floats, Ints, Ints]:
    """Edges between Voronoi cells as x1 y1 x2 y2, and the two cells; edges of outer cells only are left out."""
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), ordered=True))
    xy, cell = shapely.get_coordinates(shapely.get_exterior_ring(cells), return_index=True)
    spots, corner = _corners(xy)
    here = (cell[:-1] == cell[1:]) & (corner[:-1] != corner[1:])
    low, high = np.minimum(corner[:-1], corner[1:])[here], np.maximum(corner[:-1], corner[1:])[here]
    owner = cell[:-1][here]
    edge = low * len(spots) + high
    order = np.argsort(edge, kind="stable")
    edge, owner = edge[order], owner[order]
    twice = np.flatnonzero(edge[:-1] == edge[1:])
    left, right = owner[twice], owner[twice + 1]
    real = (group[left] >= 0) | (group[right] >= 0)
    low, high = edge[twice][real] // len(spots), edge[twice][real] % len(spots)
    return np.hstack([spots[low], spots[high]]), left[real], right[real]


def _corners(xy: Floats) -> tuple[Floats, Ints]:
    """The different vertices in whole millimetres, west to east, and which of them each vertex is."""
    grid = np.round((xy - xy.min(axis=0)) / GRID).astype(np.int64)
    _, first, which = np.unique(grid[:, 0] << 32 | grid[:, 1], return_index=True, return_inverse=True)
    return np.round(xy[first], 3), which.reshape(-1)


def room_beside(ends: Floats, middle: Floats) -> Floats:
    """How far an edge may swing, as a share of its length, so that no two edges ever cross: float64[n].

    An edge and a cell's middle span a triangle; the triangles of a cell are apart. The line stays within 0.9 of its
    height, times what the triangle's slant leaves; the two cells of an edge lie alike on both sides.
    """
    run, out = ends[:, 2:] - ends[:, :2], middle - ends[:, :2]
    squared = np.maximum((run**2).sum(axis=1), 1e-6)
    foot = (run * out).sum(axis=1) / squared
    height = np.abs(run[:, 0] * out[:, 1] - run[:, 1] * out[:, 0]) / squared
    room = 0.9 * height / (np.pi * np.maximum(1, np.maximum(foot, 1 - foot)))
    return np.where(room * np.sqrt(squared) < 0.02, 0.0, room)


def wiggled(ends: Floats, room: Floats, seed: int) -> Shapes:
    """Each straight edge as a line that swings a little; the swing depends on the edge's ends and room alone."""
    span = np.hypot(ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1])
    count = np.clip((span / STEP).astype(np.int64), 1, 24) + 1
    edge = np.repeat(np.arange(len(ends)), count)
    t = (np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)) / (count[edge] - 1)
    key = np.round(ends * 1000).astype(np.int64)
    dice = [hashed(seed + k, key[:, 0], key[:, 1], key[:, 2], key[:, 3])[edge] for k in range(4)]
    swing = LONG_SWING * np.sin(np.pi * (2 * dice[0] + t * (1 + 2 * dice[1])))
    swing += SHORT_SWING * np.sin(2 * np.pi * (dice[2] + t * (3 + 3 * dice[3])))
    swing *= np.sin(np.pi * t) * np.minimum(1.0, room / (LONG_SWING + SHORT_SWING))[edge]
    x = ends[edge, 0] + (ends[edge, 2] - ends[edge, 0]) * t - swing * (ends[edge, 3] - ends[edge, 1])
    y = ends[edge, 1] + (ends[edge, 3] - ends[edge, 1]) * t + swing * (ends[edge, 2] - ends[edge, 0])
    xy = np.round(np.stack([x, y], axis=1), 3)
    last = np.flatnonzero(t == 1.0)
    xy[last] = ends[edge[last], 2:]
    return np.asarray(shapely.linestrings(xy, indices=edge), dtype=object)


def noded(lines: Shapes, outlines: Shapes) -> Shapes:
    """Lines and outlines broken where they meet. Only lines that an outline meets are worked on: the rest fit."""
    outlines = shapely.set_precision(shapely.get_parts(outlines), GRID)
    tree = STRtree(lines)
    touched = np.zeros(len(lines), dtype=bool)
    touched[tree.query(short_pieces(outlines), predicate="dwithin", distance=0.01)[1]] = True
    work = np.concatenate([lines[touched], outlines])
    broken = shapely.get_parts(shapely.union_all(work, grid_size=GRID))
    return np.concatenate([lines[~touched], broken])


def short_pieces(lines: Shapes, most: int = 8) -> Shapes:
    """The same lines in pieces of a few vertices: a tree is asked far sooner about small boxes."""
    found: list[Shapes] = []
    for line in shapely.get_parts(lines):
        xy = shapely.get_coordinates(line)
        starts = np.arange(0, len(xy) - 1, most)
        found.append(np.asarray([shapely.LineString(xy[k : k + most + 1]) for k in starts], dtype=object))
    return np.concatenate(found)


def _needless(pieces: Shapes, strips: tuple[Strip, ...], border: Shapes) -> NDArray[np.bool_]:
    """Pieces within one strip that part nothing: not between groups, not the outline of a strip above."""
    middle = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    top = _topmost(middle, strips)
    bordering = np.zeros(len(pieces), dtype=bool)
    bordering[STRtree(middle).query(border, predicate="dwithin", distance=0.02)[1]] = True
    return (top >= 0) & ~bordering & ~_on_outline(middle, top, strips)


def _topmost(where: Shapes, strips: tuple[Strip, ...]) -> Ints:
    """The first strip that holds each point, −1 for none."""
    found = np.full(len(where), -1, dtype=np.int64)
    x, y = shapely.get_x(where), shapely.get_y(where)
    for number, strip in reversed(list(enumerate(strips))):
        shapely.prepare(strip.area)
        found[shapely.contains_xy(strip.area, x, y)] = number
    return found


def _on_outline(where: Shapes, top: Ints, strips: tuple[Strip, ...]) -> NDArray[np.bool_]:
    """Points on the outline of the strip that is topmost there or of one that lies above it."""
    found = np.zeros(len(where), dtype=bool)
    tree = STRtree(where)
    for number, strip in enumerate(strips):
        outline = short_pieces(shapely.get_parts(shapely.boundary([strip.area])))
        near = tree.query(outline, predicate="dwithin", distance=0.01)[1]
        found[near[(top[near] >= number) | (top[near] < 0)]] = True
    return found


def _known(faces: Shapes, cells: Cells, strips: tuple[Strip, ...]) -> Fabric:
    """Which cell and strip each face belongs to; faces outside are dropped."""
    spot = shapely.point_on_surface(faces)
    nearest = STRtree(shapely.points(cells.points)).query_nearest(spot, all_matches=False)[1]
    kept = cells.group[nearest] >= 0
    return Fabric(faces[kept], shapely.get_coordinates(spot[kept]), nearest[kept], _topmost(spot[kept], strips))
