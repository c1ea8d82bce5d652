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
PIECE = 256
"""Of a block of which the source lacks something: only the pieces that it has are copied."""


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
    for block in _cut(Window(0, 0, source.width, source.height), SIDE):
        pieces = [piece for piece in _cut(block, PIECE) if _written(source, piece)] if sparse else []
        whole = not sparse or sum(piece.width * piece.height for piece in pieces) == block.width * block.height
        yield from [block] if whole else pieces


def _cut(window: Window, side: int) -> Iterator[Window]:
    right, bottom = window.col_off + window.width, window.row_off + window.height
    for row in range(window.row_off, bottom, side):
        for column in range(window.col_off, right, side):
            yield Window(column, row, min(side, right - column), min(side, bottom - row))


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
