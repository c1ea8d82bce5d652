"""Layers written by GDAL itself, in every form that is taken."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

Make = Callable[..., Path]


def squares(count: int, *, x0: float = 37_464_000.0, y0: float = 2_881_000.0, side: float = 100.0) -> Any:
    """Squares in a row, eastings with their zone's number (3° zone 37)."""
    corners = x0 + side * np.arange(count)
    return shapely.box(corners, y0, corners + side, y0 + side)


def _array(values: list[Any]) -> Any:
    return np.array(values, object if not values or isinstance(values[0], str) else None)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Write shapes and columns to `tmp_path/name`; `crs=None` leaves it out."""

    def write(
        name: str,
        shapes: Any = None,
        *,
        crs: str | None = "EPSG:4525",
        layer: str | None = None,
        encoding: str | None = None,
        geometry_type: str = "Polygon",
        **columns: list[Any],
    ) -> Path:
        shapes = squares(3) if shapes is None else np.asarray(shapes, object)
        columns = columns or {"JCBH": [f"T{i}" for i in range(len(shapes))]}
        path = tmp_path / name
        driver = {".gdb": "OpenFileGDB", ".shp": "ESRI Shapefile", ".gpkg": "GPKG", ".geojson": "GeoJSON"}[path.suffix]
        warnings.simplefilter("ignore", UserWarning)  # a layer without a crs is wanted
        pyogrio.raw.write(
            path,
            shapely.to_wkb(shapes),
            [_array(values) for values in columns.values()],
            list(columns),
            layer=layer,
            driver=driver,
            geometry_type=geometry_type,
            crs=crs,
            encoding=encoding,
            append=path.exists() and layer is not None,
        )
        return path

    return write
