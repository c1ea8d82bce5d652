"""What a derived file was made from: the bytes of the source, and a note that spares hashing them every time."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PAUSE = 1_000_000_000
"""Nanoseconds that a source must have rested before its note is trusted: a disk's clock is coarse."""
CHUNK = 1 << 20

Stamp = list[list[object]]


def parts_of(path: Path) -> list[Path]:
    """All that belongs to a source: a folder's content, a Shapefile's siblings, or the one thing itself."""
    if path.is_dir():
        return sorted(item for item in path.rglob("*") if item.is_file())
    if path.suffix.lower() == ".shp":
        stem = path.stem.lower()
        return sorted(item for item in path.parent.iterdir() if item.is_file() and item.stem.lower() == stem)
    return [path]


def stamp_of(path: Path) -> Stamp:
    """Name, size, times and inode of every part: any ordinary change shows in one of them."""
    found: Stamp = []
    for part in parts_of(path):
        stat = part.stat()
        found.append([part.name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino])
    return found


def hash_of(path: Path) -> str:
    """SHA-256 over names and bytes of all parts."""
    total = hashlib.sha256()
    for part in parts_of(path):
        total.update(f"{part.name}\x00{part.stat().st_size}\x00".encode())
        for chunk in _chunks(part):
            total.update(chunk)
    return total.hexdigest()


def _chunks(part: Path) -> Iterator[bytes]:
    with part.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def known_hash(path: Path, notes: Path) -> str:
    """The source's hash; from the note where neither size nor times have changed since it was taken. Raises OSError."""
    note = notes / f"{hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:40]}.json"
    stamp = stamp_of(path)
    with suppress(OSError, ValueError, KeyError, TypeError):
        said = json.loads(note.read_text(encoding="utf-8"))
        if said["stamp"] == stamp and _rested(stamp, note):
            return str(said["hash"])
    found = hash_of(path)
    if stamp_of(path) == stamp:
        _write(note, json.dumps({"stamp": stamp, "hash": found}))
    return found


def _rested(stamp: Stamp, note: Path) -> bool:
    """Whether the note was written well after the last change, so that no later one can hide in the same tick."""
    latest = max((max(int(str(part[2])), int(str(part[3]))) for part in stamp), default=0)
    return note.stat().st_mtime_ns - latest > PAUSE


def _write(note: Path, text: str) -> None:
    """Notes are a convenience: where they can't be kept, the source is hashed again."""
    with suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True)
        partial = note.with_name(f"{note.name}.{os.getpid()}.partial")
        partial.write_text(text, encoding="utf-8")
        partial.replace(note)
