"""Copies that leave the house are written down, so that an erasure can say where else something may be."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from weipian.store.writing import Act
from weipian.terms.erasure import CopyKind


def note_copy(act: Act, kind: CopyKind, name: str, sha256: str | None) -> int:
    """One copy, in the act that gives it out; its number."""
    from weipian.store.models import Copy

    return act.add(Copy, kind=kind.value, name=name, sha256=sha256)


def note_copies(act: Act, kind: CopyKind, copies: Sequence[tuple[str, str | None]]) -> None:
    """Several of one kind: (name, SHA-256) each."""
    from weipian.store.models import Copy

    act.add_many(Copy, [{"kind": kind.value, "name": name, "sha256": sha256} for name, sha256 in copies])


def hash_of_file(path: Path) -> str:
    """SHA-256 of a file, a block at a time."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
