"""Tables of results written block by block, joined into one in a stream; whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from weipian.terms.errors import UsageError
from weipian.workbook.tables import whole

SUFFIXES = (".parquet", ".csv")
"""What can be joined without holding it; the other forms are written at once or not."""


def join(target: Path, blocks: Sequence[Path]) -> None:
    """One table of all blocks, in their order. Raises UsageError, InputError `output_…`."""
    if target.suffix.lower() not in SUFFIXES:
        raise UsageError("output_suffix", where=target.name, suffixes="、".join(SUFFIXES))
    write = _parquet if target.suffix.lower() == ".parquet" else _csv
    with whole(target) as partial:
        write(partial, blocks)


def _parquet(path: Path, blocks: Sequence[Path]) -> None:
    """A row group or more for each block."""
    import pyarrow.parquet as pq

    writer: Any = None
    try:
        for block in blocks:
            table = pq.read_table(block, memory_map=False)
            writer = writer or pq.ParquetWriter(path, table.schema, compression="zstd")
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()


def _csv(path: Path, blocks: Sequence[Path]) -> None:
    """The first with its heading, the others without."""
    with path.open("wb") as out:
        for number, block in enumerate(blocks):
            with block.open("rb") as stream:
                if number:
                    stream.readline()
                shutil.copyfileobj(stream, out, 1 << 20)
