"""A layer made ready to be measured: its good shapes in the authalic plane, and what was refused or repaired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from weipian.fence.ids import as_id
from weipian.fence.vector import FIELD, VectorTable
from weipian.geometry.authalic import Authalic
from weipian.geometry.crs import Crs
from weipian.geometry.measure import shape_areas
from weipian.geometry.project import to_plane
from weipian.geometry.repair import repair as mend
from weipian.geometry.shapes import Shapes, to_authalic
from weipian.geometry.validity import Defect, judge
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import catalogue, sentence

Objects = npt.NDArray[np.object_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """`shapes[i]` with area `areas[i]` (1e-6 m²) is the source's `rows[i]`-th feature; `areal` are the same as given.

    `refused_boxes` float64[k, 4]: where refused rows lie, in the plane; what lies there is not known to be empty.
    """

    name: str
    crs: Crs | Authalic
    areal: Objects
    shapes: Shapes
    areas: Ints
    rows: list[int]
    columns: Mapping[str, list[object]]
    refused: tuple[Refusal, ...] = ()
    refused_boxes: Floats = field(default_factory=lambda: np.empty((0, 4)))
    said: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def planar(self, indices: Sequence[int] | Ints) -> Objects:
        """Shapely geometries in the plane, for the few places where a geometry itself is needed."""
        return in_plane(self.areal[np.asarray(indices, np.int64)], self.crs)

    def boxes(self) -> Floats:
        """Boxes in the plane, float64[n, 4]."""
        x, y, rings = self.shapes.x, self.shapes.y, self.shapes.shape_start
        starts = self.shapes.ring_start[rings[:-1]]
        if not len(starts):
            return np.empty((0, 4))
        edges = (np.minimum, x), (np.minimum, y), (np.maximum, x), (np.maximum, y)
        return np.column_stack([least.reduceat(values, starts) for least, values in edges])


def in_plane(areal: Objects, crs: Crs | Authalic) -> Objects:
    """Shapely geometries of `crs` with their vertices in the authalic plane."""
    if isinstance(crs, Authalic):
        return areal

    def project(xy: Floats) -> Floats:
        return np.column_stack(to_plane(np.ascontiguousarray(xy[:, 0]), np.ascontiguousarray(xy[:, 1]), crs))

    moved: Any = shapely.transform(areal, project)
    return np.atleast_1d(np.asarray(moved, object))


def prepare(table: VectorTable, *, repair: bool = False, id_column: str | None = None) -> Ground:
    """Judge every shape; an invalid one is refused with its reason and place, or repaired and told."""
    areal, defects = judge(table.wkb)
    refused, mended = _settle(table, areal, defects, repair, id_column)
    bad = np.array(sorted(index for index, _ in refused), np.int64)
    good = np.setdiff1d(np.arange(len(table)), bad, assume_unique=True)
    return _ground(
        table,
        areal,
        good,
        tuple(refusal for _, refusal in refused),
        np.vstack([table.refused_boxes, _boxes(areal, bad)]),
        mended,
    )


def _ground(
    table: VectorTable, areal: Objects, good: Ints, refused: tuple[Refusal, ...], boxes: Floats, mended: list[str]
) -> Ground:
    kept = areal[good]
    shapes = to_authalic(Shapes.of_shapely(kept, table.crs))
    whole = len(good) == len(table)
    return Ground(
        name=table.source,
        crs=table.crs,
        areal=kept,
        shapes=shapes,
        areas=np.asarray(shape_areas(shapes), np.int64),
        rows=table.rows if whole else [table.rows[index] for index in good],
        columns=table.columns
        if whole
        else {name: [values[index] for index in good] for name, values in table.columns.items()},
        refused=(*table.refused, *refused),
        refused_boxes=_planar_boxes(boxes, table.crs),
        said=(*table.said, *mended),
    )


def _settle(
    table: VectorTable, areal: Objects, defects: list[Defect], repair: bool, id_column: str | None
) -> tuple[list[tuple[int, Refusal]], list[str]]:
    """Refuse or repair each defective row; repaired shapes are put into `areal`."""
    refused, mended = [], []
    ids = table.columns.get(id_column or "", [])
    for defect in defects:
        row, value = table.rows[defect.index], as_id(ids[defect.index]) if ids else ""
        try:
            if not repair:
                raise defect.error()
            mended.append(_mend(table, areal, defect, row, value))
        except InputError as error:
            refused.append((defect.index, Refusal.of(row, FIELD, value, error)))
    return refused, mended


def _mend(table: VectorTable, areal: Objects, defect: Defect, row: int, value: str) -> str:
    done = mend(table.wkb[defect.index], table.crs)
    if done is None:  # judged defective, so there is something to mend
        raise defect.error()
    areal[defect.index] = shapely.from_wkb(done.wkb)
    params: dict[str, object] = {
        "where": f"{table.source} 第{row}行{f'「{value}」' if value else ''}",
        "before": f"{done.before_um2 / 1e6:.2f}",
        "after": f"{done.after_um2 / 1e6:.2f}",
        "reason": catalogue()[defect.code]["what"].format(place=defect.place),
    }
    return sentence("shape_mended", params)


def _boxes(areal: Objects, bad: Ints) -> Floats:
    return np.asarray(shapely.bounds(areal[bad]), float).reshape(-1, 4)


def _planar_boxes(boxes: Floats, crs: Crs) -> Floats:
    """Boxes in the plane, a little wider than the projected corners; unknown ones stay NaN."""
    out = np.full(boxes.shape, np.nan)
    known = np.isfinite(boxes).all(axis=1)
    if known.any():
        boxed = shapely.bounds(in_plane(shapely.box(*boxes[known].T), crs))
        out[known] = boxed + np.array([-1.0, -1.0, 1.0, 1.0])
    return out
