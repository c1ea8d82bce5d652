"""Measuring: areas of shapes, and the area that the shapes of two layers share."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.geometry.areas import UM2_PER_M2, areas_m2
from weipian.geometry.authalic import AUTHALIC
from weipian.geometry.grid import grid_over
from weipian.geometry.kernel import measure_run
from weipian.geometry.pieces import Pieces, into_pieces
from weipian.geometry.shapes import Shapes, to_authalic
from weipian.terms.errors import InputError

Ints = NDArray[np.int64]
Columns = tuple[Ints, Ints, Ints]

LARGEST_M2 = 9.0e12
"""More would not fit 64 bits in 1e-6 m²; it is nearly China."""
DEFAULT_THREADS = 2
RUN = 512
"""Pieces that a thread takes at a time."""


@dataclass(frozen=True, slots=True, eq=False)
class Overlaps:
    """Pairs that share area, by a and then b: indices int64[k] into the two layers, area int64[k] in 1e-6 m²."""

    a_index: Ints
    b_index: Ints
    area_um2: Ints

    def __len__(self) -> int:
        return len(self.area_um2)


def shape_areas(shapes: Shapes) -> Ints:
    """The ellipsoid area of each shape, int64[s] in 1e-6 m²; projected into the authalic plane first where need be.

    Equal to the survey standard's trapezoid sum (国土调查办发〔2008〕32号); error 1e-9 m times the outline's length.
    Raises InputError `shape_too_large` over nine million km².
    """
    plane = to_authalic(shapes)
    found = areas_m2(plane.x, plane.y, plane.ring_start, plane.shape_start)
    if np.any(np.abs(found) > LARGEST_M2):
        raise InputError("shape_too_large")
    return np.rint(found * UM2_PER_M2).astype(np.int64)


def overlaps(a: Shapes, b: Shapes, threads: int | None = None) -> Overlaps:
    """All pairs of a shape of a and a shape of b with a shared area above 0, sorted by a, then b.

    The same to the bit whatever the order of shapes, rings and vertices and the number of threads (default 2), and
    with a and b exchanged. Edges are straight in the authalic plane. Error: the coordinates' last bit (1e-9 m)
    times the shared outline's length, plus 1e-6 m² a pair of pieces. Shapes must be valid (`validity.check`).
    """
    if not len(a) or not len(b):
        return _none()
    a_pieces, b_pieces = (into_pieces(to_authalic(shapes)) for shapes in (a, b))
    _require_measurable(a_pieces, b_pieces)
    grid = grid_over(a_pieces.box, b_pieces.box)
    order = np.lexsort((grid.a_cells[:, 0], grid.a_cells[:, 1]))
    order.setflags(write=False)
    runs = [order[start : start + RUN] for start in range(0, len(order), RUN)]
    measured = _threaded(partial(measure_run, a_pieces, b_pieces, grid), runs, threads)
    a_index, b_index, area = (np.concatenate(column) for column in zip(*measured, strict=True))
    return _added(a_index, b_index, area, len(b))


def _threaded(measure: partial[Columns], runs: list[Ints], threads: int | None) -> list[Columns]:
    """The runs in their order; the kernel lets go of the interpreter, so plain threads work side by side."""
    workers = min(threads or DEFAULT_THREADS, os.cpu_count() or 1, len(runs))
    if workers <= 1:
        return [measure(run) for run in runs]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(measure, runs))


def _added(a_index: Ints, b_index: Ints, area: Ints, b_count: int) -> Overlaps:
    """One row a pair of shapes: pieces added up, what is not above 0 left out."""
    key = a_index * b_count + b_index
    order = np.argsort(key, kind="stable")
    key, area = key[order], area[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    if not len(first):
        return _none()
    sums = np.add.reduceat(area, first)
    pairs = key[first][sums > 0]
    return Overlaps(pairs // b_count, pairs % b_count, sums[sums > 0])


def _none() -> Overlaps:
    return Overlaps(*(np.empty(0, dtype=np.int64) for _ in range(3)))


def _require_measurable(a: Pieces, b: Pieces) -> None:
    """No pair can share more than fits 64 bits."""
    largest = [float(((p.box[:, 2] - p.box[:, 0]) * (p.box[:, 3] - p.box[:, 1])).max()) for p in (a, b)]
    if min(largest) > LARGEST_M2:
        raise InputError("shape_too_large")


def warm() -> None:
    """Compile everything that measuring runs, for the array types that it runs on."""
    turns = np.linspace(0.0, 2.0 * np.pi, 400)
    x, y = 1000.0 * np.cos(turns), 1000.0 * np.sin(turns)
    x[-1], y[-1] = x[0], y[0]
    wkb = [shapely.to_wkb(shapely.polygons(np.column_stack((x, y))))]
    round_one = Shapes.of_wkb(wkb, AUTHALIC)
    shape_areas(round_one)
    overlaps(round_one, round_one)
