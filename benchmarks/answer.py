"""What a peer answers with: areas by patch and class on each layer; balanced and written like ours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from weipian.programme.overlay import rules

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
THREADS = 2


@dataclass(frozen=True, slots=True, eq=False)
class OnLayer:
    """One layer: patch int64[k], label int64[k] (→ labels), area float64[k] m²; one row a patch and class, or more."""

    layer: str
    labels: list[str]
    patch: Ints
    label: Ints
    area: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """All layers, and the patches' own areas, float64[n] m²."""

    patch_area: Floats
    layers: list[OnLayer]


@dataclass(frozen=True, slots=True, eq=False)
class Balanced:
    """One layer's rows to be shown: areas in 0.01 m²."""

    layer: str
    labels: list[str]
    patch: Ints
    label: Ints
    centi: Ints


def of_arrow(layer: str, table: Any) -> OnLayer:
    """From an engine's rows (patch, class, area)."""
    classes = table.column("class").combine_chunks().cast(pa.string()).dictionary_encode()
    return OnLayer(
        layer,
        classes.dictionary.to_pylist(),
        np.asarray(table.column("patch").to_numpy(), np.int64),
        np.asarray(classes.indices.to_numpy(zero_copy_only=False), np.int64),
        np.asarray(table.column("area").to_numpy(), np.float64),
    )


def balance(found: Found) -> list[Balanced]:
    """Rounded to 0.01 m² so that a patch's parts add up, by the same rule as ours."""
    whole = _um2(found.patch_area)
    return [_balanced(each, whole) for each in found.layers]


def _balanced(found: OnLayer, patch_area: Ints) -> Balanced:
    sums = rules.sum_by_class(found.patch, found.label, _um2(found.area))
    to_fill = rules.whole_to_fill(patch_area, rules.covered(sums, len(patch_area)))
    shown = rules.balance(sums, to_fill, np.ones(len(patch_area), np.bool_))
    kept = shown > 0
    return Balanced(found.layer, found.labels, sums.patch[kept], sums.label[kept], shown[kept])


def _um2(area: Floats) -> Ints:
    return np.rint(area * 1e6).astype(np.int64)


def write(path: Path, balanced: list[Balanced]) -> None:
    """One row per patch, layer and class, to Parquet."""
    tables = [
        pa.table(
            {
                "patch": each.patch,
                "layer": pa.array([each.layer]).take(pa.array(np.zeros(len(each.patch), np.int64))),
                "class": pa.array(each.labels, pa.string()).take(pa.array(each.label)),
                "area_m2": each.centi / 100,
            }
        )
        for each in balanced
    ]
    pq.write_table(pa.concat_tables(tables), path)
