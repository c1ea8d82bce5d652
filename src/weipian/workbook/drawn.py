"""A table of results with its shapes, as a GeoPackage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weipian.workbook.columns import Columns, Decimals, Ints, runs

_AT_ONCE = 1 << 10
"""Rows that are given their shapes at a time: memory holds only a part of them."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """Row i has the geometry `wkb[which[i]]` (`wkb[i]` without), by EPSG number; only a GeoPackage takes it."""

    wkb: Sequence[bytes]
    epsg: int
    which: Ints | None = None


def gpkg(path: Path, columns: Columns, drawn: Drawn) -> None:
    import pyogrio

    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"})
    try:
        pyogrio.write_arrow(
            _with_shapes(columns, drawn),
            path,
            layer="measured",
            driver="GPKG",
            geometry_name="geom",
            geometry_type="Unknown",
            crs=f"EPSG:{drawn.epsg}",
        )
    except (pyogrio.errors.DataSourceError, RuntimeError) as error:
        raise OSError(str(error)) from None
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _with_shapes(columns: Columns, drawn: Drawn) -> Any:
    """The rows as a stream of batches, each with its shapes only while it is written."""
    import pyarrow as pa

    kinds = [(name, pa.float64() if isinstance(one, Decimals) else pa.string()) for name, one in columns.items()]
    schema = pa.schema([*kinds, ("geom", pa.binary())])

    def batches() -> Iterator[Any]:
        for run in runs(columns, _AT_ONCE):
            parts = (column.part(run) for column in columns.values())
            cells = [pa.array(part.floats()) if isinstance(part, Decimals) else part.strings() for part in parts]
            shapes = drawn.wkb[run] if drawn.which is None else [drawn.wkb[at] for at in drawn.which[run].tolist()]
            yield pa.record_batch([*cells, pa.array(shapes, pa.binary())], schema)

    return pa.RecordBatchReader.from_batches(schema, batches())
