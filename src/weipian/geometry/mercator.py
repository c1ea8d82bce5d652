"""Web Mercator (EPSG:3857): a sphere's formula on the ellipsoid's latitude."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

RADIUS = 6_378_137.0


def inverse(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Longitude in degrees and the sine of the geodetic latitude, float64[n], of metres float64[n]."""
    return np.degrees(x / RADIUS), np.tanh(y / RADIUS)
