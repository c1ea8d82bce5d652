"""Tiles' places against PROJ's web Mercator."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Transformer

from weipian.geometry.authalic import to_plane
from weipian.geometry.map_tiles import EXTENT, Tile

SIDE = 2 * 20037508.342789244


@pytest.mark.parametrize("zoom", [6, 10, 13, 16])
def test_steps_are_those_of_web_mercator(zoom: int) -> None:
    """A point of Ziyuan in its tile: to a hundredth of a step, wherever in the tile it lies."""
    dice = np.random.default_rng(1)
    mercator = np.array(Transformer.from_crs(4326, 3857, always_xy=True).transform(110.65, 26.04))
    whole = (mercator * [1, -1] / SIDE + 0.5) * 2**zoom
    tile = Tile(zoom, *(int(one) for one in whole))
    inside = dice.uniform(-0.2, 1.2, (500, 2)) + np.array([tile.x, tile.y])
    lon, lat = Transformer.from_crs(3857, 4326, always_xy=True).transform(
        *((inside / 2**zoom - 0.5) * [SIDE, -SIDE]).T
    )  # fmt: skip
    found = np.column_stack(tile.steps(*to_plane(lon, np.sin(np.radians(lat)))))
    assert np.abs(found - (inside - [tile.x, tile.y]) * EXTENT).max() < 0.01


def test_the_box_is_the_tile() -> None:
    tile = Tile(12, 3307, 1743)
    west, south, east, north = tile.box()
    x, y = tile.steps(np.array([west, east]), np.array([north, south]))
    assert np.allclose([*x, *y], [0, EXTENT, 0, EXTENT], atol=0.01)
    assert not Tile(3, 8, 0).is_there
