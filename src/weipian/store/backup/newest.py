"""A note in the workspace of its newest backup: where it went, so that `doctor` can say how old it is."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

NOTE = "newest-backup.json"


@dataclass(frozen=True, slots=True)
class Newest:
    """`path` as it was on this machine; `at` ISO."""

    path: str
    sha256: str
    bytes: int
    at: str


def keep_newest(folder: Path, newest: Newest) -> None:
    """Best effort: the backup is made, whether its note can be kept or not."""
    with suppress(OSError):
        (folder / NOTE).write_text(json.dumps(asdict(newest), ensure_ascii=False, indent=1), encoding="utf-8")


def newest_of(folder: Path) -> Newest | None:
    """The note; None where there is none that reads."""
    try:
        return Newest(**json.loads((folder / NOTE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def on_one_disk(folder: Path, other: Path) -> bool:
    """Whether both lie on one disk, so that its end is the end of both."""
    try:
        return folder.stat().st_dev == other.stat().st_dev
    except OSError:
        return False
