"""Do the answers agree? A benchmark whose engines measure different things is worth nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from benchmarks.inputs import LAYERS

ROW_M2 = 0.05
"""Two centi-m² of rounding and the worst of GEOS in a million pairs (0.023 m²)."""
TOTAL_SHARE = 1e-8
"""Of a layer's total."""


class Disagreement(Exception):
    """An engine's areas are not ours."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Rows with area, and the furthest apart that two areas of one patch, layer and class lie."""

    rows: int
    worst_m2: float


def compare(name: str, ours: Path, theirs: Path) -> Compared:
    """Every patch × layer × class of both; a row that only one has counts as 0 in the other. Raises Disagreement."""
    mine, other = _keyed(pq.read_table(ours)), _keyed(pq.read_table(theirs))
    keys = np.unique(np.concatenate((mine[0], other[0])))
    a, b = _spread(keys, *mine), _spread(keys, *other)
    if not len(keys):
        raise Disagreement(f"{name}: no rows")
    apart = np.abs(a - b)
    at = int(apart.argmax())
    if apart[at] > ROW_M2:
        raise Disagreement(f"{name}: {keys[at]}: {b[at]:.4f} m², ours {a[at]:.4f} m²; {(apart > ROW_M2).sum()} rows")
    _compare_totals(name, keys, a, b)
    return Compared(int((b > 0).sum()), float(apart[at]))


def _compare_totals(name: str, keys: NDArray[Any], a: NDArray[np.float64], b: NDArray[np.float64]) -> None:
    """Rounding of a row is ±0.005 m² and falls either way: a total may be off by its root of rows at most."""
    of_layer = np.array([key.partition("|")[0] for key in keys.tolist()])
    for layer in LAYERS:
        here = of_layer == layer
        ours, theirs = float(a[here].sum()), float(b[here].sum())
        allowed = TOTAL_SHARE * ours + 0.05 * float(np.sqrt(here.sum()) + 1)
        if abs(ours - theirs) > allowed:
            raise Disagreement(f"{name}: {layer}: total {theirs:.4f} m², ours {ours:.4f} m²")


def _keyed(table: Any) -> tuple[NDArray[Any], NDArray[np.float64]]:
    """`layer|class|patch` and area of every row with area; a patch is its number, `T00000012` or 12."""
    area = np.array(table.column("area_m2").cast(pa.float64()).to_pylist(), float)
    numbers = [int(str(patch).lstrip("T")) for patch in table.column("patch").to_pylist()]
    layer, label = table.column("layer").to_pylist(), table.column("class").to_pylist()
    key = np.array([f"{a}|{b}|{c:08d}" for a, b, c in zip(layer, label, numbers, strict=True)], dtype=str)
    kept = area > 0
    return key[kept], area[kept]


def _spread(keys: NDArray[Any], own: NDArray[Any], area: NDArray[np.float64]) -> NDArray[np.float64]:
    out = np.zeros(len(keys))
    np.add.at(out, np.searchsorted(keys, own), area)
    return out
