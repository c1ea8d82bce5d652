"""Drawn images of the made-up county: one from before the year, one of each quarter, two metres a pixel.

Only the places of the year's changes are drawn; the rest of the files is empty and takes no room.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import STRtree

from weipian.demo.changes import change_of
from weipian.demo.events import Event
from weipian.demo.land import Land
from weipian.demo.painting import STEP, TILE, Canvas, Lie
from weipian.demo.places import EPSG, NOTICE, ORIGIN
from weipian.demo.terrain import Terrain

BEFORE = date(2022, 8, 15)
QUARTERS = (date(2023, 2, 1), date(2023, 5, 1), date(2023, 8, 1), date(2023, 11, 1))
BLOCK = 256
SOURCE = "虚构影像"
ROOM, LEAST, EDGE = 1.8, 190.0, 4.0
"""What is cut around a plot, and a little more, metres."""


Place = tuple[int, int, int, int]
"""West, north, width, height in whole tiles, metres."""


@dataclass(frozen=True, slots=True)
class ImageFile:
    """What county.toml says of an image."""

    file: str
    taken: date


def save_images(folder: Path, terrain: Terrain, land: Land, events: Sequence[Event]) -> list[ImageFile]:
    """All images; each shows what was there by its day."""
    import rasterio

    found = [ImageFile(f"{NOTICE}_影像_{taken:%Y%m%d}.tif", taken) for taken in (BEFORE, *QUARTERS)]
    frame, scene = _frame(terrain), _Scene(land, events)
    with rasterio.Env(GDAL_CACHEMAX=512, GDAL_PAM_ENABLED="NO"), ExitStack() as stack:
        sinks = [stack.enter_context(_opened(folder / image.file, frame)) for image in found]
        for event in events:
            place = _place(event.shape)
            lie = scene.lie(place)
            for season in (0, _quarter(event)):
                canvas = lie.painted(season)
                scene.draw(canvas, place, season)
                _put(sinks[season], frame, place, canvas)
    return found


def _quarter(event: Event) -> int:
    return (event.month + 2) // 3


class _Scene:
    """The land, and what changes on it."""

    def __init__(self, land: Land, events: Sequence[Event]) -> None:
        self.land, self.faces, self.events = land, STRtree(land.faces), events
        self.changes = STRtree([event.shape for event in events])

    def lie(self, place: Place) -> Lie:
        west, north, width, height = place
        near = np.sort(self.faces.query(_box(place)))
        size = height // STEP, width // STEP
        return Lie.of(west, north, size, self.land.faces[near], self.land.code[near], near)

    def draw(self, canvas: Canvas, place: Place, season: int) -> None:
        """All that has changed here by then, the neighbours' too."""
        for index in np.sort(self.changes.query(_box(place))).tolist():
            if _quarter(self.events[index]) <= season:
                change_of(canvas, self.events[index])


def _box(place: Place) -> shapely.Polygon:
    west, north, width, height = place
    return shapely.box(west, north - height, west + width, north)


def _frame(terrain: Terrain) -> Place:
    """West, north, width, height in whole tiles, local metres."""
    west, south, east, north = terrain.box
    left, top = int(west // TILE - 4) * TILE, int(north // TILE + 5) * TILE
    return left, top, int((east - left) // TILE + 5) * TILE, int((top - south) // TILE + 5) * TILE


def _opened(path: Path, frame: Place) -> Any:
    import rasterio
    from rasterio.transform import from_origin

    west, north, width, height = frame
    profile = {
        "driver": "GTiff", "dtype": "uint8", "count": 3, "width": width // STEP, "height": height // STEP,
        "crs": f"EPSG:{EPSG}", "transform": from_origin(west + ORIGIN[0], north + ORIGIN[1], STEP, STEP), "tiled": True,
        "blockxsize": BLOCK, "blockysize": BLOCK, "compress": "deflate", "zlevel": 1, "predictor": 2,
        "sparse_ok": True, "nodata": 0, "photometric": "RGB", "interleave": "pixel",
    }  # fmt: skip
    return rasterio.open(path, "w", **profile)


def _put(sink: Any, frame: Place, place: Place, canvas: Canvas) -> None:
    from rasterio.windows import Window

    (left, top, wide, tall), (west, north, _, _) = place, frame
    at = (left - west) // STEP, (north - top) // STEP
    sink.write(canvas.pixels, window=Window(*at, wide // STEP, tall // STEP))


def _place(shape: shapely.Geometry) -> Place:
    """Whole tiles around a change."""
    west, south, east, north = shape.bounds
    half = max((east - west) * ROOM, (north - south) * ROOM, LEAST) / 2 + EDGE
    x, y = (west + east) / 2, (south + north) / 2
    left, right = int((x - half) // TILE) * TILE, -int(-(x + half) // TILE) * TILE
    low, high = int((y - half) // TILE) * TILE, -int(-(y + half) // TILE) * TILE
    return left, high, right - left, high - low
