"""Finding pairs: a packed tree over the boxes of one side, which lie in the order of a Hilbert curve.

It has no cell to choose, so it suits a layer of lots and a layer of townships, 100 patches and 1,000,000, and a shape
that lies astray spoils nothing; it is stored as it stands and read only where somebody looks.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import entry, group
from weipian.geometry.threads import in_blocks

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FANOUT = 16
"""Boxes under a node: two of them fill four cache lines in single precision."""
CURVE = 1 << 16
DEEPEST = 16
BLOCK = 8192
"""Boxes that a thread takes at a time."""


class Tree(NamedTuple):
    """box float32[m, 4]: boxes of nodes, rounded outwards, level by level from the lowest (each over `FANOUT` boxes);
    level int64[k+1]: where each level starts. Node i of the lowest level is over the pieces FANOUT·i onwards.
    """

    box: NDArray[np.float32]
    level: Ints


TREE = group(Tree, "f4[:,:] i8[:]")


def along_curve(box: Floats) -> Ints:
    """Where each box's middle lies on a Hilbert curve over all of them, int64[p]."""
    out = np.zeros(len(box), np.int64)
    if len(box):
        x, y = box[:, 0] + box[:, 2], box[:, 1] + box[:, 3]
        x_low, y_low = float(x.min()), float(y.min())
        side = max(float(x.max()) - x_low, float(y.max()) - y_low, 1e-9)
        in_blocks(lambda first, last: follow_curve(box, x_low, y_low, side, first, last, out), len(box), BLOCK)
    return out


@entry("f8[:,:] f8 f8 f8 i8 i8 i8[:]!")
def follow_curve(box: Floats, x_low: float, y_low: float, side: float, first: int, last: int, out: Ints) -> None:
    """`along_curve` for some boxes, on a square whose corner and side are those of all boxes' middles, doubled."""
    for i in range(first, last):
        u = min(int((box[i, 0] + box[i, 2] - x_low) / side * CURVE), CURVE - 1)
        v = min(int((box[i, 1] + box[i, 3] - y_low) / side * CURVE), CURVE - 1)
        step = CURVE // 2
        place = 0
        while step > 0:
            right = int((u & step) > 0)
            upper = int((v & step) > 0)
            place += step * step * ((3 * right) ^ upper)
            if upper == 0:
                if right == 1:
                    u, v = CURVE - 1 - u, CURVE - 1 - v
                u, v = v, u
            step //= 2
        out[i] = place


def tree_over(box: Floats) -> Tree:
    """The tree of boxes float64[p, 4] that lie in the order of the curve."""
    levels = []
    boxes = box
    while True:
        starts = np.arange(0, len(boxes), FANOUT)
        if not len(starts):
            break
        low = np.minimum.reduceat(boxes[:, :2], starts)
        high = np.maximum.reduceat(boxes[:, 2:], starts)
        boxes = np.hstack((low, high))
        levels.append(_outwards(boxes))
        if len(boxes) == 1:
            break
    level = np.cumsum([0, *(len(each) for each in levels)]).astype(np.int64)
    found = np.concatenate(levels) if levels else np.empty((0, 4), np.float32)
    for array in (found, level):
        array.setflags(write=False)
    return Tree(found, level)


def _outwards(boxes: Floats) -> NDArray[np.float32]:
    """Single precision, never smaller than they were."""
    out = boxes.astype(np.float32)
    low, high = out[:, :2], out[:, 2:]
    low[:] = np.nextafter(low, np.float32(-np.inf))
    high[:] = np.nextafter(high, np.float32(np.inf))
    return np.ascontiguousarray(out)


def meetings(a_box: Floats, first: int, last: int, b_box: Floats, tree: Tree) -> tuple[Ints, Ints]:
    """The pairs of a box of a (first to last) and one of b that share an area: indices int64[k] each, by a."""
    found: list[tuple[Ints, Ints]] = []
    waiting = np.empty((2, FANOUT * DEEPEST), np.int64)
    room = 8 * (last - first) + 16 * FANOUT
    state = np.array([first, 0])
    while len(tree.level) > 1 and state[0] < last:
        pairs = np.empty(room, np.int64), np.empty(room, np.int64)
        meet(a_box, int(state[0]), last, b_box, tree, waiting, *pairs, state)
        found.append((pairs[0][: state[1]], pairs[1][: state[1]]))
        room *= 2
    if len(found) == 1:
        return found[0][0].copy(), found[0][1].copy()
    none = [np.empty(0, np.int64)]
    return np.concatenate(none + [a for a, _ in found]), np.concatenate(none + [b for _, b in found])


@entry("f8[:,:] i8 i8 f8[:,:]", TREE, "i8[:,:]! i8[:]! i8[:]! i8[:]!")
def meet(
    a_box: Floats,
    first: int,
    last: int,
    b_box: Floats,
    tree: Tree,
    waiting: Ints,
    a_found: Ints,
    b_found: Ints,
    state: Ints,
) -> None:
    """`meetings` as far as there is room; state int64[2]: the box to go on with, how many pairs were found.

    `waiting` int64[2, FANOUT·DEEPEST]: nodes and their levels. A box whose pairs don't all fit is left for the next.
    """
    count = 0
    for i in range(first, last):
        begun = count
        west, south, east, north = a_box[i, 0], a_box[i, 1], a_box[i, 2], a_box[i, 3]
        left = 1
        waiting[0, 0], waiting[1, 0] = 0, len(tree.level) - 2
        while left > 0:
            left -= 1
            at, deep = waiting[0, left], waiting[1, left]
            if deep == 0:
                if count + FANOUT > len(a_found):
                    state[0], state[1] = i, begun
                    return
                for j in range(FANOUT * at, min(FANOUT * (at + 1), len(b_box))):
                    a_found[count], b_found[count] = i, j
                    wide = (b_box[j, 0] < east) & (west < b_box[j, 2])
                    count += int(wide & (b_box[j, 1] < north) & (south < b_box[j, 3]))
                continue
            below = tree.level[deep - 1]
            for k in range(FANOUT * at, min(FANOUT * (at + 1), tree.level[deep] - below)):
                box = tree.box[below + k]
                if box[0] < east and west < box[2] and box[1] < north and south < box[3]:
                    waiting[0, left], waiting[1, left] = k, deep - 1
                    left += 1
    state[0], state[1] = last, count
