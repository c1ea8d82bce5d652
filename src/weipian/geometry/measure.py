"""Measuring: areas of shapes, and the area that the shapes of two layers share."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.adding import added
from weipian.geometry.areas import UM2_PER_M2, areas_m2
from weipian.geometry.kernel import measure_pairs
from weipian.geometry.pieces import Pieces, into_pieces
from weipian.geometry.shapes import Shapes, to_authalic
from weipian.geometry.threads import DEFAULT_THREADS
from weipian.geometry.tree import Tree, meetings, tree_over
from weipian.terms.errors import InputError

Ints = NDArray[np.int64]
Columns = tuple[Ints, Ints, Ints]

LARGEST_M2 = 9.0e12
"""More would not fit 64 bits in 1e-6 m²; it is nearly China."""
RUN = 512
"""Pieces that a thread takes at a time, at least."""
RUNS = 48
"""Into how many runs many pieces go: a call costs some 50 µs beside its work, and the threads should end together."""


@dataclass(frozen=True, slots=True, eq=False)
class Overlaps:
    """Pairs that share area, by a and then b: indices int64[k] into the two layers, area int64[k] in 1e-6 m²."""

    a_index: Ints
    b_index: Ints
    area_um2: Ints

    @property
    def area_m2(self) -> NDArray[np.float64]:
        """The areas in m², float64[k]; add up `area_um2` where the sum has to be exact."""
        return self.area_um2 / UM2_PER_M2

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


class Indexed(NamedTuple):
    """A layer that pairs can be looked up in: its pieces, the tree over their boxes, how many shapes it has."""

    pieces: Pieces
    tree: Tree
    size: int


def indexed(shapes: Shapes) -> Indexed:
    """Shapes made ready once, to be measured against often; projected first where need be."""
    pieces = into_pieces(to_authalic(shapes))
    return Indexed(pieces, tree_over(pieces.box), len(shapes))


Before = Callable[[Ints], object]
"""Called with the pieces of b that a run will walk, before it does."""


def overlaps(a: Shapes | Indexed, b: Shapes | Indexed, threads: int | None = None, before: Before = len) -> Overlaps:
    """All pairs of a shape of a and a shape of b with a shared area above 0, sorted by a, then b.

    The same to the bit whatever the order of shapes, rings and vertices and the number of threads (default 2), and
    with a and b exchanged. Edges are straight in the authalic plane. Error: the coordinates' last bit (1e-9 m)
    times the shared outline's length, plus 1e-6 m² a pair of pieces. Shapes must be valid (`validity.check`).
    Raises InputError `shape_too_large`.
    """
    ones, others = (side if isinstance(side, Indexed) else indexed(side) for side in (a, b))
    if not ones.size or not others.size:
        return _none()
    _require_measurable(ones.pieces, others.pieces)
    runs = _runs(len(ones.pieces.owner))
    measured = _threaded(partial(_run, ones.pieces, others, before), runs, threads)
    a_index, b_index, area = (np.concatenate(column) for column in zip(*measured, strict=True))
    return Overlaps(*added(a_index, b_index, area, ones.size))


def overlaps_within(layer: Indexed, threads: int | None = None) -> Overlaps:
    """The pairs of different shapes of one layer that share area, each once (a before b), sorted; as `overlaps`."""
    if layer.size < 2:
        return _none()
    _require_measurable(layer.pieces, layer.pieces)
    measured = _threaded(partial(_run_within, layer), _runs(len(layer.pieces.owner)), threads)
    a_index, b_index, area = (np.concatenate(column) for column in zip(*measured, strict=True))
    return Overlaps(*added(a_index, b_index, area, layer.size))


def _runs(pieces: int) -> list[tuple[int, int]]:
    """Neighbours that go together: from which piece to before which."""
    step = max(RUN, -(-pieces // RUNS))
    return [(first, min(first + step, pieces)) for first in range(0, pieces, step)]


def _run_within(layer: Indexed, run: tuple[int, int]) -> Columns:
    """Some pieces against all of their own layer that come later in it."""
    box, owner = layer.pieces.box, layer.pieces.owner
    ones, others = meetings(box, *run, box, layer.tree)
    once = owner[ones] < owner[others]
    return measure_pairs(layer.pieces, layer.pieces, _locked(ones[once]), _locked(others[once]))


def _locked(array: Ints) -> Ints:
    array.setflags(write=False)
    return array


def _run(a: Pieces, b: Indexed, before: Before, run: tuple[int, int]) -> Columns:
    """Some pieces of a, neighbours of each other, against all of b."""
    ones, others = meetings(a.box, *run, b.pieces.box, b.tree)
    before(_locked(others))
    return measure_pairs(a, b.pieces, _locked(ones), others)


def _threaded(
    measure: Callable[[tuple[int, int]], Columns], runs: list[tuple[int, int]], threads: int | None
) -> list[Columns]:
    """The runs in their order; the kernel lets go of the interpreter, so plain threads work side by side."""
    workers = min(threads or DEFAULT_THREADS, os.cpu_count() or 1, len(runs))
    if workers <= 1:
        return [measure(run) for run in runs]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(measure, runs))


def _none() -> Overlaps:
    return Overlaps(*(np.empty(0, dtype=np.int64) for _ in range(3)))


def _require_measurable(a: Pieces, b: Pieces) -> None:
    """No pair can share more than fits 64 bits."""
    largest = [float(((p.box[:, 2] - p.box[:, 0]) * (p.box[:, 3] - p.box[:, 1])).max()) for p in (a, b)]
    if min(largest) > LARGEST_M2:
        raise InputError("shape_too_large")
