"""What a kept image shows of a piece of ground, on the pixels of whoever asks: read by windows, put there by bilinear
interpolation.

`Ground` is north up in some projected system; an image in another one is asked pixel by pixel where it lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

Floats = NDArray[np.float64]
Tones = NDArray[np.float32]
Bools = NDArray[np.bool_]
MOST = 4096
"""Pixels of a side that are read for one window."""


class Damaged(Exception):
    """The file is not what was kept."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A window on the ground in EPSG `epsg`: its west and north edge, metres a pixel, pixels across and down."""

    epsg: int
    west: float
    north: float
    step: float
    width: int
    height: int

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        return self.west, self.north - self.step * self.height, self.west + self.step * self.width, self.north

    def moved(self, east: float, north: float) -> Ground:
        """The same window some metres on."""
        return Ground(self.epsg, self.west + east, self.north + north, self.step, self.width, self.height)

    def centres(self) -> tuple[Floats, Floats]:
        """x and y of every pixel's middle, float64[height, width]."""
        x = self.west + self.step * (np.arange(self.width) + 0.5)
        y = self.north - self.step * (np.arange(self.height) + 0.5)
        return tuple(np.meshgrid(x, y))  # type: ignore[return-value]


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """A kept image, our own file. Raises Damaged."""
    import rasterio
    from rasterio.errors import RasterioError

    try:
        with rasterio.Env(GDAL_PAM_ENABLED="NO", GDAL_NUM_THREADS="1"), rasterio.open(path, driver="GTiff") as source:
            yield source
    except (RasterioError, OSError) as error:
        raise Damaged(str(path)) from error


def shown(source: Any, epsg: int, ground: Ground) -> tuple[Tones, Bools]:
    """float32[3, height, width] from 0 to 255, and where the image shows anything at all."""
    x, y = ground.centres()
    if epsg != ground.epsg:
        x, y = _way(ground.epsg, epsg).transform(x, y)
    at = source.transform
    column, row = (x - at.c) / at.a - 0.5, (y - at.f) / at.e - 0.5
    tones = np.zeros((3, ground.height, ground.width), np.float32)
    there = np.zeros((ground.height, ground.width), np.bool_)
    box = _box(column, row, source.width, source.height)
    if box is None:
        return tones, there
    read, seen, left, top, shrink = _read(source, box, _pace(column, row))
    column, row = (column + 0.5 - left) / shrink[0] - 0.5, (row + 0.5 - top) / shrink[1] - 0.5
    return _between(read, seen, column, row)


@cache
def _way(here: int, there: int) -> Transformer:
    return Transformer.from_crs(here, there, always_xy=True)


def _box(column: Floats, row: Floats, width: int, height: int) -> tuple[int, int, int, int] | None:
    """The source's columns and rows that the pixels lie in: left, top, right, bottom; None where they lie outside."""
    if not (np.isfinite(column).all() and np.isfinite(row).all()):
        return None
    left, top = max(int(np.floor(column.min())) - 1, 0), max(int(np.floor(row.min())) - 1, 0)
    right, bottom = min(int(np.ceil(column.max())) + 2, width), min(int(np.ceil(row.max())) + 2, height)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _pace(column: Floats, row: Floats) -> float:
    """How many of the source's pixels one of ours spans."""
    across = abs(float(column[0, -1] - column[0, 0])) / max(column.shape[1] - 1, 1)
    down = abs(float(row[-1, 0] - row[0, 0])) / max(row.shape[0] - 1, 1)
    return max(across, down)


def _read(
    source: Any, box: tuple[int, int, int, int], pace: float
) -> tuple[Tones, Bools, int, int, tuple[float, float]]:
    """The source there, averaged where it is finer than what is asked for: the overviews serve that."""
    from rasterio.windows import Window

    left, top, right, bottom = box
    wide, tall = right - left, bottom - top
    shrink = max(pace if pace > 1.5 else 1.0, wide / MOST, tall / MOST)
    columns, rows = max(round(wide / shrink), 1), max(round(tall / shrink), 1)
    window = Window(left, top, wide, tall)
    bands = [1, 2, 3] if source.count >= 3 else [1, 1, 1]
    how = {"window": window, "out_shape": (rows, columns)}
    from rasterio.enums import Resampling

    read = source.read(bands, out_shape=(3, rows, columns), window=window, resampling=Resampling.average)
    seen = source.dataset_mask(**how) > 0
    return read.astype(np.float32), seen, left, top, (wide / columns, tall / rows)


def _between(read: Tones, seen: Bools, column: Floats, row: Floats) -> tuple[Tones, Bools]:
    """Bilinear; a pixel counts as shown where the nearest of the source's is."""
    tall, wide = seen.shape
    there = (column >= -0.5) & (column <= wide - 0.5) & (row >= -0.5) & (row <= tall - 0.5)
    column, row = np.clip(column, 0, wide - 1), np.clip(row, 0, tall - 1)
    there &= seen[np.rint(row).astype(int), np.rint(column).astype(int)]
    left, top = np.floor(column).astype(int), np.floor(row).astype(int)
    right, below = np.minimum(left + 1, wide - 1), np.minimum(top + 1, tall - 1)
    u, v = (column - left).astype(np.float32), (row - top).astype(np.float32)
    corners = (
        (top, left, (1 - u) * (1 - v)), (top, right, u * (1 - v)), (below, left, (1 - u) * v), (below, right, u * v)
    )  # fmt: skip
    total = np.zeros((3, *column.shape), np.float32)
    weight = np.zeros(column.shape, np.float32)
    for rows, columns, share in corners:
        part = share * seen[rows, columns]
        total += read[:, rows, columns] * part
        weight += part
    return np.where(there, total / np.maximum(weight, 1e-6), 0).astype(np.float32), there
