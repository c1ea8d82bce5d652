"""Files made of boxes (MP4, MOV, HEIC): every box walked by its length to the end of the file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO

from weipian.terms.errors import InputError

MOST = 100_000


def walk_boxes(path: Path, needed: Collection[bytes]) -> None:
    """Raises InputError where a box reaches past the end, bytes are left over, or one of those needed is not there."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        found = set(_boxes(stream, size))
    if not set(needed) <= found:
        raise InputError("evidence_cut_short", kind="音视频或 HEIC")


def _boxes(stream: IO[bytes], size: int) -> Iterator[bytes]:
    at = 0
    for _ in range(MOST):
        if at == size:
            return
        stream.seek(at)
        head = stream.read(16)
        length, name = int.from_bytes(head[:4], "big"), head[4:8]
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = size - at
        if length < 8 or at + length > size or not all(32 <= sign < 127 or sign == 0xA9 for sign in name):
            raise InputError("evidence_cut_short", kind="音视频或 HEIC")
        yield name
        at += length
    raise InputError("evidence_broken", kind="音视频")
