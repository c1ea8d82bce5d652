"""Files that rows vouch for by their SHA-256: kept layers and whatever else a row names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from weipian.record.books import Books
from weipian.record.findings import Finding


class Vouched(NamedTuple):
    """A table whose rows name files: where a row's file lies in the workspace, and the column with its SHA-256."""

    table: str
    path: Callable[[Mapping[str, object]], str]
    sha256: str


def _kept(row: Mapping[str, object]) -> str:
    return str(row.get("kept") or "")


VOUCHED = (Vouched("layer_version", _kept, "kept_sha256"), Vouched("county_image", _kept, "kept_sha256"))


def compare_files(books: Books, folder: Path) -> Iterator[Finding]:
    """Each named file against its row. The rows themselves are held against the log elsewhere."""
    there = set(books.tables())
    for vouched in VOUCHED:
        if vouched.table in there:
            for row in books.rows(vouched.table):
                yield from _compare_file(vouched, row, folder)


def _compare_file(vouched: Vouched, row: Mapping[str, object], folder: Path) -> Iterator[Finding]:
    said, named = row.get(vouched.sha256), vouched.path(row)
    if said is None or not named:
        return
    event = row.get("event")
    seq = event if isinstance(event, int) else 0
    path = (folder / named).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        yield Finding("file_missing", f"文件 {named}", params={"seq": seq}, seq=seq)
    elif _sha256(path) != said:
        yield Finding("file_changed", f"文件 {named}", params={"seq": seq}, seq=seq)


def _sha256(path: Path) -> str:
    """Its SHA-256 in hexadecimal; none where it can't be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
