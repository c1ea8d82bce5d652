"""Small images with a texture that is nowhere the same, as GeoTIFF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

EPSG = 4525


def texture(side: int, seed: int = 1) -> NDArray[np.uint8]:
    """uint8[3, side, side]: fields of several sizes, as from above."""
    dice = np.random.default_rng(seed)
    total = np.zeros((side, side))
    for cell in (32, 16, 8):
        count = -(-side // cell)
        total += np.kron(dice.integers(0, 60, (count, count)), np.ones((cell, cell)))[:side, :side]
    return np.stack([total + 20, total + 40, total]).astype(np.uint8)


def tiff(path: Path, pixels: NDArray[Any], west: float, north: float, step: float = 1.0, **more: Any) -> Path:
    """North up, its upper left corner at (west, north)."""
    import rasterio
    from rasterio.transform import from_origin

    profile = {"crs": f"EPSG:{EPSG}", "transform": from_origin(west, north, step, step), **more}
    bands, height, width = pixels.shape
    with rasterio.open(
        path, "w", driver="GTiff", dtype=pixels.dtype, count=bands, height=height, width=width, **profile
    ) as sink:
        sink.write(pixels)
    return path


def taken_in(desk: Any, path: Path, taken: date, **more: Any) -> Any:
    """As the command takes it in."""
    from weipian.programme.intake.acts.images import add_image
    from weipian.programme.intake.images import ImageOrder, reading

    with reading(ImageOrder(path, taken, "试验卫星", **more), desk.workspace.folder) as incoming:
        return add_image(desk, incoming)
