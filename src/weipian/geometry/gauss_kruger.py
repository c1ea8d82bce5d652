"""Gauss-Krüger by Krüger's series in the third flattening to n⁶, vectorised: some nanometres within 5° of the meridian.

Coefficients: C. F. F. Karney, Transverse Mercator with an accuracy of a few nanometers, J. Geodesy 85 (2011), 35, 36.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.ellipsoid import CGCS2000, Ellipsoid

Floats = NDArray[np.float64]
Complexes = NDArray[np.complex128]

# Row j: the coefficients of nʲ … n⁶ in the j-th term.
_FORWARD = (
    (1 / 2, -2 / 3, 5 / 16, 41 / 180, -127 / 288, 7891 / 37800),
    (13 / 48, -3 / 5, 557 / 1440, 281 / 630, -1983433 / 1935360),
    (61 / 240, -103 / 140, 15061 / 26880, 167603 / 181440),
    (49561 / 161280, -179 / 168, 6601661 / 7257600),
    (34729 / 80640, -3418889 / 1995840),
    (212378941 / 319334400,),
)
_INVERSE = (
    (1 / 2, -2 / 3, 37 / 96, -1 / 360, -81 / 512, 96199 / 604800),
    (1 / 48, 1 / 15, -437 / 1440, 46 / 105, -1118711 / 3870720),
    (17 / 480, -37 / 840, -209 / 4480, 5569 / 90720),
    (4397 / 161280, -11 / 504, -830251 / 7257600),
    (4583 / 161280, -108847 / 3991680),
    (20648693 / 638668800,),
)
_NEWTON_STEPS = 3


@lru_cache(maxsize=8)
def _series(ellipsoid: Ellipsoid, inverse: bool) -> tuple[float, ...]:
    """The six coefficients for one ellipsoid."""
    n = ellipsoid.n
    rows = _INVERSE if inverse else _FORWARD
    return tuple(sum(c * n ** (j + k) for k, c in enumerate(row)) for j, row in enumerate(rows, start=1))


def inverse_series(ellipsoid: Ellipsoid) -> tuple[float, ...]:
    """The six coefficients of the way back from the plane."""
    return _series(ellipsoid, inverse=True)


def rectifying_radius(ellipsoid: Ellipsoid) -> float:
    """Radius of the sphere with the same meridian length, metres."""
    n2 = ellipsoid.n**2
    return ellipsoid.a / (1 + ellipsoid.n) * (1 + n2 / 4 + n2**2 / 64 + n2**3 / 256)


def forward(
    lon: Floats, lat: Floats, meridian: float, false_easting: float, ellipsoid: Ellipsoid = CGCS2000
) -> tuple[Floats, Floats]:
    """Easting and northing in metres, float64[n], of degrees float64[n]; scale 1, origin on the equator."""
    dl = np.radians(lon - meridian)
    tau = np.tan(np.radians(lat))
    conformal = _conformal(tau, ellipsoid.e)
    xi = np.arctan2(conformal, np.cos(dl))
    eta = np.arcsinh(np.sin(dl) / np.hypot(conformal, np.cos(dl)))
    zeta = xi + 1j * eta
    w = zeta + sum(a * np.sin(2 * j * zeta) for j, a in enumerate(_series(ellipsoid, inverse=False), start=1))
    radius = rectifying_radius(ellipsoid)
    return radius * w.imag + false_easting, radius * w.real


def inverse(
    x: Floats, y: Floats, meridian: float, false_easting: float, ellipsoid: Ellipsoid = CGCS2000
) -> tuple[Floats, Floats]:
    """Longitude in degrees and the tangent of the geodetic latitude, float64[n], of metres float64[n]."""
    w = (y + 1j * (x - false_easting)).astype(np.complex128) / rectifying_radius(ellipsoid)
    zeta = w - _sines(w, _series(ellipsoid, inverse=True))
    xi, eta = zeta.real, zeta.imag
    lon = meridian + np.degrees(np.arctan2(np.sinh(eta), np.cos(xi)))
    conformal = np.sin(xi) / np.hypot(np.sinh(eta), np.cos(xi))
    return lon, geodetic(conformal, ellipsoid)


def _sines(w: Complexes, series: tuple[float, ...]) -> Complexes:
    """Σ cⱼ sin 2jw by Clenshaw's recurrence: one complex sine and cosine a point instead of six."""
    twice = 2.0 * np.cos(2.0 * w)
    later = np.zeros_like(w)
    last = np.zeros_like(w)
    for c in reversed(series):
        later, last = c + twice * later - last, later
    found: Complexes = later * np.sin(2.0 * w)
    return found


def _conformal(tau: Floats, e: float) -> Floats:
    """Tangent of the conformal latitude from the tangent of the geodetic one."""
    root = np.hypot(1.0, tau)
    sigma = np.sinh(e * np.arctanh(e * tau / root))
    found: Floats = tau * np.hypot(1.0, sigma) - sigma * root
    return found


def geodetic(conformal: Floats, ellipsoid: Ellipsoid) -> Floats:
    """Tangent of the geodetic latitude by Newton's method; quadratic, three steps reach the last bit."""
    e2 = ellipsoid.e2
    tau = conformal / (1.0 - e2)
    for _ in range(_NEWTON_STEPS):
        got = _conformal(tau, ellipsoid.e)
        slope = (1.0 - e2) * np.hypot(1.0, got) * np.hypot(1.0, tau) / (1.0 + (1.0 - e2) * tau * tau)
        tau = tau + (conformal - got) / slope
    return tau
