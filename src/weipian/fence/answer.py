"""The Arrow file between the reading process and its caller."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from weipian.fence.shapes import Looked

NAME = "answer.arrow"
WKB, FAULT, BOX = "\x00wkb", "\x00fault", ("\x00xmin", "\x00ymin", "\x00xmax", "\x00ymax")


def write(folder: Path, attributes: Any, geometry: Any, looked: Looked) -> None:
    """Put attributes (a pyarrow table), the geometry column and what was seen of it into one file."""
    wkb = geometry.cast(pa.binary()) if looked.wkb is None else pa.array(looked.wkb, pa.binary())
    table = attributes.append_column(WKB, wkb)
    table = table.append_column(FAULT, pa.array(looked.fault))
    for place, name in enumerate(BOX):
        table = table.append_column(name, pa.array(looked.box[:, place]))
    with pa.OSFile(str(folder / NAME), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


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


def as_objects(column: Any) -> npt.NDArray[np.object_]:
    """A binary column as Python bytes."""
    out = np.empty(len(column), object)
    out[:] = column.to_pylist()
    return out
