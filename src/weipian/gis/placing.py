"""Shapes of several systems in one; those that are in it already keep their bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from weipian.geometry import authalic
from weipian.geometry.crs import Crs

Floats = NDArray[np.float64]
Change = Callable[[Floats, Floats], tuple[Floats, Floats]]

PLANE = ""
"""How the books name the authalic plane, where parts of a split plot are kept."""


def commonest(systems: Sequence[str]) -> Crs:
    """The system that most shapes are in, of equally many the one with the smaller number."""
    counted = Counter(name for name in systems if name != PLANE)
    name = min(counted, key=lambda one: (-counted[one], one)) if counted else "EPSG:4490"
    return Crs.of_epsg(int(name.removeprefix("EPSG:")))


def placed(wkb: Sequence[bytes], systems: Sequence[str], into: Crs) -> tuple[list[bytes], int]:
    """Every shape in one system, and how many had to be moved from another file's system (parts not counted)."""
    found, moved = list(wkb), 0
    own = f"EPSG:{into.epsg}"
    for system in sorted({*systems} - {own}):
        at = [index for index, name in enumerate(systems) if name == system]
        moved += 0 if system == PLANE else len(at)
        shapes = shapely.force_2d(shapely.from_wkb(np.array([wkb[index] for index in at], object)))
        there = shapely.transform(shapes, _change(system, into), interleaved=False)
        for index, one in zip(at, shapely.to_wkb(there, byte_order=1).tolist(), strict=True):
            found[index] = one
    return found, moved


def _change(system: str, into: Crs) -> Change:
    """Point by point, so that neighbours still meet."""
    if system != PLANE:
        of_file: Change = _transformer(int(system.removeprefix("EPSG:")), into)
        return of_file
    on = _transformer(DEGREES, into)
    return lambda x, y: on(*authalic.from_plane(x, y))


DEGREES = 4490


def _transformer(epsg: int, into: Crs) -> Change:
    found: Change = pyproj.Transformer.from_crs(epsg, into.epsg, always_xy=True).transform
    return found
