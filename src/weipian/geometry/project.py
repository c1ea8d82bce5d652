"""From the coordinates of a file to the authalic plane."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from weipian.geometry import authalic, gauss_kruger, mercator
from weipian.geometry.crs import Crs

Floats = NDArray[np.float64]

BLOCK = 1 << 14
"""Vertices at a time: the block's temporaries stay in the processor's cache."""
WORTH_THREADS = 8
THREADS = 2


def to_plane(x: Floats, y: Floats, crs: Crs) -> tuple[Floats, Floats]:
    """Authalic x, y in metres, float64[n], of the coordinates float64[n] of `crs`; off by 1e-8 m at most.

    Point by point, so a vertex that two shapes share goes to the same bits in both.
    """
    out_x, out_y = np.empty(len(x)), np.empty(len(x))

    def project(start: int) -> None:
        part = slice(start, start + BLOCK)
        out_x[part], out_y[part] = authalic.to_plane(*_lon_and_sine(x[part], y[part], crs))

    starts = range(0, len(x), BLOCK)
    if len(starts) <= WORTH_THREADS:
        for start in starts:
            project(start)
    else:
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(project, starts))
    return out_x, out_y


def _lon_and_sine(x: Floats, y: Floats, crs: Crs) -> tuple[Floats, Floats]:
    """Longitude in degrees and the sine of the geodetic latitude."""
    match crs.kind:
        case "geographic":
            return x, np.sin(np.radians(y))
        case "web_mercator":
            return mercator.inverse(x, y)
        case "gauss_kruger":
            lon, tangent = gauss_kruger.inverse(x, y, crs.central_meridian, crs.false_easting)
            return lon, tangent / np.hypot(1.0, tangent)
