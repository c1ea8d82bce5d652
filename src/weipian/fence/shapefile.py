"""A Shapefile's parts, looked at before GDAL is: there, whole, and of one length."""

from __future__ import annotations

import struct
from pathlib import Path

from weipian.fence import dbf
from weipian.terms.errors import InputError


def part(path: Path, suffix: str) -> Path | None:
    """The sidecar with this suffix, whatever its case."""
    for candidate in (path.with_suffix(suffix), path.with_suffix(suffix.upper())):
        if candidate.is_file():
            return candidate
    return None


def check(path: Path) -> Path:
    """Check all parts and give the .dbf. Raises InputError naming what is missing, cut short or at odds."""
    found = {suffix: part(path, suffix) for suffix in (".shx", ".dbf")}
    missing = [path.stem + suffix for suffix, where in found.items() if where is None]
    table, index = found[".dbf"], found[".shx"]
    if table is None or index is None:
        raise InputError("shapefile_parts_missing", where=path.name, missing="、".join(missing))
    _whole(path)
    _whole(index)
    shapes, records = (index.stat().st_size - 100) // 8, dbf.read_header(table).records
    if shapes != records:
        raise InputError("shapefile_counts_differ", where=path.name, shapes=shapes, records=records)
    return table


def reference_text(path: Path) -> str | None:
    """The words of the .prj."""
    found = part(path, ".prj")
    return None if found is None else found.read_bytes()[:65_536].decode("utf-8", "replace").strip("\ufeff\x00")


def _whole(path: Path) -> None:
    """Compare the length that the header states (16-bit words, big-endian) with the real one."""
    size = path.stat().st_size
    if size == 0:
        raise InputError("source_empty", where=path.name)
    with path.open("rb") as stream:
        head = stream.read(100)
    if len(head) < 100 or struct.unpack_from(">I", head, 24)[0] * 2 > size:
        raise InputError("source_truncated", where=path.name)
