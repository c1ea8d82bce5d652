"""Writes layers in the formats that counties hand in."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pyproj
import shapely

from weipian.demo.drawn import Cell, Drawn
from weipian.demo.places import EPSG, NOTICE

FIXED_CLOCK = {"OGR_CURRENT_DATE": "2023-12-15T00:00:00.000Z"}
CRS = f"EPSG:{EPSG}"


def save_shapefile(path: Path, drawn: Drawn, *, tell_encoding: bool) -> None:
    """GBK; most counties' files come without the .cpg that would say so."""
    _write(path, drawn, "ESRI Shapefile", CRS, encoding="GBK")
    if not tell_encoding:
        path.with_suffix(".cpg").unlink()


def save_geopackage(path: Path, layer: str, drawn: Drawn) -> None:
    _write(path, drawn, "GPKG", CRS, layer=layer, layer_metadata={"DESCRIPTION": NOTICE})


def save_geodatabase(path: Path, layer: str, drawn: Drawn) -> None:
    """The grid of the format is set to whole millimetres; its default would move vertices."""
    grid = {"XORIGIN": 0, "YORIGIN": 0, "XYSCALE": 1000, "XYTOLERANCE": 0.001}
    _write(path, drawn, "OpenFileGDB", CRS, layer=layer, layer_options=grid)


def save_geojson(path: Path, drawn: Drawn) -> None:
    """Degrees on CGCS2000, named in the old way, as Chinese tools write it."""
    to_degrees = pyproj.Transformer.from_crs(EPSG, 4490, always_xy=True)
    shapes = shapely.transform(drawn.shapes, lambda x, y: to_degrees.transform(x, y), interleaved=False)
    features = [
        {"type": "Feature", "properties": properties, "geometry": json.loads(shapely.to_geojson(shape))}
        for shape, properties in zip(shapes, _records(drawn), strict=True)
    ]
    document = {
        "type": "FeatureCollection",
        "name": NOTICE,
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}},
        "features": features,
    }
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def save_parquet(path: Path, drawn: Drawn) -> None:
    """GeoParquet 1.0."""
    geo = {
        "version": "1.0.0",
        "primary_column": "geometry",
        "columns": {
            "geometry": {
                "encoding": "WKB",
                "geometry_types": ["Polygon"],
                "crs": json.loads(pyproj.CRS.from_epsg(EPSG).to_json()),
            }
        },
    }
    columns = {name: pa.array(values) for name, values in drawn.columns.items()}
    table = pa.table(columns | {"geometry": pa.array(shapely.to_wkb(drawn.shapes), type=pa.binary())})
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo), "notice": NOTICE}), path, compression="zstd")


def save_rows(path: Path, rows: Sequence[dict[str, Cell]], encoding: str) -> None:
    """A CSV table, as Excel saves it."""
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@contextmanager
def clock_stopped() -> Iterator[None]:
    """GDAL writes one fixed time into its files, so that they come out alike."""
    pyogrio.set_gdal_config_options(FIXED_CLOCK)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(dict.fromkeys(FIXED_CLOCK))


def _write(path: Path, drawn: Drawn, driver: str, crs: str, **options: object) -> None:
    pyogrio.raw.write(
        path,
        shapely.to_wkb(drawn.shapes),
        list(drawn.columns.values()),
        list(drawn.columns),
        geometry_type="Polygon",
        crs=crs,
        driver=driver,
        **options,
    )


def _records(drawn: Drawn) -> list[dict[str, object]]:
    names = list(drawn.columns)
    cells = [[_plain(value) for value in drawn.columns[name]] for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*cells, strict=True)]


def _plain(value: object) -> object:
    if isinstance(value, np.datetime64):
        return str(value)
    return value.item() if isinstance(value, np.generic) else value


def chosen(drawn: Drawn, rows: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Drawn:
    """Some of the rows."""
    columns = {name: values[rows] for name, values in drawn.columns.items()}
    return replace(drawn, shapes=drawn.shapes[rows], columns=columns)
