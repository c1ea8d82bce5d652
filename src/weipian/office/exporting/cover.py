"""How much ground a set of shapes covers without a break: what the law on survey secrecy caps (requirement F5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from weipian.geometry.crs import Crs
from weipian.office.figures.zone import PLANE
from weipian.policy import Policy
from weipian.terms.errors import InputError

Shapes = NDArray[np.object_]
M2_OF_KM2 = 1_000_000
SURELY = {"gauss_kruger": 1.01}
"""By how much an area in a system's own numbers may be too small, at most, for m²."""
OF_DEGREES = 112_000.0**2
"""No square degree is larger, m²."""


def over_cap(planar: Shapes, cap_m2: float, touching_m: float) -> float | None:
    """The largest continuous cover in m² where one reaches the cap, else None; `planar` in the authalic plane.

    Shapes no farther apart than `touching_m` belong together; what lies under two of them counts once.
    """
    areas = shapely.area(planar)
    if float(areas.sum()) < cap_m2:
        return None
    label = _joined(planar, touching_m)
    large = [one for one in np.unique(label).tolist() if float(areas[label == one].sum()) >= cap_m2]
    covers = [float(shapely.area(shapely.union_all(planar[label == one]))) for one in large]
    return max((cover for cover in covers if cover >= cap_m2), default=None)


def _joined(planar: Shapes, touching_m: float) -> NDArray[np.int64]:
    """A number for every shape, the same for those that hang together."""
    ones, others = shapely.STRtree(planar).query(planar, predicate="dwithin", distance=touching_m)
    parent = list(range(len(planar)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = at = parent[parent[at]]
        return at

    for one, other in zip(ones.tolist(), others.tolist(), strict=True):
        if one < other:
            parent[root(other)] = root(one)
    return np.array([root(at) for at in range(len(planar))], np.int64)


def cap_m2(policy: Policy) -> float:
    """The pack's cap on continuous cover."""
    return float(policy.value("secrecy.continuous_cover").number) * M2_OF_KM2


def require_under_cap(policy: Policy, planar: Shapes, where: str) -> None:
    """Raises InputError `cover_over_cap` that says what to narrow."""
    cap = cap_m2(policy)
    found = over_cap(planar, cap, float(policy.value("secrecy.touching").number))
    if found is not None:
        params = {"cover": f"{found / M2_OF_KM2:.2f}", "cap": f"{cap / M2_OF_KM2:g}"}
        raise InputError("cover_over_cap", where=where, **params)


def surely_under(wkb: Sequence[bytes], crs: Crs, cap: float) -> bool:
    """Whether all of it together is smaller than the cap, by what its own numbers say: mostly so, and quick to see."""
    if not wkb:
        return True
    total = float(shapely.area(shapely.from_wkb(np.array(wkb, object))).sum())
    return total * SURELY.get(crs.kind, OF_DEGREES) < cap


def in_plane(wkb: Sequence[bytes], crs: Crs) -> Shapes:
    """Shapes of a system in the authalic plane, to 2 mm."""
    moving = Transformer.from_crs(crs.epsg, PLANE, always_xy=True)
    moved: Any = shapely.transform(shapely.from_wkb(np.array(wkb, object)), moving.transform, interleaved=False)
    return np.asarray(moved, object)
