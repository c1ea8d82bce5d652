"""Making the inputs: layers made, put into the plane, split, sorted. No measured process loads this."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from benchmarks.inputs import CLASS_COLUMN, LAYERS, MANIFEST, Inputs
from benchmarks.layers import EPSG, make_layers
from benchmarks.splitting import split_huge
from weipian.geometry.crs import Crs
from weipian.geometry.project import to_plane

ROW_GROUP = 16_384


def make_inputs(folder: Path, sizes: Sequence[int], scale: float) -> Inputs:
    """Write everything that is missing."""
    folder = folder.absolute()
    found = {count: make_layers(folder / "source", count, scale) for count in sizes}
    layers = next(iter(found.values()))
    inputs = Inputs(
        folder,
        {name: str(layers[name].absolute()) for name in LAYERS},
        {count: str(paths["patches"].absolute()) for count, paths in found.items()},
        scale,
    )
    for name in LAYERS:
        if not inputs.split(name).exists():
            _write_layer(inputs, name)
    for count in sizes:
        if not inputs.plane_patches(count).exists():
            _write_patches(inputs, count)
    _save(inputs)
    return inputs


def _save(inputs: Inputs) -> None:
    said = {"source": inputs.source, "patches": inputs.patches, "scale": inputs.scale}
    (inputs.folder / MANIFEST).write_text(json.dumps(said, indent=1), "utf-8")


def _write_layer(inputs: Inputs, name: str) -> None:
    table = pq.read_table(inputs.source_layer(name), columns=[CLASS_COLUMN, "geometry"])
    shapes = in_plane(shapely.from_wkb(table.column("geometry").to_numpy()))
    labels = np.array(table.column(CLASS_COLUMN).to_pylist(), object)
    write_geoparquet(inputs.plain(name), {"class": pa.array(labels, pa.string())}, shapes)
    pieces, owner = split_huge(shapes)
    order = np.argsort(morton(shapely.bounds(pieces)), kind="stable")
    write_geoparquet(inputs.split(name), {"class": pa.array(labels[owner[order]], pa.string())}, pieces[order])


def _write_patches(inputs: Inputs, count: int) -> None:
    table = pq.read_table(inputs.source_patches(count), columns=["geometry"])
    shapes = in_plane(shapely.from_wkb(table.column("geometry").to_numpy()))
    write_geoparquet(inputs.plane_patches(count), {"patch": pa.array(np.arange(len(shapes)))}, shapes)


def in_plane(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """The shapes with their vertices in the authalic plane, metres."""
    crs = Crs.of_epsg(EPSG)

    def project(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(to_plane(np.ascontiguousarray(xy[:, 0]), np.ascontiguousarray(xy[:, 1]), crs))

    moved: NDArray[np.object_] = shapely.transform(shapes, project)
    return moved


def morton(box: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Places along a Z-curve of the boxes' middles, 16 bits a side."""
    middle = (box[:, :2] + box[:, 2:]) / 2
    low, high = middle.min(axis=0), middle.max(axis=0)
    cell = ((middle - low) / np.maximum(high - low, 1e-9) * 65535).astype(np.uint64)
    code = np.zeros(len(box), np.uint64)
    for bit in range(16):
        for axis in range(2):
            code |= ((cell[:, axis] >> np.uint64(bit)) & np.uint64(1)) << np.uint64(2 * bit + axis)
    return code


def write_geoparquet(path: Path, columns: dict[str, Any], shapes: NDArray[np.object_]) -> None:
    """GeoParquet 1.1 with a bbox column that readers may prune by; the plane has no EPSG number, so `crs` is null."""
    path.parent.mkdir(parents=True, exist_ok=True)
    sides = ("xmin", "ymin", "xmax", "ymax")
    box = shapely.bounds(shapes)
    boxes = pa.StructArray.from_arrays([pa.array(box[:, k].copy()) for k in range(4)], names=list(sides))
    about = {
        "encoding": "WKB",
        "geometry_types": ["Polygon", "MultiPolygon"],
        "crs": None,
        "bbox": [float(value) for value in shapely.total_bounds(shapes)],
        "covering": {"bbox": {side: ["bbox", side] for side in sides}},
    }
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": about}}
    table = pa.table({**columns, "bbox": boxes, "geometry": pa.array(shapely.to_wkb(shapes), pa.binary())})
    partial = path.with_suffix(".partial")
    pq.write_table(
        table.replace_schema_metadata({"geo": json.dumps(geo)}), partial, row_group_size=ROW_GROUP, compression="zstd"
    )
    partial.replace(path)
