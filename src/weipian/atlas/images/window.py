"""What a kept image shows of a piece of ground, on the pixels of whoever asks: read by windows, put there by bilinear
interpolation.

`Ground` is north up in some projected system; an image in another one is asked pixel by pixel where it lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np
from pyproj import Transformer

from weipian.atlas.images.between import Bools, Floats, Tones, between
from weipian.atlas.images.straight import resampled, straight

__all__ = ["Bools", "Damaged", "Floats", "Ground", "Tones", "opened", "shown"]

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

    def axes(self) -> tuple[Floats, Floats]:
        """x float64[1, width] and y float64[height, 1] of the pixels' middles."""
        x = self.west + self.step * (np.arange(self.width) + 0.5)
        y = self.north - self.step * (np.arange(self.height) + 0.5)
        return np.asarray(x[None, :], np.float64), np.asarray(y[:, None], np.float64)


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
    """[3, height, width] from 0 to 255, and where the image shows anything at all."""
    quick = _quickly(source, epsg, ground)
    if quick is not None:
        return quick, np.ones((ground.height, ground.width), np.bool_)
    x, y = ground.axes()
    if epsg != ground.epsg:
        x, y = _way(ground.epsg, epsg).transform(*np.broadcast_arrays(x, y))
    at = source.transform
    column, row = (x - at.c) / at.a - 0.5, (y - at.f) / at.e - 0.5
    box = _box(column, row, source.width, source.height)
    if box is None:
        size = (ground.height, ground.width)
        return np.zeros((3, *size), np.float32), np.zeros(size, np.bool_)
    read, seen, left, top, shrink = _read(source, box, _pace(column, row))
    return between(
        read.astype(np.float32), seen, (column + 0.5 - left) / shrink[0] - 0.5, (row + 0.5 - top) / shrink[1] - 0.5
    )


def _quickly(source: Any, epsg: int, ground: Ground) -> Tones | None:
    """None where it is not that simple."""
    at = source.transform

    def way(u: Floats, v: Floats) -> tuple[Floats, Floats]:
        x, y = ground.west + ground.step * u, ground.north - ground.step * v
        if epsg != ground.epsg:
            x, y = _way(ground.epsg, epsg).transform(x, y)
        return (x - at.c) / at.a, (y - at.f) / at.e

    place = straight(way, ground.width, ground.height)
    if place is None:
        return None
    left, top, right, bottom = place.box(ground.width, ground.height)
    if min(left, top) < 0 or right > source.width or bottom > source.height:
        return None
    low, high = int(left) - 1, int(top) - 1
    box = (max(low, 0), max(high, 0), min(ceil(right) + 1, source.width), min(ceil(bottom) + 1, source.height))
    read, seen, west, north, shrink = _read(source, box, max(abs(place.a), abs(place.e)))
    if read.dtype != np.uint8 or not seen.all():
        return None
    return resampled(read, place.within(west, north, shrink), ground.width, ground.height)


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
    return float(max(across, down))


def _read(
    source: Any, box: tuple[int, int, int, int], pace: float
) -> tuple[Tones, Bools, int, int, tuple[float, float]]:
    """The source there, averaged where it is finer than what is asked for: the overviews serve that."""
    from rasterio.enums import Resampling
    from rasterio.windows import Window

    left, top, right, bottom = box
    wide, tall = right - left, bottom - top
    shrink = max(pace if pace > 1.5 else 1.0, wide / MOST, tall / MOST)
    columns, rows = max(round(wide / shrink), 1), max(round(tall / shrink), 1)
    window = Window(left, top, wide, tall)
    bands = [1, 2, 3] if source.count >= 3 else [1, 1, 1]
    read = source.read(bands, out_shape=(3, rows, columns), window=window, resampling=Resampling.average)
    seen = source.dataset_mask(window=window, out_shape=(rows, columns)) > 0
    return read, seen, left, top, (wide / columns, tall / rows)
