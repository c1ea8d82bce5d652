"""What an image shows of a piece of ground, beside what rasterio reads and warps."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.enums import Resampling
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window

from made_images import EPSG, texture, tiff
from weipian.atlas.images.window import Damaged, Ground, opened, shown

WEST, NORTH = 37_464_000.0, 2_881_000.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tiff(tmp_path / "one.tif", texture(300), WEST, NORTH, 2.0)


def test_on_the_images_own_pixels_it_is_what_is_read(path: Path) -> None:
    with opened(path) as source:
        found, there = shown(source, EPSG, Ground(EPSG, WEST + 40, NORTH - 60, 2.0, 100, 80))
        read = source.read(window=Window(20, 30, 100, 80))
    assert there.all()
    assert np.array_equal(found, read)


def test_between_pixels_it_is_their_mean(path: Path) -> None:
    with opened(path) as source:
        found, _ = shown(source, EPSG, Ground(EPSG, WEST + 41, NORTH - 60, 2.0, 50, 50))
        read = source.read(window=Window(20, 30, 51, 50)).astype(float)
    assert np.abs(found - (read[:, :, :-1] + read[:, :, 1:]) / 2).max() <= 0.5, "to the next whole tone"


def test_in_another_system_it_is_what_gdal_warps(path: Path) -> None:
    with opened(path) as source, WarpedVRT(source, crs="EPSG:4490", resampling=Resampling.bilinear) as warped:
        middle = warped.width // 2, warped.height // 2
        at = warped.transform * middle
        step = warped.transform.a
        ground = Ground(4490, at[0], at[1], step, 60, 60)
        found, there = shown(source, EPSG, ground)
        read = warped.read(window=Window(*middle, 60, 60)).astype(float)
    assert there.all()
    assert np.abs(found - read).mean() < 1.0


def test_outside_and_where_nothing_was_seen_nothing_is_shown(tmp_path: Path) -> None:
    pixels = texture(100)
    pixels[:, :50] = 0
    path = tiff(tmp_path / "half.tif", pixels, WEST, NORTH, nodata=0)
    with opened(path) as source:
        found, there = shown(source, EPSG, Ground(EPSG, WEST - 20, NORTH, 1.0, 40, 100))
        assert there[50:, 20:].all()
        assert not there[:50].any()
        assert not there[:, :20].any()
        assert not found[:, ~there].any()
        assert not shown(source, EPSG, Ground(EPSG, WEST + 5000, NORTH, 1.0, 10, 10))[1].any()


def test_a_file_that_is_no_image_is_damaged(tmp_path: Path) -> None:
    broken = tmp_path / "broken.tif"
    broken.write_bytes(b"II*\x00 nothing")
    with pytest.raises(Damaged), opened(broken):
        pass


def test_the_cut_is_the_same_whoever_reads_overviews(path: Path) -> None:
    """Coarser ground is averaged: the mean tone stays."""
    with rasterio.open(path, "r+") as made:
        made.build_overviews([2, 4], Resampling.average)
    with opened(path) as source:
        found, _ = shown(source, EPSG, Ground(EPSG, WEST, NORTH, 8.0, 75, 75))
        assert np.abs(found.mean(axis=(1, 2)) - source.read().mean(axis=(1, 2))).max() < 1.0
