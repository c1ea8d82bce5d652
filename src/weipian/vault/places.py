"""Where things lie in a workspace's vault: by the hash of their bytes alone, so no name can lead astray."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from weipian.work.placing import sync_folder

VAULT, ORIGINALS, VIEWS, COMING = "vault", "originals", "views", "coming"
HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
SIZES = {"view": 1600, "thumbnail": 320}
"""The longer side of a viewing copy and of a thumbnail, in pixels."""


@dataclass(frozen=True, slots=True)
class Places:
    """The vault of one workspace."""

    workspace: Path

    @property
    def root(self) -> Path:
        return self.workspace / VAULT

    @property
    def coming(self) -> Path:
        """What is being put in."""
        return self.root / COMING

    def original(self, sha256: str) -> Path:
        return _spread(self.root / ORIGINALS, sha256) / sha256

    def view(self, sha256: str, which: str) -> Path:
        """A viewing copy's place; `which` of SIZES."""
        return _spread(self.root / VIEWS, sha256) / f"{sha256}-{SIZES[which]}.jpg"

    def originals(self) -> Iterator[Path]:
        """Every file that lies among the originals, by name."""
        return (path for path in sorted((self.root / ORIGINALS).rglob("*")) if not path.is_dir())

    def held(self) -> tuple[int, int]:
        """Files and bytes of originals, counted on the disk."""
        sizes = [path.lstat().st_size for path in self.originals()]
        return len(sizes), sum(sizes)


def _spread(folder: Path, sha256: str) -> Path:
    if not HASH.fullmatch(sha256):
        raise ValueError("not a hash")
    return folder / sha256[:2] / sha256[2:4]


def made_lastingly(folder: Path) -> None:
    """The folder and those above it, each known to the disk before anything is put in. Raises OSError."""
    if folder.is_dir():
        return
    made_lastingly(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    sync_folder(folder.parent)
