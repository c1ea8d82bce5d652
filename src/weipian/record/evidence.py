"""The bytes of evidence against its register: every original hashed again. The standard library alone."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from weipian.record.findings import Finding

TABLE = "evidence"
ORIGINALS = "vault/originals"
CHUNK = 1 << 20
Row = Mapping[str, object]
Step = Callable[[int], object]


def check(folder: Path, rows: Iterable[Row], step: Step = int) -> Iterator[Finding]:
    """What is missing, altered, or lies there without a row. `rows`: `id, sha256, sm3, size` of the table as stored;
    a row whose hash was lawfully taken away asks nothing. `step` is called with the bytes that were read.
    """
    named: dict[str, list[Row]] = {}
    for row in rows:
        if row["sha256"] is not None:
            named.setdefault(str(row["sha256"]), []).append(row)
    for sha256, theirs in sorted(named.items()):
        yield from _check_one(folder, sha256, theirs, step)
    for path in sorted((folder / ORIGINALS).rglob("*")):
        if (path.is_symlink() or not path.is_dir()) and not (
            path.name in named and path == folder / place_of(path.name)
        ):
            yield Finding("evidence_file_extra", path.relative_to(folder).as_posix(), grave=False)


def place_of(sha256: str) -> str:
    """Where an original lies in its workspace."""
    return f"{ORIGINALS}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _check_one(folder: Path, sha256: str, rows: list[Row], step: Step) -> Iterator[Finding]:
    numbers = "、".join(str(row["id"]) for row in rows)
    where = f"证据 {numbers} 号（{sha256[:16]}…）"
    seq = next((event for row in rows if isinstance(event := row.get("event"), int)), 0)
    path = folder / place_of(sha256)
    if path.is_symlink():
        yield Finding("evidence_file_altered", where, seq=seq)
        return
    try:
        found = _sums(path, step, sm3=any(row["sm3"] is not None for row in rows))
    except FileNotFoundError:
        yield Finding("evidence_file_missing", where, seq=seq)
        return
    except OSError as error:
        yield Finding("evidence_file_unreadable", where, params={"reason": error.strerror or str(error)}, seq=seq)
        return
    if found[0] != sha256 or any(not _fits(row, found) for row in rows):
        yield Finding("evidence_file_altered", where, seq=seq)


def _fits(row: Row, found: tuple[str, str | None, int]) -> bool:
    """SM3 is compared where both the row and this system have it."""
    _, sm3, size = found
    return row["size"] in (None, size) and (sm3 is None or row["sm3"] in (None, sm3))


def _sums(path: Path, step: Step, *, sm3: bool) -> tuple[str, str | None, int]:
    sha256, other, size = hashlib.sha256(), _sm3() if sm3 else None, 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            sha256.update(chunk)
            if other is not None:
                other.update(chunk)
            size += len(chunk)
            step(len(chunk))
    return sha256.hexdigest(), other.hexdigest() if other is not None else None, size


def _sm3() -> hashlib._Hash | None:
    try:
        return hashlib.new("sm3", usedforsecurity=False)
    except ValueError:
        return None
