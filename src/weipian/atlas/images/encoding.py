"""Pictures as bytes: the same pixels give the same bytes on one set of libraries; nothing of a clock is in them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
QUALITY = 88


def jpeg(pixels: Bytes) -> bytes:
    """uint8[3, height, width] as JPEG."""
    from PIL import Image

    out = BytesIO()
    Image.fromarray(np.ascontiguousarray(np.moveaxis(pixels, 0, 2))).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def clear_pixels(png: bytes) -> Bytes:
    """uint8[4, height, width] of a PNG that we drew ourselves."""
    from rasterio.io import MemoryFile

    with _quiet(), MemoryFile(png) as memory, memory.open(driver="PNG") as source:
        found: Bytes = source.read()
    return found


def _quiet() -> Any:
    import warnings

    import rasterio
    from rasterio.errors import NotGeoreferencedWarning

    warnings.simplefilter("ignore", NotGeoreferencedWarning)
    return rasterio.Env(GDAL_PAM_ENABLED="NO", GDAL_NUM_THREADS="1")
