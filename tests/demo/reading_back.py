"""Reads the county's files back with GDAL, not with our own readers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

Layer = tuple[dict[str, NDArray[Any]], NDArray[np.object_]]


def layer(path: Path, name: str | None = None, encoding: str | None = None) -> Layer:
    """Columns and shapes, read by GDAL."""
    meta, _, wkb, columns = pyogrio.raw.read(path, layer=name, encoding=encoding)
    return dict(zip(meta["fields"], columns, strict=True)), shapely.from_wkb(wkb)


def patches(county: Path, told: dict[str, Any]) -> Layer:
    """All batches together."""
    files = [layer(county / name, None, None if name.endswith("gpkg") else "GBK") for name in told["patches"]["files"]]
    columns = {key: np.concatenate([one[0][key] for one in files]) for key in files[0][0]}
    return columns, np.concatenate([one[1] for one in files])
