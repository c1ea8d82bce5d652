"""Which pixels of a ground window lie in a shape."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.atlas.images.window import Ground


def inside(shape: shapely.Geometry, ground: Ground) -> NDArray[np.bool_]:
    """bool[height, width]; of a shape smaller than a pixel, the pixels that it touches."""
    from rasterio.features import rasterize
    from rasterio.transform import from_origin

    at = from_origin(ground.west, ground.north, ground.step, ground.step)
    size = (ground.height, ground.width)
    found = rasterize([shape], out_shape=size, transform=at, dtype="uint8")
    if not found.any():
        found = rasterize([shape], out_shape=size, transform=at, dtype="uint8", all_touched=True)
    return np.asarray(found, np.bool_)
