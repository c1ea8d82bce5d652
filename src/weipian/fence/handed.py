"""What the reading process has handed over, taken as it lies in its file: nothing is copied or made into objects."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from weipian.fence.answer import NAME, WKB
from weipian.geometry.packed import Packed

Ints = npt.NDArray[np.int64]


def opened(folder: Path) -> tuple[Any, Packed]:
    """The attributes (a pyarrow table) and the geometries."""
    buffer = _buffer(folder / NAME)
    table = pa.ipc.open_file(pa.BufferReader(buffer)).read_all()
    return table.drop_columns([WKB]), _packed(table.column(WKB), buffer)


def _buffer(path: Path) -> Any:
    """The file mapped into memory; on Windows read, as a mapped file can't be removed there."""
    if sys.platform == "win32":
        return pa.py_buffer(path.read_bytes())
    with pa.memory_map(str(path)) as source:
        return source.read_buffer()


def _packed(column: Any, buffer: Any) -> Packed:
    begin, end = np.zeros(len(column), np.int64), np.zeros(len(column), np.int64)
    done = 0
    for chunk in column.chunks:
        part = slice(done, done + len(chunk))
        begin[part], end[part] = _bounds(chunk, buffer.address)
        done += len(chunk)
    return Packed(np.frombuffer(buffer, np.uint8), begin, end)


def _bounds(chunk: Any, address: int) -> tuple[Ints, Ints]:
    """Where each value begins and ends in the file; missing ones have no length."""
    there, offsets, data = chunk.buffers()
    if not len(chunk) or data is None:
        return np.zeros(len(chunk), np.int64), np.zeros(len(chunk), np.int64)
    wide = np.int64 if pa.types.is_large_binary(chunk.type) else np.int32
    bound = np.frombuffer(offsets, wide)[chunk.offset : chunk.offset + len(chunk) + 1].astype(np.int64)
    bound += data.address - address
    begin, end = bound[:-1].copy(), bound[1:].copy()
    if there is not None:
        bits = np.unpackbits(np.frombuffer(there, np.uint8), bitorder="little")
        missing = bits[chunk.offset : chunk.offset + len(chunk)] == 0
        begin[missing] = end[missing] = 0
    return begin, end
