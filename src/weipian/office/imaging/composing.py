"""Image and frame put together: one picture, the same pixels for the same ground."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from weipian.atlas.images.encoding import clear_pixels, jpeg
from weipian.figures.chip_frame import ChipFrame, frame_png
from weipian.office.imaging.reading import Seen

Bytes = NDArray[np.uint8]
PIXELS = 720
"""Of the picture's side: 228 dots an inch at 80 mm."""
PALE, STRIPE = 236, 205
BETWEEN = 16
WHITE = 255


def composed(seen: Seen, frame: ChipFrame) -> tuple[bytes, int, int]:
    """JPEG, its width and height; where no image shows anything there are grey stripes."""
    over = clear_pixels(frame_png(frame, PIXELS))
    height = over.shape[1]
    under = np.full((3, height, PIXELS), WHITE, np.float32)
    under[:, :PIXELS] = np.where(seen.there, seen.tones, _stripes(PIXELS))
    share = over[3].astype(np.float32) / 255
    mixed = under * (1 - share) + over[:3] * share
    return jpeg(np.rint(mixed).clip(0, 255).astype(np.uint8)), PIXELS, height


def _stripes(side: int) -> NDArray[np.float32]:
    rows, columns = np.indices((side, side))
    return np.where((rows + columns) % BETWEEN < 3, STRIPE, PALE).astype(np.float32)
