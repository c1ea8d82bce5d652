"""The one place where a register of copies that left the house is told of a backup."""

from __future__ import annotations

from weipian.store.writing import Act


def note_copy(act: Act, kind: str, name: str, sha256: str = "") -> None:
    """Part of an act. `sha256` "" where the file is still to be made: the act stands in it."""
