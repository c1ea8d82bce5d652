"""Image and frame put together: one picture, the same pixels for the same ground."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from weipian.atlas.images.encoding import clear_pixels, jpeg
from weipian.figures.chip_frame import ChipFrame, frame_png
from weipian.office.imaging.reading import Seen

Bytes = NDArray[np.uint8]
PIXELS = 640
"""Of the picture's side: 200 dots an inch at 80 mm."""
PALE, STRIPE = 236, 205
BETWEEN = 16
WHITE = 255


def composed(seen: Seen, frame: ChipFrame) -> tuple[bytes, int, int]:
    """JPEG, its width and height; where no image shows anything there are grey stripes."""
    over = clear_pixels(frame_png(frame, PIXELS))
    height = over.shape[1]
    under = np.full((3, height, PIXELS), WHITE, np.float32)
    under[:, :PIXELS] = seen.tones if seen.there.all() else np.where(seen.there, seen.tones, _stripes(PIXELS))
    mixed = np.rint(under).clip(0, WHITE).astype(np.uint8)
    drawn = over[3] > 0
    share = over[3, drawn].astype(np.float32) / WHITE
    mixed[:, drawn] = np.rint(under[:, drawn] * (1 - share) + over[:3, drawn] * share).astype(np.uint8)
    return jpeg(mixed), PIXELS, height


@cache
def _stripes(side: int) -> NDArray[np.float32]:
    rows, columns = np.indices((side, side))
    return np.where((rows + columns) % BETWEEN < 3, STRIPE, PALE).astype(np.float32)
