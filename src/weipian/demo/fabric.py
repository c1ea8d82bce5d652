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


@dataclass(frozen=True, slots=True)
class Strip:
    """A road or a river: a long thin area of one land class."""

    code: str
    width: float
    area: shapely.Geometry


@dataclass(frozen=True, slots=True)
class Fabric:
    """Faces of the coverage; `strip` is −1 off the strips; `seed_point` is the cell that a face grew from."""

    faces: Shapes
    seed_point: Ints
    strip: Ints


def weave(points: Floats, group: Ints, strips: tuple[Strip, ...], seed: int) -> Fabric:
    """Cells around points (group −1: outside), cut by strips; inside a strip only lines between groups stay.

    points float64[n, 2] in metres, group int64[n]. Every edge is wiggled once, so both neighbours have it.
    """
    ends, left, right = cell_edges(points, group)
    lines = wiggled(ends, seed)
    border = lines[group[left] != group[right]]
    pieces = noded(lines, shapely.boundary([strip.area for strip in strips]))
    pieces = pieces[~_needless(pieces, strips, border)]
    faces = shapely.get_parts(shapely.polygonize(pieces))
    return _known(without_slivers(faces, 40.0), points, group, strips)


def cell_edges(points: Floats, group: Ints) -> tuple[Floats, Ints, Ints]:
    """Edges between Voronoi cells as x1 y1 x2 y2, and the two cells; edges of outer cells only are left out."""
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), ordered=True))
    xy, cell = shapely.get_coordinates(shapely.get_exterior_ring(cells), return_index=True)
    xy = np.round(xy, 3)
    here = cell[:-1] == cell[1:]
    start, stop, owner = xy[:-1][here], xy[1:][here], cell[:-1][here]
    turned = (start[:, 0] > stop[:, 0]) | ((start[:, 0] == stop[:, 0]) & (start[:, 1] > stop[:, 1]))
    ends = np.where(turned[:, None], np.hstack([stop, start]), np.hstack([start, stop]))
    edges, which, times = np.unique(ends, axis=0, return_inverse=True, return_counts=True)
    order = np.argsort(which.reshape(-1), kind="stable")
    first = np.cumsum(times) - times
    left, right = owner[order][first], owner[order][first + times - 1]
    real = (times == 2) & ((group[left] >= 0) | (group[right] >= 0)) & np.any(edges[:, :2] != edges[:, 2:], axis=1)
    return edges[real], left[real], right[real]


def wiggled(ends: Floats, seed: int) -> Shapes:
    """Each straight edge as a line that swings a little; the swing depends on the edge's ends alone."""
    span = np.hypot(ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1])
    count = np.clip((span / 11).astype(np.int64), 1, 14) + 1
    edge = np.repeat(np.arange(len(ends)), count)
    t = (np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)) / (count[edge] - 1)
    key = np.round(ends * 1000).astype(np.int64)
    dice = [hashed(seed + k, key[:, 0], key[:, 1], key[:, 2], key[:, 3])[edge] for k in range(4)]
    swing = 0.075 * np.sin(np.pi * (2 * dice[0] + t * (1 + 2 * dice[1])))
    swing += 0.030 * np.sin(2 * np.pi * (dice[2] + t * (3 + 3 * dice[3])))
    swing *= np.sin(np.pi * t)
    x = ends[edge, 0] + (ends[edge, 2] - ends[edge, 0]) * t - swing * (ends[edge, 3] - ends[edge, 1])
    y = ends[edge, 1] + (ends[edge, 3] - ends[edge, 1]) * t + swing * (ends[edge, 2] - ends[edge, 0])
    xy = np.round(np.stack([x, y], axis=1), 3)
    last = np.flatnonzero(t == 1.0)
    xy[last] = ends[edge[last], 2:]
    return np.asarray(shapely.linestrings(xy, indices=edge), dtype=object)


def noded(lines: Shapes, outlines: Shapes) -> Shapes:
    """All lines broken where they meet. Only those that meet something are worked on: the rest fit already."""
    outlines = shapely.set_precision(shapely.get_parts(outlines), GRID)
    tree = STRtree(lines)
    touched = np.zeros(len(lines), dtype=bool)
    touched[tree.query(outlines, predicate="dwithin", distance=0.01)[1]] = True
    touched[tree.query(lines, predicate="crosses")[1]] = True
    work = np.concatenate([lines[touched], outlines])
    broken = shapely.get_parts(shapely.union_all(work, grid_size=GRID))
    return np.concatenate([lines[~touched], broken])


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
        near = tree.query(shapely.boundary(strip.area), predicate="dwithin", distance=0.01)
        found[near[(top[near] >= number) | (top[near] < 0)]] = True
    return found


def _known(faces: Shapes, points: Floats, group: Ints, strips: tuple[Strip, ...]) -> Fabric:
    """Which cell and strip each face belongs to; faces outside are dropped."""
    spot = shapely.point_on_surface(faces)
    nearest = STRtree(shapely.points(points)).query_nearest(spot, all_matches=False)[1]
    kept = group[nearest] >= 0
    return Fabric(faces[kept], nearest[kept], _topmost(spot[kept], strips))
