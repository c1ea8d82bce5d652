"""Noise and dice that give the same numbers for the same seed on every machine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


def hashed(seed: int, *keys: Ints) -> Floats:
    """Numbers in [0, 1), one for each tuple of integer keys (splitmix64)."""
    state: NDArray[np.uint64] = np.asarray(seed, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for key in keys:
            state = _mixed(np.asarray(key).astype(np.int64).view(np.uint64) + state * _STEP)
    return np.asarray(state >> np.uint64(11), dtype=np.float64) / float(1 << 53)


def _mixed(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    value = value + _STEP
    value = (value ^ (value >> np.uint64(30))) * _MIX_1
    value = (value ^ (value >> np.uint64(27))) * _MIX_2
    return value ^ (value >> np.uint64(31))


def smooth(x: Floats, y: Floats, size: float, seed: int) -> Floats:
    """Value noise in [-1, 1] with features of `size` metres."""
    u, v = np.asarray(x) / size, np.asarray(y) / size
    i, j = np.floor(u).astype(np.int64), np.floor(v).astype(np.int64)
    s, t = _eased(u - i), _eased(v - j)
    low = hashed(seed, i, j) * (1 - s) + hashed(seed, i + 1, j) * s
    high = hashed(seed, i, j + 1) * (1 - s) + hashed(seed, i + 1, j + 1) * s
    return 2 * (low * (1 - t) + high * t) - 1


def rough(x: Floats, y: Floats, size: float, seed: int, octaves: int = 3) -> Floats:
    """Noise of several sizes added, each half as large and half as strong."""
    layers = [smooth(x, y, size / 2**k, seed + 101 * k) / 2**k for k in range(octaves)]
    return np.asarray(sum(layers), dtype=np.float64)


def _eased(t: Floats) -> Floats:
    return t * t * (3 - 2 * t)
