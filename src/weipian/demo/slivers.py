"""Crumbs of a coverage go to the neighbour with whom they share most of their edge."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

Shapes = NDArray[np.object_]


def without_slivers(faces: Shapes, least_m2: float) -> Shapes:
    """The coverage without faces under `least_m2` square metres; its outline stays as it was."""
    tree = STRtree(faces)
    host = np.arange(len(faces))
    now = faces.copy()
    area = shapely.area(faces)
    for crumb in np.flatnonzero(area < least_m2):
        _give_away(int(crumb), tree, host, now)
    return np.asarray(now[host == np.arange(len(faces))], dtype=object)


def _give_away(crumb: int, tree: STRtree, host: NDArray[np.int64], now: Shapes) -> None:
    """Join one crumb to its best neighbour; both may have grown already."""
    me = _owner(crumb, host)
    near = {_owner(int(k), host) for k in tree.query(now[crumb], predicate="intersects")} - {me}
    if not near:
        return
    others = np.asarray(sorted(near))
    shared = shapely.length(shapely.intersection(shapely.boundary(now[me]), shapely.boundary(now[others])))
    best = int(others[np.argmax(shared)])
    joined = shapely.coverage_union(now[me], now[best])
    if shapely.get_num_geometries(joined) == 1:
        now[best], host[me] = shapely.get_geometry(joined, 0), best


def _owner(face: int, host: NDArray[np.int64]) -> int:
    while host[face] != face:
        face = int(host[face])
    return face
