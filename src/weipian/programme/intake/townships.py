"""Which township a patch lies in: as issued, else by the township layer; and which lie outside all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from weipian.fence.ids import as_id
from weipian.fence.vector import read
from weipian.geometry.measure import overlaps
from weipian.programme.intake.batches import Incoming
from weipian.programme.intake.judging import usable
from weipian.store.queries.layers import LayerHere

INSIDE = 0.99
"""Share of a patch that must lie in townships for it to lie in the county: borders of two sources differ a little."""


@dataclass(frozen=True, slots=True)
class Lying:
    """The township of each patch, "" where not known; `outside` are those that lie outside the layer, by index."""

    names: list[str]
    outside: list[int]


def lying(incoming: Incoming, layer: LayerHere | None, workspace: Path) -> Lying:
    """Raises InputError where the kept layer can't be read."""
    issued = [one.township for one in incoming.issued]
    if layer is None or not issued:
        return Lying(issued, [])
    column = layer.columns["name"]
    ground = usable(read(workspace / layer.kept, columns=[column]))
    found = overlaps(incoming.found.shapes, ground.shapes)
    names = [as_id(value) for value in ground.table.columns[column]]
    largest = np.zeros(len(issued), np.int64)
    inside = np.zeros(len(issued), np.int64)
    np.add.at(inside, found.a_index, found.area_um2)
    by_layer = [""] * len(issued)
    for patch, township, area in zip(
        found.a_index.tolist(), found.b_index.tolist(), found.area_um2.tolist(), strict=True
    ):
        if area > largest[patch]:
            largest[patch], by_layer[patch] = area, names[township]
    out = np.flatnonzero(inside < INSIDE * incoming.found.areas).tolist()
    return Lying([said or measured for said, measured in zip(issued, by_layer, strict=True)], out)
