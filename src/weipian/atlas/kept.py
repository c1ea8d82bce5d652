"""A layer version as it is kept: GeoParquet with the source's own coordinates, all attributes and row numbers.

The same features give the same bytes. Written beside its place; whoever books the version moves it there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from weipian.atlas.hilbert import hilbert_order
from weipian.geometry.crs import Crs

Columns = Mapping[str, Sequence[object]]

ROW = "weipian_row"
"""The source's number of a feature; the prefix keeps clear of what sources call their columns."""
BOX = "weipian_bbox"
GEOMETRY = "geometry"
SIDES = ("xmin", "ymin", "xmax", "ymax")
ROW_GROUP = 16_384
PARTIAL = ".partial"


def write_kept(path: Path, columns: Columns, rows: Sequence[int], wkb: Sequence[bytes], crs: Crs) -> str:
    """Write the features in Hilbert order; gives the SHA-256 of what was written. Raises OSError."""
    raw = np.empty(len(wkb), object)
    raw[:] = list(wkb)
    boxes = _boxes(raw)
    order = pa.array(hilbert_order(boxes))
    geometry = geometry_name(columns)
    table = pa.table(
        {
            **{name: _plain(values) for name, values in columns.items()},
            ROW: pa.array(np.asarray(rows, np.int64)),
            BOX: pa.StructArray.from_arrays([pa.array(boxes[:, k].copy()) for k in range(4)], names=list(SIDES)),
            geometry: pa.array(raw, pa.large_binary()),
        }
    ).take(order)
    table = table.replace_schema_metadata({"geo": _geo(geometry, crs, boxes)})
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table, path, row_group_size=ROW_GROUP, compression="zstd")
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
        return hashlib.file_digest(stream, "sha256").hexdigest()


def geometry_name(columns: Columns) -> str:
    """What the geometry is called in the kept file: a source may have a column of that name already."""
    return GEOMETRY if GEOMETRY not in columns else f"weipian_{GEOMETRY}"


def _boxes(raw: NDArray[np.object_]) -> NDArray[np.float64]:
    """A block at a time: GEOS's own geometries of a whole layer would be a third copy of it."""
    blocks = [shapely.bounds(shapely.from_wkb(raw[at : at + ROW_GROUP])) for at in range(0, len(raw), ROW_GROUP)]
    return np.vstack(blocks) if blocks else np.empty((0, 4))


def _plain(values: Sequence[object]) -> Any:
    """A column with its own type; one without any value is text."""
    found = pa.array(list(values))
    return found.cast(pa.string()) if pa.types.is_null(found.type) else found


def _geo(geometry: str, crs: Crs, boxes: NDArray[np.float64]) -> str:
    import pyproj

    around = [*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)] if len(boxes) else []
    about = {
        "encoding": "WKB",
        "geometry_types": [],
        "crs": pyproj.CRS.from_epsg(crs.epsg).to_json_dict(),
        "bbox": [float(value) for value in around],
        "covering": {"bbox": {side: [BOX, side] for side in SIDES}},
    }
    return json.dumps({"version": "1.1.0", "primary_column": geometry, "columns": {geometry: about}}, sort_keys=True)


def partial_beside(folder: Path, name: str) -> Path:
    """Where a version is written before it has a number."""
    return folder / f".{name}.{os.getpid()}{PARTIAL}"


def attributes_at(
    path: Path, indices: Sequence[int] | NDArray[np.int64], columns: Sequence[str]
) -> dict[str, list[object]]:
    """The attributes of the features at `indices` (places in the kept file, which are those of its ready layer).

    Raises OSError where the file is not there.
    """
    table = pq.read_table(path, columns=list(dict.fromkeys(columns)))
    picked = table.take(pa.array(np.asarray(indices, np.int64)))
    return {name: picked[name].to_pylist() for name in columns}


def sweep(folder: Path, booked: Sequence[str], now: float) -> None:
    """Files of imports that a crash or a full disk stopped: no version names them."""
    for path in _unbooked(folder, set(booked), now):
        with suppress(OSError):
            path.unlink()


AN_OLD_ONE = 6 * 3600.0
"""Seconds after which a partial file is nobody's any more."""


def _unbooked(folder: Path, booked: set[str], now: float) -> Iterator[Path]:
    for path in folder.iterdir():
        if (path.suffix == ".parquet" and path.name not in booked) or (
            path.suffix == PARTIAL and now - path.stat().st_mtime > AN_OLD_ONE
        ):
            yield path
