"""A dossier's bytes into a file: set just now, or as they are kept."""

from __future__ import annotations

from pathlib import Path

from weipian.vault.keeping import handed_out
from weipian.vault.places import Places
from weipian.workbook.tables import unwritable, whole


def write(path: Path, content: bytes) -> None:
    """Whole or not at all. Raises InputError."""
    _room_for(path)
    with whole(path, lasting=False) as partial:
        partial.write_bytes(content)


def hand_again(places: Places, sha256: str, path: Path) -> None:
    """As they are kept, checked. Raises InputError."""
    _room_for(path)
    try:
        path.unlink(missing_ok=True)
        handed_out(places, sha256, path)
    except OSError as error:
        raise unwritable(path, error) from None


def _room_for(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from None
