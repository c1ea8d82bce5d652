"""Writing a table of results: CSV, Parquet, Excel or GeoPackage, chosen by the suffix, whole or not at all."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from weipian.terms.errors import InputError, UsageError

Columns = Mapping[str, Sequence[str]]

SUFFIXES = (".csv", ".parquet", ".xlsx", ".gpkg")
_EXCEL_ROWS = 1_048_575
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""A fixed time stamp: the same results are the same bytes."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A geometry for each row (WKB), and its EPSG number; only a GeoPackage takes it."""

    wkb: Sequence[bytes]
    epsg: int


def decimals_of(name: str) -> int | None:
    """How many decimals a column has, by its key; None for text."""
    if name.endswith("_m2"):
        return 2
    if name.endswith("_mu"):
        return 4
    return 6 if name == "share" or name.endswith("_ratio") else None


def write_rows(path: Path | str, columns: Columns, drawn: Drawn | None = None) -> None:
    """Write; what stood there is replaced only by a finished one. Raises UsageError, InputError `output_…`."""
    target = Path(path)
    write = _writer(target, drawn)
    partial = target.with_name(f".{target.stem}.{os.getpid()}.partial{target.suffix.lower()}")
    try:
        write(partial, columns)
        partial.replace(target)
    except OSError as error:
        raise unwritable(target, error) from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def require_writable(path: Path | str) -> None:
    """Say before the long work what would fail after it. Raises UsageError, InputError `output_…`."""
    target = Path(path)
    _require_suffix(target)
    try:
        with target.open("ab") if target.exists() else _probe(target):
            pass
    except OSError as error:
        raise unwritable(target, error) from None


def _probe(target: Path) -> Any:
    probe = target.with_name(f".{target.stem}.{os.getpid()}.probe")
    stream = probe.open("wb")
    stream.close()
    probe.unlink()
    return open(os.devnull, "rb")


def unwritable(target: Path, error: OSError) -> InputError:
    if not target.parent.is_dir():
        return InputError("output_no_folder", where=str(target), folder=str(target.parent))
    if os.path.isdir(target):  # unlike Path.is_dir, no error where the name is too long
        return InputError("output_is_folder", where=str(target))
    code = "output_disk_full" if error.errno == 28 else "output_locked"
    return InputError(code, where=str(target))


def _require_suffix(target: Path) -> None:
    if target.suffix.lower() not in SUFFIXES:
        raise UsageError("output_suffix", where=target.name, suffixes="、".join(SUFFIXES))


def _writer(target: Path, drawn: Drawn | None) -> Callable[[Path, Columns], None]:
    _require_suffix(target)
    match target.suffix.lower():
        case ".csv":
            return _csv
        case ".parquet":
            return _parquet
        case ".xlsx":
            return _xlsx
        case _:
            if drawn is None:
                raise UsageError("output_no_shapes", where=target.name)
            return lambda path, columns: _gpkg(path, columns, drawn)


def harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it; plain numbers don't."""
    if text.startswith(_FORMULA) and not text.lstrip("+-").replace(".", "", 1).isdigit():
        return "'" + text
    return text


def _csv(path: Path, columns: Columns) -> None:
    texts = [
        values if decimals_of(name) is not None else list(map(harmless, values)) for name, values in columns.items()
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows(zip(*texts, strict=True))


def _arrow(columns: Columns, *, exact: bool) -> Any:
    import pyarrow as pa

    arrays = {}
    for name, values in columns.items():
        places = decimals_of(name)
        if places is None:
            arrays[name] = pa.array(values, pa.string())
        elif exact:
            arrays[name] = pa.array(map(Decimal, values), pa.decimal128(24, places), size=len(values))
        else:
            arrays[name] = pa.array(map(float, values), pa.float64(), size=len(values))
    return pa.table(arrays)


def _parquet(path: Path, columns: Columns) -> None:
    import pyarrow.parquet as pq

    pq.write_table(_arrow(columns, exact=True), path, compression="zstd")


def _xlsx(path: Path, columns: Columns) -> None:
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    rows = max(map(len, columns.values()), default=0)
    if rows > _EXCEL_ROWS:
        raise InputError("output_too_long", where=path.name, rows=rows, most=_EXCEL_ROWS)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _MADE.replace(tzinfo=None)})
    _sheet(book, columns, rows)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] if isinstance(error.args[0], OSError) else OSError(str(error)) from None


def _sheet(book: Any, columns: Columns, rows: int) -> None:
    sheet = book.add_worksheet("measured")
    header = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
    places = [decimals_of(name) for name in columns]
    formats = [None if count is None else book.add_format({"num_format": f"0.{'0' * count}"}) for count in places]
    for at, name in enumerate(columns):
        sheet.set_column(at, at, 24 if places[at] is None else 18)
        sheet.write_string(0, at, name, header)
    for number, row in enumerate(zip(*columns.values(), strict=True), start=1):
        for at, text in enumerate(row):
            if formats[at] is None:
                sheet.write_string(number, at, text)
            else:
                sheet.write_number(number, at, float(text), formats[at])


def _gpkg(path: Path, columns: Columns, drawn: Drawn) -> None:
    import pyarrow as pa
    import pyogrio

    table = _arrow(columns, exact=False).append_column("geom", pa.array(drawn.wkb, pa.binary()))
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"})
    try:
        pyogrio.write_arrow(
            table,
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


def as_records(columns: Columns) -> list[dict[str, str]]:
    """The rows for --json."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
