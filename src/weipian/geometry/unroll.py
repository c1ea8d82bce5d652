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
from weipian.geometry.compiled import compiled, entry
from weipian.geometry.ellipsoid import CGCS2000, Ellipsoid

Floats = NDArray[np.float64]

TERMS = 6
"""Terms of both series; the next is below 1e-18."""
SAMPLES = 64
CHUNK = 256
"""Vertices between the steps of `unroll`."""
ONE, TWO = np.uint64(CHUNK), np.uint64(2 * CHUNK)
"""Where the second and the third number of a vertex stand in the room."""


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


def scratch() -> Floats:
    """Room that `unroll` works in."""
    return np.empty(3 * CHUNK)


@entry("f8[:]! f8[:]! f8 f8 f8[:] f8[:]!")
def unroll(x: Floats, y: Floats, meridian: float, easting: float, c: Floats, room: Floats) -> None:
    """Gauss-Krüger x, y float64[n] metres to the authalic ones, in place; `c` are the `constants`, `meridian` is the
    central one in radians from the plane's own, `easting` the false one. Off by a few 1e-9 m.

    In three steps over a chunk at a time: what calls the mathematical library, and arithmetic that the compiler does
    on several vertices at once.
    """
    for first in range(0, len(x), CHUNK):
        end = min(first + CHUNK, len(x))
        for i in range(first, end):
            k = np.uint64(i - first)
            xi, eta = y[i] / c[12], (x[i] - easting) / c[12]
            room[k], room[k + ONE], room[k + TWO] = sin(xi), cos(xi), exp(eta)
        plain_part(room, y, first, end, c)
        for i in range(first, end):
            k = np.uint64(i - first)
            x[i] = c[13] * (meridian + np.arctan2(room[k], room[k + ONE]))


@compiled
def plain_part(room: Floats, y: Floats, first: int, end: int, c: Floats) -> None:
    """From sine, cosine and exponential in `room` to authalic y; tangent of longitude, as sine and cosine, in `room`.

    Clenshaw's recurrence is written out: the compiler takes several vertices at once only through a plain loop.
    """
    c0, c1, c2, c3, c4, c5 = c[0], c[1], c[2], c[3], c[4], c[5]
    c6, c7, c8, c9, c10, c11 = c[6], c[7], c[8], c[9], c[10], c[11]
    pole = c[14]
    for i in range(end - first):
        k = np.uint64(i)
        sine, cosine, grown = room[k], room[k + ONE], room[k + TWO]
        sinh, cosh = 0.5 * (grown - 1.0 / grown), 0.5 * (grown + 1.0 / grown)
        sine2, cosine2 = 2.0 * sine * cosine, (cosine - sine) * (cosine + sine)
        sinh2, cosh2 = 2.0 * sinh * cosh, 1.0 + 2.0 * sinh * sinh
        # Clenshaw's recurrence with the complex cos 2ζ = real + i·imaginary, ζ = xi + i·eta
        re, im = 2.0 * cosine2 * cosh2, -2.0 * sine2 * sinh2
        a5 = c5
        a4, b4 = c4 + re * a5, im * a5
        a3, b3 = c3 + re * a4 - im * b4 - a5, re * b4 + im * a4
        a2, b2 = c2 + re * a3 - im * b3 - a4, re * b3 + im * a3 - b4
        a1, b1 = c1 + re * a2 - im * b2 - a3, re * b2 + im * a2 - b3
        a0, b0 = c0 + re * a1 - im * b1 - a2, re * b1 + im * a1 - b2
        s_real, s_imaginary = sine2 * cosh2, cosine2 * sinh2
        d_xi = a0 * s_real - b0 * s_imaginary
        d_eta = a0 * s_imaginary + b0 * s_real
        # both corrections are below 0.001: the addition theorems with short series lose nothing
        small, unit = d_xi * (1.0 - d_xi * d_xi / 6.0), 1.0 - d_xi * d_xi * (0.5 - d_xi * d_xi / 24.0)
        sine, cosine = sine * unit - cosine * small, cosine * unit + sine * small
        small, unit = d_eta * (1.0 + d_eta * d_eta / 6.0), 1.0 + d_eta * d_eta * (0.5 + d_eta * d_eta / 24.0)
        sinh = sinh * unit - cosh * small
        room[k], room[k + ONE] = sinh, cosine
        flat = sqrt(1.0 + sinh * sinh)
        sine, cosine = sine / flat, sqrt(sinh * sinh + cosine * cosine) / flat
        twice = 2.0 * (cosine - sine) * (cosine + sine)
        e10 = c10 + twice * c11
        e9 = c9 + twice * e10 - c11
        e8 = c8 + twice * e9 - e10
        e7 = c7 + twice * e8 - e9
        e6 = c6 + twice * e7 - e8
        off = e6 * 2.0 * sine * cosine
        small = off * (1.0 - off * off / 6.0 * (1.0 - off * off / 20.0))
        unit = 1.0 - off * off * (0.5 - off * off / 24.0)
        y[first + i] = pole * (sine * unit + cosine * small)
