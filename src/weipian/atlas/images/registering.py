"""How far one image lies beside another of the same ground: phase correlation, to a part of a pixel.

What two dates have in common is edges, not colours: gradients are compared. The whole window is asked, and then its
parts, each for itself; only where most of them say the same is the answer sure. Kuglin and Hines 1975; the refinement
by a matrix product is Guizar-Sicairos, Thurman and Fienup 2008.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

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


def _edges(image: Floats) -> Floats:
    """How steep the tone is, faded out towards the borders."""
    plain = np.where(np.isfinite(image), image, np.nanmean(image))
    down, across = np.gradient(plain)
    steep = np.sqrt(np.hypot(across, down))
    steep -= steep.mean()
    faded: Floats = steep * np.outer(np.hanning(image.shape[0]), np.hanning(image.shape[1]))
    return faded


def _measured(one: Floats, other: Floats, most: float) -> Floats | None:
    """(rows, columns) that `other` lies below and right of `one`; None where the best lies at the limit."""
    cross = np.fft.fft2(other) * np.conj(np.fft.fft2(one))
    cross /= np.abs(cross) + 1e-9
    cross *= _smooth(cross.shape)
    peak = _coarse(cross, most)
    fine = _refined(cross, peak)
    return fine if max(abs(fine)) <= most else None


def _smooth(shape: tuple[int, ...]) -> Floats:
    """Fine detail is mostly noise of the sensor and of resampling: it counts less."""
    rows, columns = np.fft.fftfreq(shape[0])[:, None], np.fft.fftfreq(shape[1])[None, :]
    weight: Floats = np.exp(-((rows**2 + columns**2) / (2 * 0.18**2)))
    return weight


def _coarse(cross: NDArray[np.complex128], most: float) -> Floats:
    height = np.real(np.fft.ifft2(cross))
    reach = int(most) + 1
    rows = np.arange(-reach, reach + 1)
    near = height[np.ix_(rows % cross.shape[0], rows % cross.shape[1])]
    at = np.unravel_index(int(np.argmax(near)), near.shape)
    return np.array([float(at[0] - reach), float(at[1] - reach)])


def _refined(cross: NDArray[np.complex128], peak: Floats) -> Floats:
    """The correlation worked out on a finer grid around the peak, and a parabola through the highest three."""
    steps = np.arange(-FINE, FINE + 1) / FINE
    rows, columns = peak[0] + steps, peak[1] + steps
    fine = np.real(_waves(rows, cross.shape[0]) @ cross @ _waves(columns, cross.shape[1]).T)
    at: Any = np.unravel_index(int(np.argmax(fine)), fine.shape)
    return np.array([rows[at[0]] + _vertex(fine[:, at[1]], at[0]), columns[at[1]] + _vertex(fine[at[0]], at[1])])


def _waves(places: Floats, size: int) -> NDArray[np.complex128]:
    waves: NDArray[np.complex128] = np.exp(2j * np.pi * np.outer(places, np.fft.fftfreq(size)))
    return waves


def _vertex(line: Floats, at: int) -> float:
    if not 0 < at < len(line) - 1:
        return 0.0
    left, middle, right = line[at - 1 : at + 2]
    bend = left - 2 * middle + right
    return 0.0 if bend >= 0 else float(0.5 * (left - right) / bend) / FINE
