"""Inside the fence: GEOS looks at the few geometries that are areas by name but no plain WKB."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import shapely

from weipian.fence.oddities import ASKED, BOX, TOLD
from weipian.fence.shapes import Answered, Fault, base_kind


def look(folder: Path) -> dict[str, Any]:
    """For each value in the folder: its fault, its box, and its WKB without heights where it had any."""
    with pa.OSFile(str(folder / ASKED), "rb") as stream:
        found = judged(pa.ipc.open_file(stream).read_all().column(0).to_pylist())
    _write(folder, found.fault, found.box, found.flat)
    return {}


def judged(values: list[bytes]) -> Answered:
    """The same of values in memory: only for who trusts them not to bring GEOS down."""
    raw = np.array(values, object)
    shapes: Any = shapely.from_wkb(raw, on_invalid="ignore")
    fault = np.zeros(len(raw), np.uint8)
    fault[shapely.is_missing(shapes)] = Fault.MALFORMED
    fault[(fault == Fault.NONE) & shapely.is_empty(shapes)] = Fault.EMPTY
    for row in np.flatnonzero(~np.isfinite(shapely.length(shapes)) & ~shapely.is_missing(shapes)):
        if not np.isfinite(shapely.get_coordinates(shapes[row])).all():  # a length overflows before its coordinates do
            fault[row] = Fault.NOT_FINITE
    shapes[fault != Fault.NONE] = None
    return Answered(fault, shapely.bounds(shapes), _flat(raw, shapes))


def _flat(raw: npt.NDArray[np.object_], shapes: Any) -> list[bytes | None]:
    """Only where something is dropped; None elsewhere."""
    out: list[bytes | None] = [None] * len(raw)
    for row, value in enumerate(raw):
        kind = int.from_bytes(value[1:5], "little" if value[0] == 1 else "big")
        if shapes[row] is not None and base_kind(kind) != kind:
            out[row] = shapely.to_wkb(shapes[row], output_dimension=2)
    return out


def _write(folder: Path, fault: npt.NDArray[np.uint8], box: npt.NDArray[np.float64], flat: list[bytes | None]) -> None:
    columns = {"fault": pa.array(fault), "wkb": pa.array(flat, pa.binary())}
    columns |= {name: pa.array(box[:, place]) for place, name in enumerate(BOX)}
    table = pa.table(columns)
    with pa.OSFile(str(folder / TOLD), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
