"""Finding pairs: a packed tree over the boxes of one side, which lie in the order of a Hilbert curve.

It has no cell to choose, so it suits a layer of lots and a layer of townships, 100 patches and 1,000,000, and a shape
that lies astray spoils nothing; it is stored as it stands and read only where somebody looks.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.compiled import compiled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FANOUT = 16
"""Boxes under a node: two of them fill four cache lines in single precision."""
CURVE = 1 << 16
DEEPEST = 16


class Tree(NamedTuple):
    """box float32[m, 4]: boxes of nodes, rounded outwards, level by level from the lowest (each over `FANOUT` boxes);
    level int64[k+1]: where each level starts. Node i of the lowest level is over the pieces FANOUT·i onwards.
    """

    box: NDArray[np.float32]
    level: Ints


@compiled
def along_curve(box: Floats) -> Ints:
    """Where each box's middle lies on a Hilbert curve over all of them, int64[p]."""
    count = len(box)
    out = np.zeros(count, dtype=np.int64)
    if count == 0:
        return out
    x, y = box[:, 0] + box[:, 2], box[:, 1] + box[:, 3]
    x_low, y_low = x.min(), y.min()
    side = max(x.max() - x_low, y.max() - y_low, 1e-9)
    for i in range(count):
        u = min(int((x[i] - x_low) / side * CURVE), CURVE - 1)
        v = min(int((y[i] - y_low) / side * CURVE), CURVE - 1)
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
    return out


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


@compiled
def meetings(a_box: Floats, first: int, last: int, b_box: Floats, tree: Tree) -> tuple[Ints, Ints]:
    """The pairs of a box of a (first to last) and one of b that share an area: indices int64[k] each, by a."""
    room = 8 * (last - first) + 16
    a_found, b_found = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int64)
    count = 0
    top = len(tree.level) - 2
    if top < 0:
        return a_found[:0].copy(), b_found[:0].copy()
    node, depth = np.empty(FANOUT * DEEPEST, dtype=np.int64), np.empty(FANOUT * DEEPEST, dtype=np.int64)
    for i in range(first, last):
        west, south, east, north = a_box[i, 0], a_box[i, 1], a_box[i, 2], a_box[i, 3]
        waiting = 1
        node[0], depth[0] = 0, top
        while waiting > 0:
            waiting -= 1
            at, deep = node[waiting], depth[waiting]
            if deep == 0:
                end = min(FANOUT * (at + 1), len(b_box))
                if count + FANOUT > room:
                    room *= 2
                    a_more, b_more = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int64)
                    a_more[:count], b_more[:count] = a_found[:count], b_found[:count]
                    a_found, b_found = a_more, b_more
                for j in range(FANOUT * at, end):
                    a_found[count], b_found[count] = i, j
                    wide = (b_box[j, 0] < east) & (west < b_box[j, 2])
                    count += int(wide & (b_box[j, 1] < north) & (south < b_box[j, 3]))
                continue
            below = tree.level[deep - 1]
            end = min(FANOUT * (at + 1), tree.level[deep] - below)
            for k in range(FANOUT * at, end):
                box = tree.box[below + k]
                if box[0] < east and west < box[2] and box[1] < north and south < box[3]:
                    node[waiting], depth[waiting] = k, deep - 1
                    waiting += 1
    return a_found[:count].copy(), b_found[:count].copy()
