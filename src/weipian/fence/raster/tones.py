"""From an image's own numbers to tones of 8 bits: as they are, out of its palette, or stretched between percentiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp

from weipian.terms.errors import InputError

Bytes = NDArray[np.uint8]

SAMPLE = 1024
"""Pixels of the longer side of what percentiles are taken from."""
LOW, HIGH = 2.0, 98.0
Said = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True, slots=True, eq=False)
class Tones:
    """`bands` of the source; `ends`: lowest and highest of each where they are stretched; `palette` uint8[256, 3]."""

    bands: tuple[int, ...]
    ends: tuple[tuple[float, float], ...] = ()
    palette: Bytes | None = None

    def of(self, found: NDArray[Any]) -> Bytes:
        """uint8[bands, rows, columns] of what was read of the source's bands."""
        if self.palette is not None:
            return np.ascontiguousarray(self.palette[found[0]].transpose(2, 0, 1))
        if not self.ends:
            return found.astype(np.uint8)
        low, high = (np.array(each)[:, None, None] for each in zip(*self.ends, strict=True))
        scaled = (np.nan_to_num(found.astype(np.float64)) - low) / np.maximum(high - low, 1e-12)
        tones: Bytes = np.rint(np.clip(scaled, 0, 1) * 254 + 1).astype(np.uint8)
        return tones


def tones_of(source: Any, asked: tuple[int, ...], where: str) -> tuple[Tones, Said]:
    """How this image is to be shown, and what of it was guessed. Raises InputError."""
    bands, said = _bands(source, asked, where)
    if not asked and source.count == 1 and source.colorinterp[0] is ColorInterp.palette:
        palette = np.zeros((256, 3), np.uint8)
        for value, colour in source.colormap(1).items():
            palette[value] = colour[:3]
        return Tones((1, 1, 1), palette=palette), said
    if all(source.dtypes[band - 1] == "uint8" for band in bands):
        return Tones(bands), said
    ends = tuple(_ends(source, band, where) for band in bands)
    told = "；".join(f"{band} 波段 {low:.6g}～{high:.6g}" for band, (low, high) in zip(bands, ends, strict=True))
    return Tones(bands, ends), [*said, ("said_image_stretched", {"ends": told})]


def _bands(source: Any, asked: tuple[int, ...], where: str) -> tuple[tuple[int, ...], Said]:
    if asked:
        if len(asked) not in (1, 3) or not all(1 <= band <= source.count for band in asked):
            raise InputError("image_bands", where=where, count=source.count)
        return asked, []
    if source.count < 3:
        return (1,), []
    kinds = list(source.colorinterp)
    colours = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
    if all(colour in kinds for colour in colours):
        return tuple(kinds.index(colour) + 1 for colour in colours), []
    return (1, 2, 3), [("said_image_bands", {"count": source.count})]


def _ends(source: Any, band: int, where: str) -> tuple[float, float]:
    shrink = max(source.width, source.height) / SAMPLE
    size = tuple(max(round(side / max(shrink, 1)), 1) for side in (source.height, source.width))
    found = source.read(band, out_shape=size, masked=True).compressed().astype(np.float64)
    found = found[np.isfinite(found)]
    if not len(found):
        raise InputError("image_empty", where=where)
    low, high = np.percentile(found, [LOW, HIGH])
    return float(low), float(high)
