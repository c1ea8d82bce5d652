"""Films and sound: whole by their boxes; what they show is not decoded."""

from __future__ import annotations

from pathlib import Path

from weipian.vault.kinds import MediaKind
from weipian.vault.looking.boxes import walk_boxes
from weipian.vault.looking.looked import Looked
from weipian.vault.looking.strangers import require_no_archive


def look_at_film(path: Path, kind: MediaKind) -> Looked:
    """Raises InputError where it is cut short or an archive hides behind it."""
    walk_boxes(path, needed=(b"moov",))
    require_no_archive(path)
    return Looked(kind)
