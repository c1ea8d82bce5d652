"""Reading (Geo)Parquet, inside the fence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from weipian.fence import answer
from weipian.fence.reference import CRS84, stated, stated_in_projjson
from weipian.terms.errors import InputError

_LIKELY = ("geometry", "geom", "wkb", "wkb_geometry", "shape")
_BROKEN = (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowTypeError, OSError)
_THREADS = 2


def read(path: Path, request: dict[str, Any]) -> dict[str, Any]:
    """Read one Parquet. Raises InputError for everything that is wrong with it."""
    try:
        with pq.ParquetFile(path, memory_map=False, **_streamed(request.get("span"))) as source:
            column, place = _geometry(source, path.name)
            wanted = _columns(source, column, request["columns"], path.name)
            metadata = source.metadata
            span = request.get("span")
            some = None if span is None else _rows(source, [*wanted, column], span)
    except _BROKEN:
        raise InputError("source_broken", where=path.name) from None
    parts = _parts(path, metadata, [*wanted, column]) if some is None else (some,)
    answer.write(Path(request["folder"]), ((part.select(wanted), part.column(column)) for part in parts))
    return place


def _parts(path: Path, metadata: Any, columns: list[str]) -> Iterator[Any]:
    """The row groups in their order, decoded side by side: the geometry alone is most of the work of each."""
    groups = range(metadata.num_row_groups)
    if len(groups) < _THREADS:
        yield _part(path, metadata, columns, None)
        return
    with ThreadPoolExecutor(_THREADS) as pool:
        yield from pool.map(lambda group: _part(path, metadata, columns, group), groups)


def _part(path: Path, metadata: Any, columns: list[str], group: int | None) -> Any:
    """One row group, or the whole. A reader of its own: Arrow does not say that threads may share one."""
    try:
        with pq.ParquetFile(path, memory_map=False, metadata=metadata) as source:
            if group is None:
                return source.read(columns=columns)
            return source.read_row_group(group, columns=columns, use_threads=False)
    except _BROKEN:
        raise InputError("source_broken", where=path.name) from None


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
    except (*_BROKEN, ValueError):
        raise InputError("source_broken", where=path.name) from None


def _streamed(span: Any) -> dict[str, Any]:
    """For a part of it: pages as they come, not a row group's whole column, which may be the whole source's."""
    return {} if span is None else {"pre_buffer": False, "buffer_size": 1 << 20}


def _rows(source: Any, columns: list[str], span: tuple[int, int]) -> Any:
    """The rows of a span (first, count)."""
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
