"""A source of patches, whatever its form: GIS files through the fence, tables with a WKT column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from weipian.fence.field import folded_name
from weipian.fence.odd import judged
from weipian.fence.placing import Wish, place
from weipian.fence.shapes import Fault, look
from weipian.fence.table import Cells
from weipian.fence.vector import FIELD, VectorTable, read, split_source
from weipian.geometry.crs import Crs
from weipian.geometry.packed import Packed
from weipian.programme.intake.tables import TABLES, cells_of
from weipian.terms.errors import InputError, Refusal

WKT_NAMES = ("wkt", "tbfw", "geometry", "geom", "图斑范围", "图形", "坐标")


def read_source(source: str, encoding: str | None, crs: int | None, id_column: str | None) -> VectorTable:
    """Raises InputError where nothing of it can be used; single bad rows are refused and listed."""
    path, layer = split_source(source)
    if path.suffix.lower() not in TABLES:
        return read(path, layer=layer, encoding=encoding, crs=crs, id_column=id_column, firm=True)
    return of_cells(cells_of(path, layer, encoding), path.name, crs)


def of_cells(cells: Cells, where: str, crs: int | None) -> VectorTable:
    """A table of cells as a layer. Raises InputError `table_without_wkt`."""
    at = _wkt_column(cells.header, where)
    width = len(cells.header)
    body = [[*row, *[""] * (width - len(row))] for row in cells.rows.values()]
    columns = {name: [_text(row[k]) for row in body] for k, name in enumerate(cells.header) if name and k != at}
    return _placed(columns, _wkb([row[at] for row in body]), list(cells.rows), where, crs, cells.said)


def _text(cell: str) -> str | None:
    return cell.strip() or None


def _wkt_column(header: Sequence[str], where: str) -> int:
    names = [folded_name(name) for name in header]
    for name in WKT_NAMES:
        if name in names:
            return names.index(name)
    raise InputError("table_without_wkt", where=where, columns="、".join(filter(None, header)))


def _wkb(texts: Sequence[str]) -> Any:
    """WKT to WKB, empty where it can't be read."""
    out = np.full(len(texts), None, object)
    for index, text in enumerate(texts):
        try:
            out[index] = shapely.to_wkb(shapely.from_wkt(text)) if text.strip() else None
        except (shapely.errors.GEOSException, TypeError):
            out[index] = b"?"  # malformed: neither missing nor an area
    return out


def _placed(
    columns: dict[str, list[str | None]],
    raw: Any,
    numbers: Sequence[int],
    where: str,
    crs: int | None,
    said: tuple[str, ...],
) -> VectorTable:
    broken = np.array([value == b"?" for value in raw], np.bool_)
    raw[broken] = None
    looked = look(Packed.of(raw.tolist()), judged)  # GEOS has written these values itself
    fault = looked.fault.copy()
    fault[broken] = Fault.MALFORMED
    wish = Wish(None if crs is None else Crs.of_epsg(crs))
    placed = place(looked.box, fault == Fault.NONE, {}, wish, where)
    wkb = looked.wkb
    bad = np.flatnonzero((fault != Fault.NONE) | placed.astray).tolist()
    good = [index for index in range(len(raw)) if index not in set(bad)]
    return VectorTable(
        columns={name: [values[index] for index in good] for name, values in columns.items()},
        wkb=[wkb[index] for index in good],
        rows=[numbers[index] for index in good],
        crs=placed.crs,
        said=(*said, *placed.said),
        source=where,
        refused=tuple(_refusal(index, numbers[index], fault, placed.crs) for index in bad),
        refused_boxes=looked.box[bad],
    )


def _refusal(index: int, row: int, fault: Any, crs: Crs) -> Refusal:
    if fault[index] == Fault.NONE:
        return Refusal.of(row, FIELD, "", InputError("geometry_astray", crs=crs.label))
    return Refusal.of(row, FIELD, "", InputError(Fault(fault[index]).code))
