"""A layer as an Arrow table: areas as decimals, days as days, shapes as WKB of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from weipian.gis.layer import Field, Kind, Layer

GEOMETRY = "geometry"
DIGITS = 18
PLACES = {Kind.MU: 4, Kind.M2: 2, Kind.RATIO: 6}
LIKE_A_NUMBER = 15
"""Digits that every program keeps of a number; more stay text."""


def table_of(layer: Layer, *, decimals: bool = True) -> tuple[Any, str]:
    """The table, its geometry last, and what its shapes are: Polygon, or all of them MultiPolygon.

    Without `decimals` areas are the floats nearest to their texts: GDAL's own change of 12.03 is 12.030000000000001.
    """
    raw, kind = of_one_kind(layer.wkb)
    fields = [pa.field(field.name, _kind(field, layer.columns[field.name], decimals)) for field in layer.fields]
    arrays = [
        pa.array(_values(layer.columns[own.name], field.type), field.type)
        for own, field in zip(layer.fields, fields, strict=True)
    ]
    schema = pa.schema([*map(_titled, fields, layer.fields), pa.field(GEOMETRY, pa.binary())])
    return pa.Table.from_arrays([*arrays, pa.array(raw, pa.binary())], schema=schema), kind


def of_one_kind(wkb: Sequence[bytes]) -> tuple[list[bytes], str]:
    """Shapes of one type, as layers of most formats ask; heights are dropped, x and y stay to the last bit."""
    shapes = shapely.from_wkb(np.array(list(wkb), object))
    flat = not shapely.has_z(shapes).any()
    if (shapely.get_type_id(shapes) == POLYGON).all():
        return (list(wkb) if flat else _as_wkb(shapes)), "Polygon"
    single = shapely.get_type_id(shapes) == POLYGON
    shapes[single] = shapely.multipolygons(shapes[single][:, np.newaxis])
    return _as_wkb(shapes), "MultiPolygon"


POLYGON = 3


def _as_wkb(shapes: Any) -> list[bytes]:
    found: list[bytes] = shapely.to_wkb(shapely.force_2d(shapes), byte_order=1).tolist()
    return found


def _kind(field: Field, values: Sequence[object], decimals: bool) -> Any:
    found = kind_of(field, values)
    return pa.float64() if pa.types.is_decimal(found) and not decimals else found


def kind_of(field: Field, values: Sequence[object]) -> Any:
    """The column's type in Arrow."""
    match field.kind:
        case Kind.MU | Kind.M2 | Kind.RATIO:
            return pa.decimal128(DIGITS, PLACES[field.kind])
        case Kind.AS_ISSUED:
            places = issued_places(values)
            return pa.string() if places is None else pa.decimal128(DIGITS, places)
        case Kind.DAY:
            return pa.date32()
        case Kind.FLAG | Kind.WHOLE:
            return pa.int32()
        case Kind.TEXT:
            return pa.string()


def issued_places(values: Sequence[object]) -> int | None:
    """Decimals that hold every number as it was written; None where one is written otherwise and stays text."""
    most = 0
    for value in filter(None, values):
        whole, _, part = str(value).partition(".")
        if not (whole.isascii() and whole.isdigit() and ((part.isascii() and part.isdigit()) or not part)):
            return None
        if len(whole) + len(part) > LIKE_A_NUMBER:
            return None
        most = max(most, len(part))
    return most


def _values(values: Sequence[object], kind: Any) -> list[object]:
    if pa.types.is_decimal(kind) or pa.types.is_floating(kind):
        number = Decimal if pa.types.is_decimal(kind) else float
        return [None if value in (None, "") else number(str(value)) for value in values]
    return list(values)


def _titled(field: Any, own: Field) -> Any:
    """GDAL keeps the Chinese name as the column's title."""
    return field.with_metadata({"GDAL:OGR:alternative_name": own.label})
