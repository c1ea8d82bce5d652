"""What of a source can be used: its valid shapes in the authalic plane, and why the others can't be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.fence.ids import as_id
from weipian.fence.vector import FIELD, VectorTable
from weipian.geometry.crs import Crs
from weipian.geometry.measure import shape_areas
from weipian.geometry.project import to_plane
from weipian.geometry.repair import repair as mend
from weipian.geometry.shapes import Shapes
from weipian.geometry.sound import Judged, judged
from weipian.geometry.validity import Defect, read
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import catalogue

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Step = Callable[[], object]

MARGIN = 1.0
"""Metres added around a refused shape's corners: its edges bulge a little between them when projected."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A shape that was repaired because somebody asked for it, and what that changed (1e-6 m²)."""

    row: int
    value: str
    reason: str
    before_um2: int
    after_um2: int

    def as_json(self) -> dict[str, object]:
        return {
            "row": self.row,
            "value": self.value,
            "reason": self.reason,
            "before_um2": self.before_um2,
            "after_um2": self.after_um2,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Usable:
    """The good rows in `table`, with `shapes[i]` in the plane and `areas[i]` (1e-6 m²) of row i.

    `refused_boxes` float64[k, 4]: where refused row k lies in the plane (NaN where unknown).
    """

    table: VectorTable
    shapes: Shapes
    areas: Ints
    refused: tuple[Refusal, ...]
    refused_boxes: Floats
    mended: tuple[Mended, ...]

    def __len__(self) -> int:
        return len(self.areas)


def usable(table: VectorTable, *, repair: bool = False, id_column: str | None = None) -> Usable:
    """Judge every shape; an invalid one is refused with its reason and place, or repaired and recorded."""
    wkb = list(table.wkb)
    found = judged(wkb, table.crs)
    settled = _Settled(table, wkb, id_column)
    for defect in found.defects:
        settled.take(defect, repair)
    if settled.mended:
        found = judged(wkb, table.crs)
    boxes = np.vstack([table.refused_boxes, _boxes([wkb[index] for index in settled.bad])])
    return Usable(
        table=_kept(replace(table, wkb=wkb), found),
        shapes=found.shapes,
        areas=shape_areas(found.shapes),
        refused=(*table.refused, *settled.refused),
        refused_boxes=planar_boxes(boxes, table.crs),
        mended=tuple(settled.mended),
    )


class _Settled:
    """The defective rows, one by one refused or repaired; repaired shapes are put into `wkb`."""

    def __init__(self, table: VectorTable, wkb: list[bytes], id_column: str | None) -> None:
        self.table, self.wkb = table, wkb
        self.ids: Sequence[object] = table.columns.get(id_column or "", [])
        self.bad: list[int] = []
        self.refused: list[Refusal] = []
        self.mended: list[Mended] = []

    def take(self, defect: Defect, repair: bool) -> None:
        row, value = self.table.rows[defect.index], as_id(self.ids[defect.index]) if self.ids else ""
        try:
            if not repair:
                raise defect.error()
            self.mended.append(self._mend(defect, row, value))
        except InputError as error:
            self.bad.append(defect.index)
            self.refused.append(Refusal.of(row, FIELD, value, error))

    def _mend(self, defect: Defect, row: int, value: str) -> Mended:
        done = mend(self.wkb[defect.index], self.table.crs)
        if done is None:  # judged defective, so there is something to mend
            raise defect.error()
        self.wkb[defect.index] = done.wkb
        reason = catalogue()[defect.code]["what"].format(place=defect.place)
        return Mended(row, value, reason, done.before_um2, done.after_um2)


def _kept(table: VectorTable, found: Judged) -> VectorTable:
    if len(found.good) == len(table):
        return table
    return table.without([], found.good.tolist())


def _boxes(wkb: Sequence[bytes]) -> Floats:
    return np.asarray(shapely.bounds(read(wkb)[0]), float).reshape(-1, 4)


def planar_boxes(boxes: Floats, crs: Crs) -> Floats:
    """Boxes of a system, float64[k, 4], in the authalic plane, a little wider than their corners; unknown stays NaN."""
    out = np.full(boxes.shape, np.nan)
    known = np.isfinite(boxes).all(axis=1)
    if not known.any():
        return out
    x, y = boxes[known][:, [0, 0, 2, 2]], boxes[known][:, [1, 3, 1, 3]]
    plane = to_plane(np.ascontiguousarray(x.ravel()), np.ascontiguousarray(y.ravel()), crs)
    x, y = (axis.reshape(-1, 4) for axis in plane)
    low, high = (x.min(axis=1), y.min(axis=1)), (x.max(axis=1), y.max(axis=1))
    out[known] = np.column_stack([*low, *high]) + np.array([-MARGIN, -MARGIN, MARGIN, MARGIN])
    return out
