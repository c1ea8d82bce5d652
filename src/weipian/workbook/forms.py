"""The forms that a table of results is written in; each writes the same bytes for the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from weipian.terms.errors import InputError
from weipian.workbook.columns import Column, Columns, Decimals, Texts, require_equal_lengths, runs

_EXCEL_ROWS = 1_048_575
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""A fixed time stamp: the same results are the same bytes."""
_ROW_GROUP = 1 << 20
_AT_ONCE = 1 << 16
"""Rows that are made into text at a time: memory holds only a part of a long table."""


def parquet(path: Path, columns: Columns) -> None:
    """Texts by dictionary, decimals as differences of 64-bit integers: quicker to write and smaller than the default.

    The schema of Arrow is left out, or its readers would hand out dictionaries where others see plain strings.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, column.kind()) for name, column in columns.items()])
    decimals = [name for name, column in columns.items() if isinstance(column, Decimals)]
    options = {
        "compression": "zstd",
        "compression_level": 1,
        "use_dictionary": [name for name in columns if name not in decimals],
        "column_encoding": dict.fromkeys(decimals, "DELTA_BINARY_PACKED"),
        "store_decimal_as_integer": True,
        "store_schema": False,
        "dictionary_pagesize_limit": 1 << 30,
        "write_batch_size": _AT_ONCE,
    }
    with pq.ParquetWriter(path, schema, **options) as writer:
        for run in runs(columns, _ROW_GROUP):
            writer.write_table(pa.table([column.part(run).arrow() for column in columns.values()], schema), _ROW_GROUP)


def harmless(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it; plain numbers don't."""
    if text.startswith(_FORMULA) and not text.lstrip("+-").replace(".", "", 1).isdigit():
        return "'" + text
    return text


def csv(path: Path, columns: Columns) -> None:
    with path.open("wb") as stream:
        stream.write(("\ufeff" + ",".join(map(_quoted, columns)) + "\r\n").encode())
        cells = [_cells(column) for column in columns.values()]
        for run in runs(columns, _AT_ONCE):
            stream.write(_lines([column.part(run) for column in cells]))


def _cells(column: Column) -> Column:
    """As they stand in a CSV; texts may then stand twice in `distinct`, which does not matter here."""
    if isinstance(column, Decimals):
        return column
    return Texts([_quoted(harmless(text)) for text in column.distinct], column.codes)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\r\n') else text


def _lines(columns: Sequence[Column]) -> memoryview:
    """The rows as one run of bytes: Arrow keeps the strings of an array one behind the other."""
    import pyarrow as pa
    import pyarrow.compute as pc

    *cells, last = (column.strings() for column in columns)
    ended = pc.binary_join_element_wise(last, pa.scalar(""), "\r\n")
    lines = pc.binary_join_element_wise(*cells, ended, ",")
    _, offsets, text = lines.buffers()
    end = np.frombuffer(offsets, np.int32)[lines.offset + len(lines)]
    return memoryview(text)[:end] if end else memoryview(b"")


def xlsx(path: Path, columns: Columns) -> None:
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    rows = require_equal_lengths(columns)
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
    writes = []
    for at, (name, column) in enumerate(columns.items()):
        numbers = isinstance(column, Decimals)
        style = book.add_format({"num_format": f"0.{'0' * column.places}"}) if isinstance(column, Decimals) else None
        sheet.set_column(at, at, 18 if numbers else 24)
        sheet.write_string(0, at, name, header)
        writes.append((sheet.write_number if numbers else sheet.write_string, style))
    number = 0
    for run in runs(columns, _AT_ONCE):
        parts = (column.part(run) for column in columns.values())
        cells = [part.floats().tolist() if isinstance(part, Decimals) else part.texts() for part in parts]
        for row in zip(*cells, strict=True):
            number += 1
            for at, (cell, (write, style)) in enumerate(zip(row, writes, strict=True)):
                write(number, at, cell, style)
