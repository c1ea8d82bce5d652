"""A layer made ready to be measured: its good shapes in the authalic plane, and what was refused or repaired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt

from weipian.fence.columns import Picked
from weipian.fence.ids import as_id
from weipian.fence.vector import FIELD, VectorTable
from weipian.geometry.authalic import Authalic
from weipian.geometry.crs import Crs
from weipian.geometry.geos import shapely
from weipian.geometry.measure import Indexed, Overlaps, indexed, overlaps, overlaps_within, shape_areas
from weipian.geometry.packed import Packed
from weipian.geometry.project import to_plane
from weipian.geometry.repair import repair as mend
from weipian.geometry.shapes import Shapes, to_authalic
from weipian.geometry.sound import Judged, judged
from weipian.geometry.validity import Defect, read
from weipian.programme.overlay.rules import CENTI
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import catalogue, sentence

Objects = npt.NDArray[np.object_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Surface(Protocol):
    """What patches are laid on: a layer in memory (`Ground`), or one that is ready on the disk.

    `rows[i]` is the source's number of feature i. `refused_boxes` float64[k, 4]: where refused rows lie, in the plane;
    what lies there is not known to be empty.
    """

    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Sequence[int] | Ints: ...
    @property
    def refused(self) -> tuple[Refusal, ...]: ...
    @property
    def refused_boxes(self) -> Floats: ...
    @property
    def said(self) -> tuple[str, ...]: ...

    def touched(self, patches: Indexed) -> Overlaps:
        """Every patch and feature that share area."""
        ...

    def clashes(self, touched: Overlaps) -> Overlaps:
        """Pairs of touched features that overlap each other by 0.01 m² or more, each once."""
        ...

    def planar(self, indices: Sequence[int] | Ints) -> Objects:
        """Shapely geometries in the plane, for the few places where a geometry itself is needed."""
        ...


class Featured(Surface, Protocol):
    """A surface whose features say something: `columns[name][i]` of feature i."""

    @property
    def columns(self) -> Mapping[str, Sequence[object]]: ...


class Given:
    """Shapes as they were given, made for Shapely only when somebody asks: measuring does not need them."""

    def __init__(self, wkb: Sequence[bytes]) -> None:
        self.wkb = wkb

    def __len__(self) -> int:
        return len(self.wkb)

    def __array__(self, dtype: npt.DTypeLike | None = None, copy: bool | None = None) -> Objects:
        return read(self.wkb)[0]

    def __getitem__(self, index: Any) -> Any:
        return np.asarray(self)[index]


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

    def touched(self, patches: Indexed) -> Overlaps:
        return overlaps(patches, self.shapes)

    def clashes(self, touched: Overlaps) -> Overlaps:
        used = np.unique(touched.b_index)
        found = large(overlaps_within(indexed(self.shapes.picked(used))))
        return Overlaps(used[found.a_index], used[found.b_index], found.area_um2)

    def planar(self, indices: Sequence[int] | Ints) -> Objects:
        """Shapely geometries in the plane, for the few places where a geometry itself is needed."""
        plane = to_authalic(self.shapes)
        out = np.empty(len(indices), object)
        out[:] = [plane.geometry(int(index)) for index in indices]
        return out

    def boxes(self) -> Floats:
        """Boxes in the plane, float64[n, 4]."""
        x, y, rings = self.shapes.x, self.shapes.y, self.shapes.shape_start
        starts = self.shapes.ring_start[rings[:-1]]
        if not len(starts):
            return np.empty((0, 4))
        edges = (np.minimum, x), (np.minimum, y), (np.maximum, x), (np.maximum, y)
        return np.column_stack([least.reduceat(values, starts) for least, values in edges])


def large(pairs: Overlaps) -> Overlaps:
    """Only those of 0.01 m² or more."""
    kept = pairs.area_um2 >= CENTI
    return Overlaps(pairs.a_index[kept], pairs.b_index[kept], pairs.area_um2[kept])


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
    wkb = Packed.of(table.wkb)
    found = judged(wkb, table.crs)
    refused, changed, mended = _settle(table, found.defects, repair, id_column)
    if mended:
        wkb = wkb.changed(changed)
        found = judged(wkb, table.crs)
    bad = [wkb[index] for index, _ in refused]
    boxes = np.asarray(shapely.bounds(read(bad)[0]) if bad else [], float).reshape(-1, 4)
    return _ground(
        table,
        wkb,
        found,
        tuple(refusal for _, refusal in refused),
        np.vstack([table.refused_boxes, boxes]),
        mended,
    )


def _ground(
    table: VectorTable,
    wkb: Packed,
    found: Judged,
    refused: tuple[Refusal, ...],
    boxes: Floats,
    mended: list[str],
) -> Ground:
    whole = len(found.good) == len(table)
    good = found.good.tolist()
    return Ground(
        name=table.source,
        crs=table.crs,
        areal=cast(Objects, Given(wkb if whole else wkb.picked(found.good))),  # indexes and converts like one
        shapes=found.shapes,
        areas=shape_areas(found.shapes),
        rows=table.rows if whole else [table.rows[index] for index in good],
        columns=table.columns if whole else Picked(table.columns, good),
        refused=(*table.refused, *refused),
        refused_boxes=_planar_boxes(boxes, table.crs),
        said=(*table.said, *mended),
    )


def _settle(
    table: VectorTable, defects: list[Defect], repair: bool, id_column: str | None
) -> tuple[list[tuple[int, Refusal]], dict[int, bytes], list[str]]:
    """Refuse or repair each defective row: who is refused, the repaired shapes, and what was done to them."""
    refused, changed, mended = [], {}, []
    ids = table.columns.get(id_column or "", []) if defects else []
    for defect in defects:
        row, value = table.rows[defect.index], as_id(ids[defect.index]) if ids else ""
        try:
            if not repair:
                raise defect.error()
            changed[defect.index], told = _mend(table, defect, row, value)
            mended.append(told)
        except InputError as error:
            refused.append((defect.index, Refusal.of(row, FIELD, value, error)))
    return refused, changed, mended


def _mend(table: VectorTable, defect: Defect, row: int, value: str) -> tuple[bytes, str]:
    done = mend(table.wkb[defect.index], table.crs)
    if done is None:  # judged defective, so there is something to mend
        raise defect.error()
    params: dict[str, object] = {
        "where": f"{table.source} 第{row}行{f'「{value}」' if value else ''}",
        "before": f"{done.before_um2 / 1e6:.2f}",
        "after": f"{done.after_um2 / 1e6:.2f}",
        "reason": catalogue()[defect.code]["what"].format(place=defect.place),
    }
    return done.wkb, sentence("shape_mended", params)


def _planar_boxes(boxes: Floats, crs: Crs) -> Floats:
    """Boxes in the plane, a little wider than the projected corners; unknown ones stay NaN."""
    out = np.full(boxes.shape, np.nan)
    known = np.isfinite(boxes).all(axis=1)
    if known.any():
        boxed = shapely.bounds(in_plane(shapely.box(*boxes[known].T), crs))
        out[known] = boxed + np.array([-1.0, -1.0, 1.0, 1.0])
    return out
