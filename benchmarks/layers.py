"""Made layers of a county's true size, for benchmarks and tests of size: the same bytes for the same wishes.

Land use is a jittered grid whose cells share wiggled edges vertex by vertex, as a survey's tessellation does; farmland
is every other cell of a coarser one; redlines are two outlines of 40,000 vertices; patches are ragged stars strewn
evenly. All shapes are valid by construction: wiggles die out at the corners, and the jitter leaves no sharp angle.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
import pyarrow as pa
import pyarrow.parquet as pq
import pyproj
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EPSG = 4525
X, Y = 37_440_000.0, 2_860_000.0
"""South-west corner; a county with 205,000 land shapes is then 45 km by 45 km."""
LAND, FARMLAND, REDLINES, REDLINE_VERTICES = 205_000, 20_000, 2, 40_000
SIDE = 45_000.0
CLASSES = ("0101", "0103", "0201", "0301", "0305", "0404", "0601", "0702", "1003", "1006", "1104", "1202")
SEGMENTS = 11
JITTER, WIGGLE = 0.15, 0.06
ROW_GROUP = 20_000
MADE = 1
"""Raised when what is made changes, so that old files aren't taken for new ones."""


def bench_folder() -> Path:
    """Where made layers are kept between runs."""
    return Path(platformdirs.user_cache_dir("weipian", appauthor=False)) / "bench"


def make_layers(folder: Path | str, patches: int, scale: float = 1.0) -> dict[str, Path]:
    """GeoParquet layers `patches`, `land_use`, `farmland`, `redline` (EPSG:4525; id, DLBM, geometry); made if missing.

    `scale` multiplies the county: its area, its land shapes, its farmland and its redlines.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    side = SIDE * scale**0.5
    makers: dict[str, Callable[[], Any]] = {
        f"patches-{patches}-{scale:g}": lambda: _patches(patches, side),
        f"land_use-{scale:g}": lambda: _tessellation(round(LAND * scale), side, 1.0, 11),
        f"farmland-{scale:g}": lambda: _tessellation(round(FARMLAND * scale), side, 0.5, 12),
        f"redline-{scale:g}": lambda: _redlines(side, scale),
    }
    found = {}
    for name, make in makers.items():
        path = folder / f"{name}.{MADE}.parquet"
        if not path.exists():
            _write(path, make())
        found[name.partition("-")[0]] = path
    return found


def _tessellation(count: int, side: float, share: float, seed: int) -> Any:
    """`count` cells of a grid over the square of `side`, every `share`-th by chance."""
    rng = np.random.default_rng(seed)
    columns = max(2, round((count / share) ** 0.5))
    rows = -(-round(count / share) // columns)
    corner = np.stack(np.meshgrid(np.arange(columns + 1.0), np.arange(rows + 1.0)), axis=-1)
    corner += rng.uniform(-JITTER, JITTER, corner.shape)
    corner *= np.array([side / columns, side / rows])
    across = _edges(corner[:, :-1], corner[:, 1:], rng)  # [rows+1, columns, SEGMENTS+1, 2]
    upward = _edges(corner[:-1], corner[1:], rng)  # [rows, columns+1, SEGMENTS+1, 2]
    ring = np.concatenate(
        [
            across[:-1, :, :-1],
            upward[:, 1:, :-1],
            across[1:, :, :0:-1],
            upward[:, :-1, ::-1],
        ],
        axis=2,
    ).reshape(rows * columns, -1, 2)
    kept = np.arange(rows * columns) if share == 1.0 else np.sort(rng.permutation(rows * columns)[:count])
    return shapely.polygons(_placed(ring[kept[:count]]))


def _edges(start: Floats, end: Floats, rng: np.random.Generator) -> Floats:
    """From each start to each end in `SEGMENTS` pieces, off the straight line but at the ends."""
    t = np.linspace(0.0, 1.0, SEGMENTS + 1)
    way = end - start
    off = rng.uniform(-WIGGLE, WIGGLE, (*way.shape[:-1], len(t))) * 4.0 * t * (1.0 - t)
    normal = np.stack((-way[..., 1], way[..., 0]), axis=-1)
    found: Floats = start[..., None, :] + way[..., None, :] * t[:, None] + normal[..., None, :] * off[..., None]
    return found


def _patches(count: int, side: float) -> Any:
    return shapely.transform(stars(count, side), _placed)


def stars(count: int, side: float) -> Any:
    """Ragged stars of 24 to 48 vertices within a square at (0, 0), most of them of 3 to 30 mu."""
    rng = np.random.default_rng(21)
    centre = rng.uniform(0.01 * side, 0.99 * side, (count, 2))
    radius = np.clip(rng.lognormal(np.log(45.0), 0.5, count), 8.0, 400.0)
    lengths = rng.integers(24, 49, count)
    found = np.empty(count, object)
    for length in np.unique(lengths):
        which = np.flatnonzero(lengths == length)
        turn = np.linspace(0.0, 2.0 * np.pi, length, endpoint=False) + rng.uniform(0.0, 6.28, (len(which), 1))
        far = radius[which, None] * rng.uniform(0.75, 1.15, (len(which), length))
        xy = centre[which, None] + np.stack((far * np.cos(turn), far * np.sin(turn)), axis=-1)
        found[which] = shapely.polygons(np.concatenate((xy, xy[:, :1]), axis=1))
    return found


def _redlines(side: float, scale: float) -> Any:
    """Ragged outlines of 40,000 vertices, side by side, each over a good part of its share of the county."""
    rng = np.random.default_rng(31)
    count = max(REDLINES, round(REDLINES * scale))
    vertices = round(REDLINE_VERTICES * min(1.0, scale)) or 1
    columns = int(np.ceil((count * 2) ** 0.5))
    width, height = side / columns, side / -(-count // columns)
    turn = np.linspace(0.0, 2.0 * np.pi, vertices, endpoint=False)
    rings = []
    for k in range(count):
        middle = np.array([(k % columns + 0.5) * width, (k // columns + 0.5) * height])
        phase = rng.uniform(0.0, 6.28, 3)
        waves = sum(0.06 * np.sin(n * turn + p) for n, p in zip((3, 11, 47), phase, strict=True))
        far = 0.78 + waves + rng.uniform(-2e-4, 2e-4, vertices)
        xy = middle + np.column_stack((far * np.cos(turn) * width / 2, far * np.sin(turn) * height / 2))
        rings.append(np.concatenate((xy, xy[:1])))
    return np.array([shapely.Polygon(_placed(ring)) for ring in rings], object)


def _placed(xy: Floats) -> Floats:
    """In the county's zone, to a tenth of a millimetre, as surveys store it."""
    placed: Floats = np.round(xy + np.array([X, Y]), 4)
    return placed


def _write(path: Path, shapes: Any) -> None:
    rng = np.random.default_rng(41)
    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {
            "geometry": {
                "encoding": "WKB",
                "geometry_types": ["Polygon"],
                "crs": json.loads(pyproj.CRS.from_epsg(EPSG).to_json()),
                "bbox": [float(value) for value in shapely.total_bounds(shapes)],
            }
        },
    }
    table = pa.table(
        {
            "id": pa.array([f"T{index:08d}" for index in range(len(shapes))]),
            "DLBM": pa.array(np.array(CLASSES)[rng.integers(0, len(CLASSES), len(shapes))]),
            "geometry": pa.array(shapely.to_wkb(shapes), pa.binary()),
        }
    ).replace_schema_metadata({"geo": json.dumps(geo)})
    partial = path.with_suffix(".partial")
    pq.write_table(table, partial, row_group_size=ROW_GROUP, compression="zstd")
    partial.replace(path)


if __name__ == "__main__":
    for name, made in make_layers(bench_folder(), int(sys.argv[1]), float(sys.argv[2])).items():
        sys.stdout.write(f"{name}\t{made}\n")
