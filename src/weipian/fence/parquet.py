"""Reading (Geo)Parquet, inside the fence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from weipian.fence import answer
from weipian.fence.reference import CRS84, stated, stated_in_projjson
from weipian.fence.shapes import look
from weipian.terms.errors import InputError

_LIKELY = ("geometry", "geom", "wkb", "wkb_geometry", "shape")


def read(path: Path, request: dict[str, Any]) -> dict[str, Any]:
    """Read one Parquet. Raises InputError for everything that is wrong with it."""
    try:
        with pq.ParquetFile(path, memory_map=False, **_streamed(request.get("span"))) as source:
            column, place = _geometry(source, path.name)
            wanted = _columns(source, column, request["columns"], path.name)
            table = _rows(source, [*wanted, column], request.get("span"))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError):
        raise InputError("source_broken", where=path.name) from None
    geometry = _plain(table.column(column))
    looked = look(answer.as_objects(geometry))
    answer.write(Path(request["folder"]), table.select(wanted), geometry, looked)
    return {**place, "flattened": looked.flattened}


def survey(path: Path) -> dict[str, Any]:
    """How many rows there are, and how many bytes their geometry fills."""
    try:
        with pq.ParquetFile(path, memory_map=False) as source:
            column, _ = _geometry(source, path.name)
            groups = [source.metadata.row_group(number) for number in range(source.num_row_groups)]
            at = [source.metadata.schema.column(k).path for k in range(len(source.metadata.schema))].index(column)
            return {
                "rows": source.metadata.num_rows,
                "bytes": sum(group.column(at).total_uncompressed_size for group in groups),
            }
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError, ValueError):
        raise InputError("source_broken", where=path.name) from None


def _streamed(span: Any) -> dict[str, Any]:
    """For a part of it: pages as they come, not a row group's whole column, which may be the whole source's."""
    return {} if span is None else {"pre_buffer": False, "buffer_size": 1 << 20}


def _rows(source: Any, columns: list[str], span: tuple[int, int] | None) -> Any:
    """All rows, or those of a span (first, count)."""
    if span is None:
        return source.read(columns=columns)
    first, end = span[0], span[0] + span[1]
    groups, seen = _groups(source, first, end)
    found = []
    for batch in source.iter_batches(batch_size=8192, row_groups=groups, columns=columns):
        low, high = max(first - seen, 0), min(end - seen, len(batch))
        if low < high:
            found.append(batch.slice(low, high - low))
        seen += len(batch)
        if seen >= end:
            break
    if not found:
        return source.schema_arrow.empty_table().select(columns)
    return pa.Table.from_batches(found).select(columns)


def _groups(source: Any, first: int, end: int) -> tuple[list[int], int]:
    """The row groups that hold some of the rows, and how many rows lie before them."""
    groups, before, at = [], 0, 0
    for number in range(source.num_row_groups):
        rows = source.metadata.row_group(number).num_rows
        if at + rows <= first:
            before = at + rows
        elif at < end:
            groups.append(number)
        at += rows
    return groups, before


def _plain(column: Any) -> Any:
    """Without the mark that geoarrow puts on WKB."""
    if isinstance(column.type, pa.BaseExtensionType):
        return pa.chunked_array([chunk.storage for chunk in column.chunks], column.type.storage_type)
    return column


def _geometry(source: Any, where: str) -> tuple[str, dict[str, Any]]:
    """The geometry column and its coordinate system; without a `crs` entry GeoParquet means CRS84."""
    schema = source.schema_arrow
    geo = (schema.metadata or {}).get(b"geo")
    if geo is None:
        return _without_geo(schema, where), {}
    try:
        meta = json.loads(geo)
        column = meta["primary_column"]
        about = meta["columns"][column]
    except (ValueError, KeyError, TypeError):
        raise InputError("source_broken", where=where) from None
    if about.get("encoding", "WKB") != "WKB" or column not in schema.names:
        raise InputError("parquet_encoding", where=where)
    return column, stated_in_projjson(about["crs"]) if "crs" in about else stated(CRS84)


def _without_geo(schema: Any, where: str) -> str:
    binary = [field.name for field in schema if pa.types.is_binary(field.type) or pa.types.is_large_binary(field.type)]
    likely = [name for name in binary if name.lower() in _LIKELY]
    if len(likely) == 1:
        return str(likely[0])
    raise InputError("layer_none", where=where)


def _columns(source: Any, geometry: str, wanted: list[str] | None, where: str) -> list[str]:
    there = [name for name in source.schema_arrow.names if name != geometry]
    for name in wanted or ():
        if name not in there:
            raise InputError("column_missing", where=where, column=name, columns="、".join(there))
    return there if wanted is None else wanted
