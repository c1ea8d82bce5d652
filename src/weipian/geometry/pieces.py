"""What the kernel walks: shapes of bounded size with their boxes, neighbours near each other in memory."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import entry, group
from weipian.geometry.shapes import Shapes
from weipian.geometry.split import MOST_VERTICES, Rings, pieces_of
from weipian.geometry.tree import along_curve

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


PIECES = group(Pieces, "f8[:] f8[:] i8[:] i8[:] i8[:] f8[:,:] f8[:,:]")


def into_pieces(shapes: Shapes) -> Pieces:
    """Shapes in the authalic plane, the huge ones cut, in the order of a Hilbert curve; the order has no meaning."""
    starts = shapes.ring_start[shapes.shape_start]
    huge = np.diff(starts) > MOST_VERTICES
    if not huge.any():
        owner = np.arange(len(shapes), dtype=np.int64)
        return _arranged(shapes.x, shapes.y, shapes.ring_start, shapes.shape_start, owner)
    groups = [_small(shapes, ~huge)]
    owners = [np.flatnonzero(~huge)]
    for index in np.flatnonzero(huge):
        cut = [(piece, np.array([0, len(piece.start) - 1])) for piece in pieces_of(_rings_of(shapes, int(index)))]
        groups += cut
        owners.append(np.full(len(cut), index))
    x, y = (np.concatenate([getattr(rings, name) for rings, _ in groups]) for name in ("x", "y"))
    ring_start = _joined([rings.start for rings, _ in groups])
    piece_start = _joined([pieces for _, pieces in groups])
    return _arranged(x, y, ring_start, piece_start, np.concatenate(owners).astype(np.int64))


def _rings_of(shapes: Shapes, index: int) -> Rings:
    first, end = shapes.shape_start[index], shapes.shape_start[index + 1]
    start = shapes.ring_start[first : end + 1]
    vertices = slice(start[0], start[-1])
    return Rings(shapes.x[vertices], shapes.y[vertices], read_only(start - start[0]))


def _small(shapes: Shapes, keep: NDArray[np.bool_]) -> tuple[Rings, Ints]:
    """The rings of the shapes to keep as they are, and the offsets shape → ring among them."""
    ring_kept = np.repeat(keep, np.diff(shapes.shape_start))
    lengths = np.diff(shapes.ring_start)
    vertex_kept = np.repeat(ring_kept, lengths)
    rings = Rings(shapes.x[vertex_kept], shapes.y[vertex_kept], _offsets(lengths[ring_kept]))
    return rings, _offsets(np.diff(shapes.shape_start)[keep])


def _arranged(x: Floats, y: Floats, ring_start: Ints, piece_start: Ints, owner: Ints) -> Pieces:
    x, y = read_only(x), read_only(y)
    rings, pieces = read_only(ring_start), read_only(piece_start)
    order = read_only(np.argsort(along_curve(boxes_of(x, y, rings, pieces)[1]), kind="stable"))
    x, y, rings, pieces = rearranged(x, y, rings, pieces, order)
    for array in (x, y, rings, pieces):
        array.setflags(write=False)
    ring_box, box = boxes_of(x, y, rings, pieces)
    return Pieces(x, y, rings, pieces, read_only(owner[order]), read_only(ring_box), read_only(box))


def boxes_of(x: Floats, y: Floats, ring_start: Ints, piece_start: Ints) -> tuple[Floats, Floats]:
    """The boxes around rings and pieces, float64[r, 4] and float64[p, 4]: west, south, east, north; none is empty."""
    ring_box, box = np.empty((len(ring_start) - 1, 4)), np.empty((len(piece_start) - 1, 4))
    fill_boxes(x, y, ring_start, piece_start, ring_box, box)
    return ring_box, box


@entry("f8[:] f8[:] i8[:] i8[:] f8[:,:]! f8[:,:]!")
def fill_boxes(x: Floats, y: Floats, ring_start: Ints, piece_start: Ints, ring_box: Floats, box: Floats) -> None:
    for piece in range(len(box)):
        west, south, east, north = np.inf, np.inf, -np.inf, -np.inf
        for ring in range(piece_start[piece], piece_start[piece + 1]):
            x_low, y_low, x_high, y_high = np.inf, np.inf, -np.inf, -np.inf
            for i in range(ring_start[ring], ring_start[ring + 1]):
                x_low, x_high = min(x_low, x[i]), max(x_high, x[i])
                y_low, y_high = min(y_low, y[i]), max(y_high, y[i])
            ring_box[ring, 0], ring_box[ring, 1], ring_box[ring, 2], ring_box[ring, 3] = x_low, y_low, x_high, y_high
            west, south, east, north = min(west, x_low), min(south, y_low), max(east, x_high), max(north, y_high)
        box[piece, 0], box[piece, 1], box[piece, 2], box[piece, 3] = west, south, east, north


def rearranged(
    x: Floats, y: Floats, ring_start: Ints, piece_start: Ints, order: Ints
) -> tuple[Floats, Floats, Ints, Ints]:
    """The same pieces in another order: x, y, ring_start, piece_start."""
    new_x, new_y = np.empty_like(x), np.empty_like(y)
    rings, pieces = np.zeros_like(ring_start), np.zeros_like(piece_start)
    rearrange(x, y, ring_start, piece_start, order, new_x, new_y, rings, pieces)
    return new_x, new_y, rings, pieces


@entry("f8[:] f8[:] i8[:] i8[:] i8[:] f8[:]! f8[:]! i8[:]! i8[:]!")
def rearrange(
    x: Floats,
    y: Floats,
    ring_start: Ints,
    piece_start: Ints,
    order: Ints,
    new_x: Floats,
    new_y: Floats,
    rings: Ints,
    pieces: Ints,
) -> None:
    """`rearranged` into arrays as long as those given; the offsets are 0 so far."""
    vertex = 0
    count = 0
    for k in range(len(order)):
        for ring in range(piece_start[order[k]], piece_start[order[k] + 1]):
            for i in range(ring_start[ring], ring_start[ring + 1]):
                new_x[vertex], new_y[vertex] = x[i], y[i]
                vertex += 1
            count += 1
            rings[count] = vertex
        pieces[k + 1] = count


def _joined(offsets: list[Ints]) -> Ints:
    return _offsets(np.concatenate([np.diff(each) for each in offsets]))


def _offsets(lengths: NDArray[np.signedinteger]) -> Ints:
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)


def read_only(array: NDArray[T]) -> NDArray[T]:
    """Contiguous and locked: all arrays that compiled code gets are of one type, compiled once."""
    fixed = np.ascontiguousarray(array)
    fixed.setflags(write=False)
    return fixed
