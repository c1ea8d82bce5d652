"""A layer as it is written: shapes and named columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.demo.places import NOTICE, ORIGIN

Shapes = NDArray[np.object_]
Cell = str | int | float | np.datetime64 | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """Columns of one length with the shapes; coordinates are already the county's own, in millimetres."""

    shapes: Shapes
    columns: Mapping[str, NDArray[np.generic]]

    @classmethod
    def of_rows(cls, shapes: Iterable[shapely.Geometry], rows: Sequence[Mapping[str, Cell]]) -> Drawn:
        """Rows of equal keys; the notice is added to each."""
        moved = shifted(np.asarray(list(shapes), dtype=object))
        keys = list(rows[0]) if rows else []
        columns = {key: _column([row[key] for row in rows]) for key in keys}
        return cls(moved, columns | {"BZ": _column([NOTICE] * len(rows))})


def shifted(shapes: Shapes) -> Shapes:
    """From the county's own corner to EPSG:4525; equal vertices stay equal."""
    return np.asarray(shapely.transform(shapes, lambda xy: np.round(xy + np.asarray(ORIGIN), 3)), dtype=object)


def _column(cells: Sequence[Cell]) -> NDArray[np.generic]:
    if all(isinstance(cell, (int, np.integer)) for cell in cells):
        return np.asarray(cells, dtype=np.int32)
    if all(isinstance(cell, (int, float)) for cell in cells):
        return np.asarray(cells, dtype=np.float64)
    if all(isinstance(cell, np.datetime64) for cell in cells):
        return np.asarray(cells, dtype="datetime64[D]")
    return np.asarray(["" if cell is None else str(cell) for cell in cells], dtype=object)
