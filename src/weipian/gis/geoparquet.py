"""GeoParquet 1.1 with boxes, in the same words as the layers that a workspace keeps."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import shapely

from weipian.gis.layer import About, Layer
from weipian.gis.tables import GEOMETRY, table_of
from weipian.gis.writing import facts_of

BOX = "bbox"
SIDES = ("xmin", "ymin", "xmax", "ymax")
ROW_GROUP = 16_384


def write_geoparquet(folder: Path, name: str, layer: Layer, about: About) -> None:
    """Raises OSError."""
    table, kind = table_of(layer)
    raw = np.array(table[GEOMETRY].to_pylist(), object)
    boxes = shapely.bounds(shapely.from_wkb(raw)).reshape(-1, 4)
    box = pa.StructArray.from_arrays([pa.array(boxes[:, k].copy()) for k in range(4)], names=list(SIDES))
    described = {
        "encoding": "WKB",
        "geometry_types": [kind],
        "crs": pyproj.CRS.from_epsg(layer.crs.epsg).to_json_dict(),
        "edges": "planar",
        "bbox": [float(value) for value in (*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))],
        "covering": {"bbox": {side: [BOX, side] for side in SIDES}},
    }
    geo = {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: described}}
    titles = {field.name: field.label for field in layer.fields}
    told = {"layer": layer.name, "columns": titles, **facts_of(about)}
    about_it = {"geo": json.dumps(geo, sort_keys=True), "weipian": json.dumps(told, ensure_ascii=False)}
    table = table.append_column(BOX, box).replace_schema_metadata(about_it)
    pq.write_table(table, folder / name, row_group_size=ROW_GROUP, compression="zstd")
