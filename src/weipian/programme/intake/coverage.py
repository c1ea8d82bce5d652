"""Where a layer says something: outside it 「没有查」, never 「没有」 (requirement B2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shapely

from weipian.fence.vector import read, split_source
from weipian.geometry.shapes import Shapes
from weipian.programme.intake.judging import Usable, usable
from weipian.terms.errors import InputError
from weipian.terms.messages import sentence
from weipian.terms.words import LayerKind

if TYPE_CHECKING:
    from weipian.programme.intake.order import Order

TESSELLATIONS = (LayerKind.LAND_USE, LayerKind.TOWNSHIP)
DECLARED = "导入人未划定覆盖范围，按声明视为全县"
GIVEN = "按覆盖范围文件 {name}"
OWN = "图层自身铺满的范围"
HULL = "图层自身的外包范围（图层内部有重叠或缝隙，合并不成整面）"
BLOCK = 1 << 18
SLACK = 1e-6
"""Share of the area that joining a tessellation may lose or gain."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`wkb` in the authalic plane; None is the whole county, as whoever imports says."""

    wkb: bytes | None
    note: str
    said: tuple[str, ...] = ()


def of_layer(order: Order, found: Usable) -> Coverage:
    """As given; else what a tessellation covers; else the county. Raises InputError where the given has no area."""
    if order.coverage is not None:
        return _given(order.coverage)
    if order.kind not in TESSELLATIONS:
        return Coverage(None, DECLARED, (sentence("said_coverage_declared", {"kind": order.kind.label}),))
    joined = _joined(found)
    if joined is not None:
        return Coverage(shapely.to_wkb(joined), OWN)
    return Coverage(shapely.to_wkb(_hull(found.shapes)), HULL)


def _given(source: str) -> Coverage:
    path, layer = split_source(source)
    table = read(path, layer=layer)
    found = usable(table)
    if not len(found):
        raise InputError("source_no_areas", where=table.source)
    return Coverage(
        shapely.to_wkb(shapely.union_all(found.shapes.polygons())), GIVEN.format(name=path.name), table.said
    )


def _joined(found: Usable) -> shapely.Geometry | None:
    """The tessellation as one area; None where its parts overlap or don't fit."""
    try:
        joined = shapely.coverage_union_all(found.shapes.polygons())
    except shapely.errors.GEOSException:
        return None
    whole = float(found.areas.sum()) / 1e6
    if not joined.is_valid or abs(joined.area - whole) > SLACK * whole:
        return None
    return joined


def _hull(shapes: Shapes) -> shapely.Geometry:
    """The convex hull, block by block: a layer may have millions of vertices."""
    blocks = [
        shapely.convex_hull(shapely.linestrings(shapes.x[at : at + BLOCK + 1], shapes.y[at : at + BLOCK + 1]))
        for at in range(0, len(shapes.x) - 1, BLOCK)
    ]
    return shapely.convex_hull(shapely.geometrycollections(blocks))
