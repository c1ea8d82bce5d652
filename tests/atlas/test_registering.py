"""How far images lie apart: shifts that are known because we made them, and the real pair's grids a metre apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

from weipian.atlas.images.registering import shift_between
from weipian.atlas.images.window import Ground, shown

PAIR = Path(__file__).resolve().parents[1] / "data/imagery"
MOST = 4.0


def naip(year: int) -> Any:
    with rasterio.open(PAIR / f"naip_{year}.tif") as source:
        return source.read(1).astype(float), source.transform


@pytest.mark.requirement("D5")
@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (3, -2), (-1, 4)])
def test_a_shift_of_whole_pixels_is_found(rows: int, columns: int) -> None:
    image, _ = naip(2010)
    one, other = image[20:212, 20:212], image[20 - rows : 212 - rows, 20 - columns : 212 - columns]
    found = shift_between(one, other, MOST + 1)
    assert found.sure
    assert (found.rows, found.columns) == pytest.approx((rows, columns), abs=0.02)


@pytest.mark.parametrize(("down", "right"), [(1, 3), (2, 0), (0, -1)])
def test_a_shift_of_quarters_of_a_pixel_is_found_to_a_tenth(down: int, right: int) -> None:
    """An image averaged over four by four pixels, begun `down` and `right` of the other."""
    fine = np.kron(naip(2010)[0], np.ones((2, 2)))

    def coarse(at: int, across: int) -> Any:
        return fine[at : at + 496, across : across + 496].reshape(124, 4, 124, 4).mean(axis=(1, 3))

    found = shift_between(coarse(8, 8), coarse(8 + down, 8 + right), MOST)
    assert (found.rows, found.columns) == pytest.approx((-down / 4, -right / 4), abs=0.1)


def test_the_real_pairs_grids_are_a_metre_apart() -> None:
    """On its own grid the later image lies as much farther off as the files' own corners differ."""
    (one, first), (other, second) = naip(2010), naip(2019)
    apart = (first.c - second.c) / first.a, (first.f - second.f) / first.e
    on_grids = shift_between(one, other, MOST)
    ground = Ground(26914, first.c, first.f, first.a, 256, 256)
    with rasterio.open(PAIR / "naip_2019.tif") as source:
        laid, there = shown(source, 26914, ground)
    on_ground = shift_between(one, np.where(there, laid[0], np.nan).astype(float), MOST)
    assert on_grids.sure
    assert on_ground.sure
    moved = on_grids.columns - on_ground.columns, on_grids.rows - on_ground.rows
    assert moved == pytest.approx(apart, abs=0.1)


def test_what_has_nothing_in_common_is_not_sure() -> None:
    """The image and its mirror image; a blank; one that is cut off; one that is too small."""
    image, _ = naip(2010)
    one = image[:160, :160]
    assert not shift_between(one, image[60:220, 40:200][:, ::-1], MOST).sure
    assert not shift_between(one, np.full((160, 160), 90.0), MOST).sure
    assert not shift_between(one, np.where(np.arange(160) < 40, np.nan, one), MOST).sure
    assert not shift_between(one[:40, :40], one[:40, :40], MOST).sure
