"""How far one image lies beside another of the same ground: phase correlation, to a part of a pixel.

What two dates have in common is edges, not colours: gradients are compared. The whole window is asked, and then its
parts, each for itself; only where most of them say the same is the answer sure. Kuglin and Hines 1975; the refinement
by a matrix product is Guizar-Sicairos, Thurman and Fienup 2008.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]

LEAST = 64
"""Pixels of a side: smaller windows have too few edges."""
FINE = 20
"""Steps a pixel."""
AGREED = 0.75
"""Pixels: parts that differ by no more say the same."""
NEEDED = 4
"""Of the five parts."""


@dataclass(frozen=True, slots=True)
class Shift:
    """By how many columns and rows what `other` shows lies to the right of and below what `one` shows.

    `agreeing` of `parts` parts say so.
    """

    columns: float
    rows: float
    agreeing: int
    parts: int

    @property
    def sure(self) -> bool:
        return self.parts > 0 and self.agreeing >= NEEDED


UNKNOWN = Shift(0.0, 0.0, 0, 0)


def shift_between(one: Floats, other: Floats, most: float) -> Shift:
    """Both float64[n, m] of one size, NaN where nothing is seen; `most`: pixels that a shift is looked for within."""
    if min(one.shape) < LEAST or not (_seen(one) and _seen(other)):
        return UNKNOWN
    whole = _measured(_edges(one), _edges(other), most)
    if whole is None:
        return UNKNOWN
    said = [_measured(_edges(one[part]), _edges(other[part]), most) for part in _parts(one.shape)]
    near = [each for each in said if each is not None and max(abs(each - whole)) <= AGREED]
    found = np.median(np.array([whole, *near]), axis=0)
    return Shift(float(found[1]), float(found[0]), len(near), len(said))


def _seen(image: Floats) -> bool:
    """Most of it is there, and it is not all one tone."""
    there = np.isfinite(image)
    return bool(there.mean() > 0.9 and np.std(image[there]) > 1e-6)


def _parts(shape: tuple[int, ...]) -> list[tuple[slice, slice]]:
    """Four quarters and the middle, each a little larger than a quarter."""
    sides = []
    for length in shape:
        size = int(length * 0.6)
        sides.append([slice(0, size), slice(length - size, length), slice((length - size) // 2, (length + size) // 2)])
    rows, columns = sides
    return [(rows[i], columns[j]) for i in (0, 1) for j in (0, 1)] + [(rows[2], columns[2])]


def _edges(image: Floats) -> Singles:
    """How steep the tone is, faded out towards the borders."""
    there = np.isfinite(image)
    plain = image if there.all() else np.where(there, image, image[there].mean())
    down, across = np.gradient(plain.astype(np.float32))
    steep = np.sqrt(np.sqrt(across * across + down * down))
    steep -= steep.mean()
    return steep * _fade(image.shape)  # type: ignore[no-any-return]


@lru_cache(maxsize=8)
def _fade(shape: tuple[int, int]) -> Singles:
    return np.outer(np.hanning(shape[0]), np.hanning(shape[1])).astype(np.float32)


def _measured(one: Singles, other: Singles, most: float) -> Floats | None:
    """(rows, columns) that `other` lies below and right of `one`; None where the best lies at the limit.

    Pictures are real numbers: half of their frequencies says all, the other half mirrors it.
    """
    cross: Any = np.fft.rfft2(other) * np.conj(np.fft.rfft2(one))
    cross *= _smooth(one.shape) / (np.abs(cross) + np.float32(1e-9))
    peak = _coarse(np.fft.irfft2(cross, one.shape), most)
    fine = _refined(cross, one.shape, peak)
    return fine if max(abs(fine)) <= most else None


@lru_cache(maxsize=8)
def _smooth(shape: tuple[int, int]) -> Singles:
    """Fine detail is mostly noise of the sensor and of resampling: it counts less."""
    rows, columns = np.fft.fftfreq(shape[0])[:, None], np.fft.rfftfreq(shape[1])[None, :]
    return np.exp(-((rows**2 + columns**2) / (2 * 0.18**2))).astype(np.float32)


def _coarse(height: NDArray[Any], most: float) -> Floats:
    reach = int(most) + 1
    rows = np.arange(-reach, reach + 1)
    near = height[np.ix_(rows % height.shape[0], rows % height.shape[1])]
    at = np.unravel_index(int(np.argmax(near)), near.shape)
    return np.array([float(at[0] - reach), float(at[1] - reach)])


def _refined(cross: NDArray[np.complex64], shape: tuple[int, int], peak: Floats) -> Floats:
    """The correlation worked out on a finer grid around the peak, and a parabola through the highest three."""
    steps = np.arange(-FINE, FINE + 1) / FINE
    rows, columns = peak[0] + steps, peak[1] + steps
    half, whole = np.fft.rfftfreq(shape[1]), np.fft.fftfreq(shape[0])
    twice = np.where((half == 0) | (half == 0.5), 1.0, 2.0)
    across = (_waves(columns, half) * twice).astype(np.complex64)
    fine: Any = np.real(_waves(rows, whole).astype(np.complex64) @ cross @ across.T)
    at: Any = np.unravel_index(int(np.argmax(fine)), fine.shape)
    return np.array([rows[at[0]] + _vertex(fine[:, at[1]], at[0]), columns[at[1]] + _vertex(fine[at[0]], at[1])])


def _waves(places: Floats, frequencies: NDArray[Any]) -> NDArray[np.complex128]:
    waves: NDArray[np.complex128] = np.exp(2j * np.pi * np.outer(places, frequencies))
    return waves


def _vertex(line: Singles, at: int) -> float:
    if not 0 < at < len(line) - 1:
        return 0.0
    left, middle, right = line[at - 1 : at + 2].tolist()
    bend = left - 2 * middle + right
    return 0.0 if bend >= 0 else 0.5 * (left - right) / bend / FINE
