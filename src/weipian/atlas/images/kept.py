"""Where an image is kept: by the hash of its bytes, sealed, with a sidecar that says what it is to whoever finds it."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from weipian.work.placing import sync_folder

IMAGES, COMING, SEALED = "images", "coming", 0o400


def digest(path: Path) -> str:
    """SHA-256 of its bytes. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def name_of(sha256: str) -> str:
    """Its place in the workspace."""
    return f"{IMAGES}/{sha256[:2]}/{sha256}.tif"


def keep(workspace: Path, made: Path, sha256: str, sidecar: Mapping[str, Any]) -> None:
    """Put it in its place, which lies on the same disk as `made`; what is there already is the same. Raises OSError."""
    target = workspace / name_of(sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    with made.open("rb+") as stream:
        os.fsync(stream.fileno())
    made.chmod(SEALED)
    os.replace(made, target)
    text = json.dumps(sidecar, ensure_ascii=False, indent=1, sort_keys=True)
    target.with_suffix(".json").write_text(text + "\n", encoding="utf-8")
    sync_folder(target.parent)


@contextmanager
def coming(workspace: Path) -> Iterator[Path]:
    """A folder of one's own on the workspace's disk to make an image in, gone afterwards. Raises OSError."""
    place = workspace / IMAGES / COMING
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as name:
        yield Path(name)
