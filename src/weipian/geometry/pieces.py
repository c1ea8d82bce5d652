"""What the kernel walks: shapes of bounded size with their boxes."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.shapes import Shapes
from weipian.geometry.split import MOST_VERTICES, Rings, pieces_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
T = TypeVar("T", bound=np.generic)


class Pieces(NamedTuple):
    """Rings x, y float64[n] m, ring_start int64[r+1], piece_start int64[p+1] (piece → rings), owner int64[p] (→ shape);
    ring_box, box float64[r or p, 4] as west, south, east, north. All read-only and C-ordered: one compiled type.
    """

    x: Floats
    y: Floats
    ring_start: Ints
    piece_start: Ints
    owner: Ints
    ring_box: Floats
    box: Floats


def into_pieces(shapes: Shapes) -> Pieces:
    """Shapes in the authalic plane, the huge ones cut. Their order in the result carries no meaning."""
    starts = shapes.ring_start[shapes.shape_start]
    huge = np.diff(starts) > MOST_VERTICES
    if not huge.any():
        return _boxed(shapes.x, shapes.y, shapes.ring_start, shapes.shape_start, np.arange(len(shapes)))
    groups = [_small(shapes, ~huge)]
    owners = [np.flatnonzero(~huge)]
    for index in np.flatnonzero(huge):
        cut = [(piece, np.array([0, len(piece.start) - 1])) for piece in pieces_of(_rings_of(shapes, int(index)))]
        groups += cut
        owners.append(np.full(len(cut), index))
    x, y = (np.concatenate([getattr(rings, name) for rings, _ in groups]) for name in ("x", "y"))
    ring_start = _joined([rings.start for rings, _ in groups])
    return _boxed(x, y, ring_start, _joined([pieces for _, pieces in groups]), np.concatenate(owners))


def _rings_of(shapes: Shapes, index: int) -> Rings:
    first, end = shapes.shape_start[index], shapes.shape_start[index + 1]
    start = shapes.ring_start[first : end + 1]
    vertices = slice(start[0], start[-1])
    return Rings(shapes.x[vertices], shapes.y[vertices], _read_only(start - start[0]))


def _small(shapes: Shapes, keep: NDArray[np.bool_]) -> tuple[Rings, Ints]:
    """The rings of the shapes to keep as they are, and the offsets shape → ring among them."""
    ring_kept = np.repeat(keep, np.diff(shapes.shape_start))
    lengths = np.diff(shapes.ring_start)
    vertex_kept = np.repeat(ring_kept, lengths)
    rings = Rings(shapes.x[vertex_kept], shapes.y[vertex_kept], _offsets(lengths[ring_kept]))
    return rings, _offsets(np.diff(shapes.shape_start)[keep])


def _boxed(x: Floats, y: Floats, ring_start: Ints, piece_start: Ints, owner: NDArray[np.signedinteger]) -> Pieces:
    ring_box = _boxes(np.column_stack((x, y, x, y)), ring_start)
    box = _boxes(ring_box, piece_start)
    rings, pieces, owners = (_read_only(start) for start in (ring_start, piece_start, owner.astype(np.int64)))
    return Pieces(_read_only(x), _read_only(y), rings, pieces, owners, _read_only(ring_box), _read_only(box))


def _boxes(rows: Floats, start: Ints) -> Floats:
    """The box around each run of rows (west, south, east, north); no run is empty."""
    if len(start) == 1:
        return np.empty((0, 4))
    least = np.minimum.reduceat(rows[:, :2], start[:-1])
    most = np.maximum.reduceat(rows[:, 2:], start[:-1])
    return np.ascontiguousarray(np.hstack((least, most)))


def _joined(offsets: list[Ints]) -> Ints:
    return _offsets(np.concatenate([np.diff(each) for each in offsets]))


def _offsets(lengths: NDArray[np.signedinteger]) -> Ints:
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)


def _read_only(array: NDArray[T]) -> NDArray[T]:
    fixed = np.ascontiguousarray(array)
    fixed.setflags(write=False)
    return fixed
