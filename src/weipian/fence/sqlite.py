"""Is a GeoPackage whole: the page count in its header against its real size."""

from __future__ import annotations

import struct
from pathlib import Path

from weipian.terms.errors import InputError


def check(path: Path) -> None:
    """Raises InputError `source_truncated` where pages are missing."""
    with path.open("rb") as stream:
        head = stream.read(100)
    if len(head) < 100:
        raise InputError("source_truncated", where=path.name)
    page = struct.unpack_from(">H", head, 16)[0]
    pages = struct.unpack_from(">I", head, 28)[0]
    if path.stat().st_size < pages * (65_536 if page == 1 else page):
        raise InputError("source_truncated", where=path.name)
