"""Layers of ten million shapes and their patches: one county's layer set down again and again, written in a stream.

Tiles lie side by side with a lane between them, so no two of them overlap; a tile is written before the next is made,
so that making takes the memory of one. Everything is in EPSG:4525, within the room of its zone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import shapely
from numpy.typing import NDArray

from benchmarks.layers import EPSG, ROW_GROUP

LANE = 60.0
"""Metres between two tiles; made layers reach some 20 m over their square."""
MIDDLE = (37_500_000.0, 3_300_000.0)
CLASS_COLUMN = "DLBM"


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """One county: shapes object[n] within the square of `side` metres, its south-west corner at (0, 0)."""

    shapes: NDArray[np.object_]
    classes: NDArray[np.object_]
    side: float


def corners(tiles: int, side: float) -> list[tuple[float, float]]:
    """South-west corners of tiles in a square about the middle of the zone, row after row from the south."""
    columns = int(np.ceil(tiles**0.5))
    step = side + LANE
    west, south = MIDDLE[0] - columns * step / 2, MIDDLE[1] - columns * step / 2
    return [(west + step * (k % columns), south + step * (k // columns)) for k in range(tiles)]


def write_tiles(path: Path, tile: Tile, places: list[tuple[float, float]], most: int) -> int:
    """The tile at each place, `most` shapes in all; how many were written. Nothing is done where the file is there."""
    if path.exists():
        return int(pq.read_metadata(path).num_rows)
    partial = path.with_suffix(".partial")
    schema = pa.schema([("id", pa.string()), (CLASS_COLUMN, pa.string()), ("geometry", pa.binary())])
    schema = schema.with_metadata({"geo": json.dumps(_about())})
    with pq.ParquetWriter(partial, schema, compression="zstd") as writer:
        written = 0
        for table in _tables(tile, places, most, schema):
            writer.write_table(table, row_group_size=ROW_GROUP)
            written += table.num_rows
    partial.replace(path)
    return written


def _tables(tile: Tile, places: list[tuple[float, float]], most: int, schema: Any) -> Iterator[Any]:
    written = 0
    for number, place in enumerate(places):
        count = min(len(tile.shapes), most - written)
        if count <= 0:
            return
        written += count
        moved = set_down(tile.shapes[:count], place)
        ids = [f"{number:04d}{index:06d}" for index in range(count)]
        columns = [pa.array(ids), pa.array(tile.classes[:count], pa.string()), pa.array(shapely.to_wkb(moved))]
        yield pa.table(columns, schema=schema)


def set_down(shapes: NDArray[np.object_], place: tuple[float, float]) -> Any:
    """The shapes at a place, to a tenth of a millimetre, as surveys store it."""
    return shapely.transform(shapes, lambda xy: np.round(xy + np.array(place), 4))


def _about() -> dict[str, Any]:
    crs = json.loads(pyproj.CRS.from_epsg(EPSG).to_json())
    kinds = ["Polygon", "MultiPolygon"]
    column = {"encoding": "WKB", "geometry_types": kinds, "crs": crs}
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}


def at_origin(shapes: NDArray[np.object_], corner: tuple[float, float]) -> NDArray[np.object_]:
    """The shapes with a corner of theirs moved to (0, 0)."""
    moved: NDArray[np.object_] = shapely.transform(shapes, lambda xy: xy - np.array(corner))
    return moved


def packed(shapes: NDArray[np.object_], plan: NDArray[np.object_]) -> tuple[NDArray[np.object_], float]:
    """Places that lie far apart (`plan` names each shape's) set side by side, and the side of the square they fill.

    Only whole places are moved: what touches or overlaps within one stays as it was.
    """
    names, which = np.unique(plan.astype(str), return_inverse=True)
    box = shapely.bounds(shapes)
    low = np.array([box[which == k, :2].min(axis=0) for k in range(len(names))])
    size = np.array([box[which == k, 2:].max(axis=0) for k in range(len(names))]) - low + LANE
    place, side = _shelves(size)
    counts = shapely.get_num_coordinates(shapes)
    by = np.repeat((place - low)[which], counts, axis=0)
    return shapely.set_coordinates(shapes.copy(), shapely.get_coordinates(shapes) + by), side


def _shelves(size: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Boxes set in rows, the tallest first; their corners and the side of the square over all."""
    width = max(float(np.sqrt(size.prod(axis=1).sum())) * 1.1, float(size[:, 0].max()))
    place = np.zeros(size.shape)
    x = y = tall = 0.0
    for k in np.argsort(-size[:, 1], kind="stable").tolist():
        if x and x + size[k, 0] > width:
            x, y, tall = 0.0, y + tall, 0.0
        place[k] = x, y
        x, tall = x + float(size[k, 0]), max(tall, float(size[k, 1]))
    return place, max(width, y + tall)
