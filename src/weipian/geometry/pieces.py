"""What the kernel walks: shapes of bounded size with their boxes, neighbours near each other in memory."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import entry, group
from weipian.geometry.shapes import Shapes
from weipian.geometry.split import MOST_VERTICES, Rings, pieces_of
from weipian.geometry.threads import in_blocks
from weipian.geometry.tree import along_curve

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
T = TypeVar("T", bound=np.generic)

BLOCK = 4096
"""Pieces that a thread takes at a time."""


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
    """Boxes are worked out once and go with their pieces."""
    bounds = read_only(x), read_only(y), read_only(ring_start), read_only(piece_start)
    boxes = boxes_of(*bounds)
    order = read_only(np.argsort(along_curve(boxes[1]), kind="stable"))
    return rearranged(Pieces(*bounds, owner, *boxes), order)


def boxes_of(x: Floats, y: Floats, ring_start: Ints, piece_start: Ints) -> tuple[Floats, Floats]:
    """The boxes around rings and pieces, float64[r, 4] and float64[p, 4]: west, south, east, north; none is empty."""
    ring_box, box = np.empty((len(ring_start) - 1, 4)), np.empty((len(piece_start) - 1, 4))
    in_blocks(
        lambda first, last: fill_boxes(x, y, ring_start, piece_start, first, last, ring_box, box), len(box), BLOCK
    )
    return ring_box, box


@entry("f8[:] f8[:] i8[:] i8[:] i8 i8 f8[:,:]! f8[:,:]!")
def fill_boxes(
    x: Floats, y: Floats, ring_start: Ints, piece_start: Ints, first: int, last: int, ring_box: Floats, box: Floats
) -> None:
    """`boxes_of` the pieces first to last."""
    for piece in range(first, last):
        west, south, east, north = np.inf, np.inf, -np.inf, -np.inf
        for ring in range(piece_start[piece], piece_start[piece + 1]):
            x_low, y_low, x_high, y_high = np.inf, np.inf, -np.inf, -np.inf
            for i in range(ring_start[ring], ring_start[ring + 1]):
                x_low, x_high = min(x_low, x[i]), max(x_high, x[i])
                y_low, y_high = min(y_low, y[i]), max(y_high, y[i])
            ring_box[ring, 0], ring_box[ring, 1], ring_box[ring, 2], ring_box[ring, 3] = x_low, y_low, x_high, y_high
            west, south, east, north = min(west, x_low), min(south, y_low), max(east, x_high), max(north, y_high)
        box[piece, 0], box[piece, 1], box[piece, 2], box[piece, 3] = west, south, east, north


def rearranged(old: Pieces, order: Ints) -> Pieces:
    """The same pieces in another order, on as many threads as there are blocks for."""
    vertices = _offsets(np.diff(old.ring_start[old.piece_start])[order])
    pieces = _offsets(np.diff(old.piece_start)[order])
    x, y = np.empty_like(old.x), np.empty_like(old.y)
    rings, ring_box = np.empty_like(old.ring_start), np.empty_like(old.ring_box)
    rings[-1] = len(x)
    in_blocks(
        lambda first, last: rearrange(old, order, first, last, vertices, pieces, x, y, rings, ring_box),
        len(order),
        BLOCK,
    )
    for array in (x, y, rings, pieces, ring_box):
        array.setflags(write=False)
    return Pieces(x, y, rings, pieces, read_only(old.owner[order]), ring_box, read_only(old.box[order]))


@entry(PIECES, "i8[:] i8 i8 i8[:] i8[:] f8[:]! f8[:]! i8[:]! f8[:,:]!")
def rearrange(
    old: Pieces,
    order: Ints,
    first: int,
    last: int,
    vertices: Ints,
    pieces: Ints,
    x: Floats,
    y: Floats,
    rings: Ints,
    ring_box: Floats,
) -> None:
    """`rearranged` at the places first to last: piece k's vertices and rings begin at vertices[k] and pieces[k]."""
    for k in range(first, last):
        vertex, at = vertices[k], pieces[k]
        for ring in range(old.piece_start[order[k]], old.piece_start[order[k] + 1]):
            rings[at] = vertex
            for side in range(4):
                ring_box[at, side] = old.ring_box[ring, side]
            for i in range(old.ring_start[ring], old.ring_start[ring + 1]):
                x[vertex], y[vertex] = old.x[i], old.y[i]
                vertex += 1
            at += 1


def _joined(offsets: list[Ints]) -> Ints:
    return _offsets(np.concatenate([np.diff(each) for each in offsets]))


def _offsets(lengths: NDArray[np.signedinteger]) -> Ints:
    return np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)


def read_only(array: NDArray[T]) -> NDArray[T]:
    """Contiguous and locked: all arrays that compiled code gets are of one type, compiled once."""
    fixed = np.ascontiguousarray(array)
    fixed.setflags(write=False)
    return fixed
