"""What `measure` found, as rows; and an independent equal-area plane to hold it against."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pyproj
import shapely

from weipian.programme.overlay.measured import Measured

EQUAL_AREA = "+proj=cea +lon_0=105 +ellps=GRS80 +units=m"
"""PROJ's own equal-area cylinder: straight edges there are straight in the authalic plane."""


def in_equal_area(shapes: Any, crs: str) -> Any:
    """By PROJ, moved near the origin so that no digits are lost."""
    turn = pyproj.Transformer.from_crs(crs, EQUAL_AREA, always_xy=True)
    x0, y0 = turn.transform(*shapely.get_coordinates(shapes)[0])
    return shapely.transform(
        np.asarray(shapes, object), lambda xy: np.column_stack(turn.transform(xy[:, 0], xy[:, 1])) - (x0, y0)
    )


def rows_of(measured: Measured) -> list[tuple[str, str, str, Decimal]]:
    columns = measured.columns
    return [
        (patch, layer, label, Decimal(area))
        for patch, layer, label, area in zip(
            columns["patch"], columns["layer"], columns["class"], columns["area_m2"], strict=True
        )
    ]
