"""From a Gauss-Krüger plane straight into the authalic one, compiled: the layer's projection is half of its making.

The same mapping as `gauss_kruger.inverse` followed by `authalic.to_plane`; both are kept apart from this, to check it.
Krüger's series gives the conformal latitude's sine and cosine, and the authalic latitude differs from the conformal one
by a sine series too (C. F. F. Karney, On auxiliary latitudes, Survey Review 56 (2024)); its coefficients are not copied
but found by a discrete sine transform of the exact relation. So no Newton steps, and four transcendental functions.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, exp, sin, sqrt

import numpy as np
from numpy.typing import NDArray

from weipian.geometry import authalic, gauss_kruger
from weipian.geometry.compiled import entry
from weipian.geometry.ellipsoid import CGCS2000, Ellipsoid

Floats = NDArray[np.float64]

TERMS = 6
"""Terms of both series; the next is below 1e-18."""
SAMPLES = 64


@lru_cache(maxsize=4)
def constants(ellipsoid: Ellipsoid = CGCS2000) -> Floats:
    """float64[2·TERMS + 3]: Krüger's six, the six of authalic less conformal latitude, rectifying radius, equatorial
    radius, the plane's y at the pole."""
    pole = ellipsoid.b * (ellipsoid.b / ellipsoid.a) * authalic.q_of_sine(np.ones(1), ellipsoid)[0]
    radii = (gauss_kruger.rectifying_radius(ellipsoid), ellipsoid.a, pole)
    found = np.array([*gauss_kruger.inverse_series(ellipsoid), *_authalic_series(ellipsoid), *radii])
    found.setflags(write=False)
    return found


def _authalic_series(ellipsoid: Ellipsoid) -> Floats:
    """b with authalic less conformal latitude = Σ bₖ sin 2k·conformal, float64[TERMS], from samples over a period."""
    conformal = (np.arange(SAMPLES) + 0.5) * (np.pi / 2 / SAMPLES)
    tangent = gauss_kruger.geodetic(np.tan(conformal), ellipsoid)
    sine = tangent / np.hypot(1.0, tangent)
    pole = authalic.q_of_sine(np.ones(1), ellipsoid)[0]
    off = np.arcsin(np.minimum(authalic.q_of_sine(sine, ellipsoid) / pole, 1.0)) - conformal
    found: Floats = np.array([2.0 / SAMPLES * np.sum(off * np.sin(2 * k * conformal)) for k in range(1, TERMS + 1)])
    return found


@entry("f8[:] f8[:] f8 f8 f8[:] f8[:]! f8[:]!")
def unroll(x: Floats, y: Floats, meridian: float, easting: float, c: Floats, out_x: Floats, out_y: Floats) -> None:
    """Authalic x, y in metres into out float64[n], of Gauss-Krüger x, y float64[n] metres; `c` are the `constants`,
    `meridian` is the central one in radians from the plane's own, `easting` the false one. Off by a few 1e-9 m.
    """
    radius, equator, pole = c[12], c[13], c[14]
    for i in range(len(x)):
        xi, eta = y[i] / radius, (x[i] - easting) / radius
        sine, cosine = sin(xi), cos(xi)
        grown = exp(eta)
        sinh, cosh = 0.5 * (grown - 1.0 / grown), 0.5 * (grown + 1.0 / grown)
        sine2, cosine2 = 2.0 * sine * cosine, (cosine - sine) * (cosine + sine)
        sinh2, cosh2 = 2.0 * sinh * cosh, 1.0 + 2.0 * sinh * sinh
        # Clenshaw's recurrence with the complex cos 2ζ = real + i·imaginary, ζ = xi + i·eta
        real, imaginary = 2.0 * cosine2 * cosh2, -2.0 * sine2 * sinh2
        a_real, a_imaginary, b_real, b_imaginary = 0.0, 0.0, 0.0, 0.0
        for k in range(5, -1, -1):
            next_real = c[k] + real * a_real - imaginary * a_imaginary - b_real
            next_imaginary = real * a_imaginary + imaginary * a_real - b_imaginary
            b_real, b_imaginary = a_real, a_imaginary
            a_real, a_imaginary = next_real, next_imaginary
        s_real, s_imaginary = sine2 * cosh2, cosine2 * sinh2
        d_xi = a_real * s_real - a_imaginary * s_imaginary
        d_eta = a_real * s_imaginary + a_imaginary * s_real
        # both corrections are below 0.001: the addition theorems with short series lose nothing
        small, unit = d_xi * (1.0 - d_xi * d_xi / 6.0), 1.0 - d_xi * d_xi * (0.5 - d_xi * d_xi / 24.0)
        sine, cosine = sine * unit - cosine * small, cosine * unit + sine * small
        small, unit = d_eta * (1.0 + d_eta * d_eta / 6.0), 1.0 + d_eta * d_eta * (0.5 + d_eta * d_eta / 24.0)
        sinh = sinh * unit - cosh * small
        out_x[i] = equator * (meridian + np.arctan2(sinh, cosine))
        flat = sqrt(1.0 + sinh * sinh)
        sine, cosine = sine / flat, sqrt(sinh * sinh + cosine * cosine) / flat
        twice = 2.0 * (cosine - sine) * (cosine + sine)
        a_real, b_real = 0.0, 0.0
        for k in range(11, 5, -1):
            a_real, b_real = c[k] + twice * a_real - b_real, a_real
        off = a_real * 2.0 * sine * cosine
        small = off * (1.0 - off * off / 6.0 * (1.0 - off * off / 20.0))
        unit = 1.0 - off * off * (0.5 - off * off / 24.0)
        out_y[i] = pole * (sine * unit + cosine * small)
