"""Asking GEOS behind the fence about geometries that are no plain WKB; seldom, so a process of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from weipian.fence.process import Request, look_at_odd
from weipian.fence.shapes import Answered

ASKED, TOLD = "odd.arrow", "looked.arrow"
BOX = ("xmin", "ymin", "xmax", "ymax")


def asked_again(request: Request, odd: list[bytes], folder: Path) -> Answered:
    """What `fence.odd` says of them. Raises InputError as reading does."""
    table = pa.table({"wkb": pa.array(odd, pa.large_binary())})
    with pa.OSFile(str(folder / ASKED), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    look_at_odd(request, folder)
    with pa.OSFile(str(folder / TOLD), "rb") as stream:
        told = pa.ipc.open_file(stream).read_all()
    box = np.column_stack([told[name].to_numpy() for name in BOX])
    return Answered(told["fault"].to_numpy(), box, told["wkb"].to_pylist())
