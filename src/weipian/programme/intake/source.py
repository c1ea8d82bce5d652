"""A source of patches, whatever its form: GIS files through the fence, tables with a WKT column."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from weipian.fence.encoding import decode
from weipian.fence.field import folded_name
from weipian.fence.placing import Wish, place
from weipian.fence.shapes import Fault, look
from weipian.fence.sheets import SUFFIXES as SHEETS
from weipian.fence.sheets import read_sheets
from weipian.fence.vector import FIELD, VectorTable, read, split_source
from weipian.geometry.crs import Crs
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import sentence

WKT_NAMES = ("wkt", "tbfw", "geometry", "geom", "图斑范围", "图形", "坐标")
TABLES = (".csv", ".txt", *SHEETS)
LONGEST = 1 << 22
"""Characters of one cell: a shape of some 100,000 vertices."""


def read_source(source: str, encoding: str | None, crs: int | None, id_column: str | None) -> VectorTable:
    """Raises InputError where nothing of it can be used; single bad rows are refused and listed."""
    path, layer = split_source(source)
    if path.suffix.lower() not in TABLES:
        return read(path, layer=layer, encoding=encoding, crs=crs, id_column=id_column, firm=True)
    rows, said = _cells(path, layer, encoding)
    return of_cells(rows, path.name, crs, said)


def _cells(path: Path, sheet: str | None, encoding: str | None) -> tuple[dict[int, tuple[str, ...]], tuple[str, ...]]:
    """Rows by number, header first."""
    if path.suffix.lower() in SHEETS:
        sheets = read_sheets(path)
        if sheet is not None and sheet not in sheets:
            raise InputError("layer_unknown", where=path.name, layer=sheet, names="、".join(sheets))
        rows = sheets[sheet].rows if sheet else next((one.rows for one in sheets.values() if one.rows), {})
        return dict(rows), ()
    return _csv(path, encoding)


def _csv(path: Path, encoding: str | None) -> tuple[dict[int, tuple[str, ...]], tuple[str, ...]]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError("no_such_table", where=str(path)) from None
    except OSError:
        raise InputError("unreadable_table", where=str(path)) from None
    decoded = decode(data, encoding=encoding, where=path.name)
    csv.field_size_limit(LONGEST)
    try:
        records = list(csv.reader(io.StringIO(decoded.text, newline=""), strict=True))
    except csv.Error:
        raise InputError("broken_csv", where=path.name) from None
    rows = {number: tuple(cells) for number, cells in enumerate(records, start=1) if any(cells)}
    samples = "；".join("，".join(cell[:20] for cell in cells) for cells in records[1:4])
    said = sentence("guessed_encoding", {"encoding": decoded.encoding.upper(), "samples": samples})
    return rows, (said,) if decoded.guessed else ()


def of_cells(
    rows: Mapping[int, Sequence[str]], where: str, crs: int | None, said: tuple[str, ...] = ()
) -> VectorTable:
    """A table of cells (row number → cells, header first) as a layer. Raises InputError `table_without_wkt`."""
    if not rows:
        raise InputError("empty_table", where=where)
    numbers = sorted(rows)
    header = [cell.strip() for cell in rows[numbers[0]]]
    at = _wkt_column(header, where)
    body = [[*rows[number], *[""] * (len(header) - len(rows[number]))] for number in numbers[1:]]
    columns = {name: [_text(cells[k]) for cells in body] for k, name in enumerate(header) if name and k != at}
    return _placed(columns, _wkb([cells[at] for cells in body]), numbers[1:], where, crs, said)


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
    columns: Mapping[str, list[object]], raw: Any, numbers: Sequence[int], where: str, crs: int | None, said: tuple[str, ...]
) -> VectorTable:
    broken = np.array([value == b"?" for value in raw], np.bool_)
    raw[broken] = None
    looked = look(raw)
    fault = looked.fault.copy()
    fault[broken] = Fault.MALFORMED
    wish = Wish(None if crs is None else Crs.of_epsg(crs))
    placed = place(looked.box, fault == Fault.NONE, {}, wish, where)
    wkb = raw if looked.wkb is None else looked.wkb
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
