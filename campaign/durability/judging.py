"""What a crash left, looked at as the next morning's clerk would: nothing acknowledged lost, nothing half done."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from weipian.record.audit import CARD, DATABASE, audit_export, audit_workspace


class Told(NamedTuple):
    """What the caller of an act was told when it was done: where the log stood, or which file or folder was made."""

    seq: int
    hash: str
    made: str = ""

    def line(self) -> bytes:
        return f"{self.seq} {self.hash} {self.made}\n".encode()

    @classmethod
    def of(cls, line: bytes) -> Told:
        seq, found, made = line.decode().rstrip("\n").split(" ", 2)
        return cls(int(seq), found, made)


def head_of_now() -> tuple[int, str]:
    """Where the log stands, by a connection of its own kind."""
    from weipian.store.queries.log import head_now

    head = head_now()
    return head.seq, head.hash


def complaints(folder: Path, told: Sequence[Told]) -> list[str]:
    """What is wrong with a workspace; empty where all is well."""
    return looked_at(folder, told)[0]


def looked_at(folder: Path, told: Sequence[Told]) -> tuple[list[str], bool]:
    """What is wrong, and whether the head's text lags behind. The audit goes first: it meets what the crash left."""
    report = audit_workspace(folder)
    found = [f"audit: {one.code} {one.where} {one}" for one in report.findings if one.grave]
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        (whole,) = database.execute("PRAGMA integrity_check").fetchone()
        hashes = dict(database.execute("SELECT seq, hash FROM event"))
        layers = database.execute("SELECT kept, kept_sha256 FROM layer_version").fetchall()
    if whole != "ok":
        found.append(f"integrity: {whole}")
    found += [f"lost: event {one.seq}" for one in told if one.seq and hashes.get(one.seq) != one.hash]
    found += [f"layer: {kept}" for kept, digest in layers if hash_of(folder / kept) != digest]
    return [*found, *_of_made(told)], any(one.code == "tail_unsigned" for one in report.findings)


def _of_made(told: Sequence[Told]) -> Iterator[str]:
    """Exports and workspaces that were said to be there."""
    for made in sorted({one.made for one in told if one.made}):
        yield from (of_export if made.endswith(".jsonl") else of_new)(Path(made), required=True)


def of_export(path: Path, *, required: bool = False) -> list[str]:
    """An export is whole or absent."""
    if not path.is_file():
        return [f"export missing: {path.name}"] if required else []
    report = audit_export(path)
    return [] if report.clean and report.events else [f"export not whole: {path.name}"]


def of_new(folder: Path, *, required: bool = False) -> list[str]:
    """A workspace is whole or not there at all."""
    if not folder.exists():
        return [f"workspace missing: {folder.name}"] if required else []
    if not (folder / CARD).is_file():
        return [f"half a workspace: {folder.name}"]
    return [f"{folder.name}: {one}" for one in complaints(folder, [])]


def hash_of(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
