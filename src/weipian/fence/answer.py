"""The Arrow file between the reading process and its caller: attributes, and the geometry's WKB as it was found."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa

NAME = "answer.arrow"
WKB = "\x00wkb"


def write(folder: Path, parts: Iterable[tuple[Any, Any]]) -> None:
    """Attributes (a pyarrow table) and geometry column, part after part; there must be one part at least."""
    writer = None
    with pa.OSFile(str(folder / NAME), "wb") as sink:
        for attributes, geometry in parts:
            table = _joined(_plain(with_whole_text(attributes)), _binary(geometry))
            writer = writer or pa.ipc.new_file(sink, table.schema)
            writer.write_table(table)
        if writer is not None:
            writer.close()


def _joined(attributes: Any, wkb: Any) -> Any:
    """One table; attributes without any column don't know how many rows they are."""
    schema = pa.schema([*attributes.schema, pa.field(WKB, wkb.type)])
    return pa.Table.from_arrays([*attributes.columns, wkb], schema=schema)


def _binary(column: Any) -> Any:
    """WKB without the mark that geoarrow puts on it."""
    if isinstance(column.type, pa.BaseExtensionType):
        column = pa.chunked_array([chunk.storage for chunk in column.chunks], column.type.storage_type)
    if pa.types.is_binary(column.type) or pa.types.is_large_binary(column.type):
        return column
    return column.cast(pa.binary())


def _plain(table: Any) -> Any:
    """Without the schema's notes; dictionaries spelt out, since an Arrow file allows one for all parts only."""
    for place, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            chunks = [chunk.dictionary_decode() for chunk in table.column(place).chunks]
            column = pa.chunked_array(chunks, field.type.value_type)
            table = table.set_column(place, pa.field(field.name, field.type.value_type), column)
    return table.replace_schema_metadata(None)


def with_whole_text(table: Any) -> Any:
    """Text cells cut within a character lose the cut character; nothing else is changed."""
    for place, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            try:
                table.column(place).validate(full=True)
            except pa.ArrowInvalid:
                raw = table.column(place).cast(pa.binary()).to_pylist()
                texts = [None if value is None else value.decode("utf-8", "ignore") for value in raw]
                table = table.set_column(place, field, pa.chunked_array([pa.array(texts, pa.string())]))
    return table


def distinct_names(names: list[str]) -> tuple[list[str], list[str]]:
    """Names made distinct (`X`, `X_2`), and those that stood twice."""
    taken: set[str] = set()
    clashes, out = [], []
    for name in names:
        candidate, count = name, 1
        while candidate in taken:
            count += 1
            candidate = f"{name}_{count}"
        if count > 1:
            clashes.append(name)
        taken.add(candidate)
        out.append(candidate)
    return out, clashes
