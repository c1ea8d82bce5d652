"""The checks of ellipsoid areas, as functions of what is checked, so that planted bugs go through the very same."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pyproj
from numpy.typing import NDArray

from weipian.geometry.ellipsoid import CGCS2000, Ellipsoid

Floats = NDArray[np.float64]
Trapezoid = Callable[[float, float, float], float]
Plane = Callable[[Floats, Floats], tuple[Floats, Floats]]

SHEETS = [(lat, lat + step) for lat in range(4, 54, 5) for step in (1 / 24, 1 / 6, 1.0, 4.0)]
"""Parallels of map sheets, 1:10,000 (2'30") to 1:1,000,000 (4°)."""


def by_quadrature(lat1: float, lat2: float, dlon: float, ellipsoid: Ellipsoid = CGCS2000) -> float:
    """The area element integrated by Gauss-Legendre, 24 points; radians in, m² out. Knows neither series nor Q."""
    nodes, weights = np.polynomial.legendre.leggauss(24)
    a, f = ellipsoid.a, 1 / ellipsoid.inverse_flattening
    b2, e2 = (a * (1 - f)) ** 2, f * (2 - f)
    lat = (lat2 - lat1) / 2 * nodes + (lat1 + lat2) / 2
    element = np.cos(lat) / (1 - e2 * np.sin(lat) ** 2) ** 2
    return float(b2 * dlon * (lat2 - lat1) / 2 * (weights @ element))


def check_sheets(trapezoid: Trapezoid, northmost: float = 90.0) -> None:
    """Areas of map sheets to 1e-12 of themselves."""
    for south, north in SHEETS:
        if north > northmost:
            continue
        lat1, lat2, dlon = math.radians(south), math.radians(north), math.radians(0.5)
        wanted = by_quadrature(lat1, lat2, dlon)
        assert abs(trapezoid(lat1, lat2, dlon) / wanted - 1) < 1e-12, (south, north)


def check_plane(to_plane: Plane) -> None:
    """Degrees to the authalic plane against PROJ's equal-area cylinder, to a hundredth of a millimetre."""
    rng = np.random.default_rng(5)
    lon, lat = rng.uniform(73, 136, 2000), rng.uniform(3, 54, 2000)
    cea = pyproj.Proj("+proj=cea +lon_0=105 +lat_ts=0 +a=6378137 +rf=298.257222101")
    x, y = cea(lon, lat)
    mine_x, mine_y = to_plane(lon, lat)
    assert np.abs(mine_x - x).max() < 1e-5
    assert np.abs(mine_y - y).max() < 1e-5
