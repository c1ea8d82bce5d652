"""An image copied block by block; blocks that the source never wrote, and that show nothing, are left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from rasterio.enums import MaskFlags
from rasterio.windows import Window

from weipian.fence.raster.tones import Tones

SIDE = 1024
"""Pixels of a block: whole tiles, and a few megabytes."""


def copy_blocks(source: Any, made: Any, tones: Tones) -> int:
    """How many pixels show something."""
    seen = 0
    for window in _windows(source):
        mask = _mask(source, window, tones)
        count = int(np.count_nonzero(mask))
        if not count:
            continue
        found = tones.of(source.read(_distinct(tones), window=window))
        made.write(np.where(mask, found, 0).astype(np.uint8), window=window)
        made.write_mask(mask, window=window)
        seen += count
    return seen


def _distinct(tones: Tones) -> list[int]:
    return [1] if tones.palette is not None else list(tones.bands)


def _mask(source: Any, window: Window, tones: Tones) -> Any:
    mask = source.dataset_mask(window=window) > 0
    if mask.any() and any(source.dtypes[band - 1].startswith("float") for band in tones.bands):
        mask &= np.isfinite(source.read(list(tones.bands), window=window)).all(axis=0)
    return mask


def _windows(source: Any) -> Iterator[Window]:
    sparse = all(MaskFlags.per_dataset in flags or MaskFlags.nodata in flags for flags in source.mask_flag_enums)
    for row in range(0, source.height, SIDE):
        for column in range(0, source.width, SIDE):
            window = Window(column, row, min(SIDE, source.width - column), min(SIDE, source.height - row))
            if not sparse or _written(source, window):
                yield window


def _written(source: Any, window: Window) -> bool:
    """Whether the file has any of the tiles of a window; what it lacks is nothing but background."""
    tall, wide = source.block_shapes[0]
    rows = range(int(window.row_off) // tall, -(-int(window.row_off + window.height) // tall))
    columns = range(int(window.col_off) // wide, -(-int(window.col_off + window.width) // wide))
    return any(
        source.get_tag_item(f"BLOCK_OFFSET_{column}_{row}", "TIFF", bidx=1) is not None
        for row in rows
        for column in columns
    )
