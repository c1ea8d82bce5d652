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
    mixed = np.full((3, over.shape[1], PIXELS), WHITE, np.uint8)
    mixed[:, :PIXELS] = _ground(seen)
    drawn = over[3] > 0
    share = over[3, drawn].astype(np.float32) / WHITE
    mixed[:, drawn] = np.rint(mixed[:, drawn] * (1 - share) + over[:3, drawn] * share).astype(np.uint8)
    return jpeg(mixed), PIXELS, over.shape[1]


def bare(seen: Seen) -> bytes:
    """JPEG of the ground alone: its frame is laid over it where it is printed."""
    return jpeg(_ground(seen))


def _ground(seen: Seen) -> Bytes:
    shown = seen.tones if seen.there.all() else np.where(seen.there, seen.tones, _stripes(PIXELS))
    return shown if shown.dtype == np.uint8 else np.rint(shown).clip(0, WHITE).astype(np.uint8)


@cache
def _stripes(side: int) -> Bytes:
    rows, columns = np.indices((side, side))
    return np.where((rows + columns) % BETWEEN < 3, STRIPE, PALE).astype(np.uint8)
