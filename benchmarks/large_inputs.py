"""The inputs of the large runs: patches and one layer, made if missing.

`demo`: the made land-use layer of a county. `zoning`: a real one, Taiwan's urban-plan zoning of 2020 (34,031 shapes of
127 plans, some invalid, some overlapping; real data of a government), which is not part of this project: it is read
from the folder of real data where that is there. Its plans are set side by side, its classes numbered.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pyogrio
import shapely
from numpy.typing import NDArray

from benchmarks.layers import LAND, SIDE, X, Y, bench_folder, make_layers, stars
from benchmarks.tiles import CLASS_COLUMN, Tile, at_origin, corners, packed, write_tiles

ROOT = Path(__file__).resolve().parents[1]
ZONING = "data/parcels/zoning_tw/zoning_dev.gpkg.zip"
PLAN, KIND = "計畫區", "分區類"


@dataclass(frozen=True, slots=True)
class LargeInputs:
    """Files, and what is in them."""

    patches: Path
    layer: Path
    shapes: int
    tiles: int


def zoning_source() -> Path:
    """The real layer, in the folder of real data beside a checkout; WEIPIAN_SHARED names another."""
    return Path(os.environ.get("WEIPIAN_SHARED", ROOT.parent / "shared")) / ZONING


def make(folder: Path, layer: str, patches: int, polygons: int) -> LargeInputs:
    """Both files; the tile is in memory only while one is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    tile = _demo() if layer == "demo" else _zoning(zoning_source())
    tiles = -(-polygons // len(tile.shapes))
    places = corners(tiles, tile.side)
    land = folder / f"{layer}-{polygons}.parquet"
    shapes = write_tiles(land, tile, places, polygons)
    few = -(-patches // tiles)
    ours = folder / f"{layer}-patches-{patches}-{polygons}.parquet"
    stamps = Tile(stars(few, tile.side), np.full(few, "", object), tile.side)
    write_tiles(ours, stamps, places, patches)
    return LargeInputs(ours, land, shapes, tiles)


def _demo() -> Tile:
    path = make_layers(bench_folder(), 100, 1.0)["land_use"]
    table = pq.read_table(path, columns=[CLASS_COLUMN, "geometry"])
    shapes = shapely.from_wkb(table["geometry"].to_numpy())
    assert len(shapes) == LAND
    return Tile(at_origin(shapes, (X, Y)), _texts(table[CLASS_COLUMN].to_numpy()), SIDE)


def _zoning(source: Path) -> Tile:
    _, table = pyogrio.raw.read_arrow(source, columns=[PLAN, KIND])
    shapes = shapely.force_2d(shapely.from_wkb(table[table.column_names[-1]].to_numpy()))
    kinds = [text or "" for text in table[KIND].to_pylist()]
    number = {text: f"Z{at:02d}" if text else "" for at, text in enumerate(sorted(set(kinds)))}
    moved, side = packed(shapes, _texts(table[PLAN].to_numpy()))
    return Tile(moved, np.array([number[text] for text in kinds], object), side)


def _texts(values: NDArray[np.object_]) -> NDArray[np.object_]:
    return np.array([str(value) for value in values], object)
