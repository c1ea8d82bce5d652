"""Set-up compiles all that measuring runs: afterwards nothing is compiled while an officer waits."""

from __future__ import annotations

import shapely
from numba.core.dispatcher import Dispatcher

from geometry.making import WHERE, plane, star
from weipian import geometry
from weipian.geometry import areas, checksum, kernel, pieces, rings, split, surely, tree, unroll, wkb
from weipian.geometry.crs import Crs
from weipian.geometry.measure import overlaps, shape_areas
from weipian.geometry.shapes import Shapes


def compiled() -> dict[str, int]:
    """How many types each compiled function was compiled for."""
    found = {}
    for module in (areas, checksum, kernel, pieces, rings, split, surely, tree, unroll, wkb):
        for name, value in vars(module).items():
            if isinstance(value, Dispatcher):
                found[f"{module.__name__}.{name}"] = len(value.signatures)
    return found


def test_warm_compiles_everything() -> None:
    geometry.warm()
    before = compiled()
    assert len(before) >= 25
    huge = shapely.difference(star(5000, 9000, 1), star(300, 100, 2))
    many = [star(20, 50, k, (WHERE[0] + 30 * k, WHERE[1])) for k in range(1200)]
    assert len(overlaps(plane(*many), plane(huge))) > 0
    zone = shapely.box(37_450_000, 2_880_000, 37_450_100, 2_880_100)
    shape_areas(Shapes.of_wkb([shapely.to_wkb(zone)], Crs.of_epsg(4525)))
    assert compiled() == before
