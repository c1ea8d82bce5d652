"""Bytes that were made here put into the vault."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from weipian.vault.keeping import coming, seal
from weipian.vault.places import Places
from weipian.vault.sums import Sums


def kept_bytes(places: Places, content: bytes, name: str) -> Sums:
    """Durable in their place. Raises InputError."""
    with TemporaryDirectory(prefix=f"weipian-made-{os.getpid()}-") as folder:
        path = Path(folder) / "made"
        path.write_bytes(content)
        with coming(places, path, len(content), name) as arrived:
            seal(places, arrived)
            return arrived.sums
