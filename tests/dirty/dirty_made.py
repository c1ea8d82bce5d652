"""Dirty sources as they are made and tried."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import shapely

from weipian.fence.vector import VectorTable, read
from weipian.terms.errors import InputError

Make = Callable[..., Path]
X, Y = 37_464_000.0, 2_881_000.0
LATE = partial(pytest.param, marks=pytest.mark.slow)
GOOD = shapely.box(X, Y, X + 100, Y + 100)


def refused_with(path: Path | str, **options: Any) -> InputError:
    """The error, plain: Chinese, with its place, without a trace of the program."""
    with pytest.raises(InputError) as caught:
        read(path, **options)
    text = str(caught.value)
    assert Path(path).name in text
    assert re.search(r"[\u4e00-\u9fff]", text)
    assert not re.search(r"Error|Traceback|line \d|None|gdal", text, re.IGNORECASE)
    return caught.value


def tried(path: Path) -> tuple[str, VectorTable | None]:
    """The table, or the code of a plain error; nothing else may come out."""
    try:
        return "", read(path)
    except InputError as error:
        return error.code, None


def square(x: float, y: float, side: float = 100.0) -> Any:
    return shapely.box(x, y, x + side, y + side)


def feature_collection(path: Path, *geometries: Any, **more: Any) -> Path:
    features = [
        {"type": "Feature", "properties": {"id": f"P{n}"}, "geometry": geometry}
        for n, geometry in enumerate(geometries)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", **more, "features": features}), encoding="utf-8")
    return path


LONLAT = {"type": "Polygon", "coordinates": [[[110.6, 26], [110.61, 26], [110.61, 26.01], [110.6, 26]]]}

# ---- the source as a whole


def _parquet(path: Path, shapes: list[Any]) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"geometry": pa.array(shapely.to_wkb(shapes), pa.binary())}), path)
    return path


def codes(table: VectorTable) -> list[tuple[int, str, str]]:
    return [(refusal.row, refusal.value, refusal.code) for refusal in table.refused]
