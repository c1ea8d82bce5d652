"""A layer's tile out of its ready file, read back by GDAL and laid beside the layer's own shapes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from made_ground import EPSG, ground_desk
from weipian.cli.desk import system_user
from weipian.terms.words import LayerKind

pytestmark = pytest.mark.requirement("B2")
TYPE = "application/vnd.mapbox-vector-tile"


def tile_at(zoom: int, lon: float, lat: float) -> Any:
    from weipian.geometry.map_tiles import Tile

    y = (1 - np.arctanh(np.sin(np.radians(lat))) / np.pi) / 2 * 2**zoom
    return Tile(zoom, int((lon + 180) / 360 * 2**zoom), int(y))


def read(folder: Path, tile: Any, content: bytes, layer: str) -> Any:
    """In the layer's own metres, as GDAL reads and PROJ moves it."""
    from pyproj import Transformer

    path = folder / str(tile.z) / str(tile.x) / f"{tile.y}.mvt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    meta, _, wkb, columns = pyogrio.raw.read(path, layer=layer, CLIP="NO")
    move = Transformer.from_crs(3857, EPSG, always_xy=True).transform
    shapes = shapely.transform(shapely.from_wkb(wkb), lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1])))
    return shapes, dict(zip(meta["fields"], columns, strict=True))


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    return ground_desk(tmp_path, system_user())


def place() -> tuple[float, float]:
    """In the middle of the made place."""
    from pyproj import Transformer

    from made_ground import X0, Y0

    lon, lat = Transformer.from_crs(EPSG, 4490, always_xy=True).transform(X0 + 50, Y0 + 50)
    return float(lon), float(lat)


def test_close_by_the_shapes_are_the_layers_own(desk: Any, tmp_path: Path) -> None:
    from made_ground import LAND
    from weipian.office.mapping.tiles import tile_of
    from weipian.store.queries.layers import current_layers

    here = current_layers()[LayerKind.LAND_USE]
    tile = tile_at(16, *place())
    found, columns = read(tmp_path, tile, tile_of(here, desk.workspace.folder, tile), "whole")
    codes = {code: shape for shape, code, _ in LAND}
    within = shapely.union_all(found).envelope.buffer(-8)
    assert sorted(columns["c"]) == sorted(codes)
    for shape, code in zip(found, columns["c"], strict=True):
        mine, own = (shapely.intersection(one, within) for one in (shape, codes[code]))
        assert own.area > 1000
        assert shapely.symmetric_difference(mine, own).area < 0.002 * own.area


def test_from_far_small_features_are_a_mosaic_by_class(desk: Any, tmp_path: Path) -> None:
    """Nothing of what lies in the tile is lost: each class has at least a cell, and cells don't overlap."""
    from weipian.office.mapping.tiles import tile_of
    from weipian.store.queries.layers import current_layers

    here = current_layers()[LayerKind.PERMANENT_BASIC_FARMLAND]
    tile = tile_at(9, *place())
    content = tile_of(here, desk.workspace.folder, tile)
    found, _ = read(tmp_path, tile, content, "mosaic")
    assert len(found) == 1
    assert b"whole" not in content
    cell = 40_075_016 / 2**9 / 256 * np.cos(np.radians(26))
    assert 0.9 * cell**2 < found[0].area < 1.1 * cell**2


def test_kept_by_version_and_quick_when_warm(desk: Any) -> None:
    from weipian.office.mapping.tiles import folder_of, tile_of
    from weipian.store.queries.layers import current_layers

    here, folder, tile = current_layers()[LayerKind.LAND_USE], desk.workspace.folder, tile_at(16, *place())
    made = tile_of(here, folder, tile)
    kept = folder_of(here, folder) / str(tile.z) / str(tile.x) / f"{tile.y}.mvt"
    assert kept.read_bytes() == made
    assert kept.relative_to(folder).as_posix().startswith("layers/ready/tiles/")
    begun = time.process_time()
    for _ in range(20):
        tile_of(here, folder, tile)
    assert (time.process_time() - begun) / 20 < 0.01
    kept.write_bytes(b"other")
    assert tile_of(here, folder, tile) == b"other"


def test_a_cell_takes_the_class_with_the_most_ground() -> None:
    from weipian.office.mapping.layer_tile import _won

    row, column, code = _won(
        np.array([4, 4, 4, 7]), np.array([2, 2, 2, 2]), np.array([0, 1, 0, 2]), np.array([30, 50, 30, 1])
    )
    assert list(zip(row.tolist(), column.tolist(), code.tolist(), strict=True)) == [(4, 2, 0), (7, 2, 2)]
