"""The rigs lie beside src, in `campaign/durability`: the same code runs here in small and there for hours."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
MEMORY = Path("/dev/shm")


@pytest.fixture
def quick() -> Iterator[Path]:
    """A folder in memory where the system has one: what is synced a thousand times need not wear a disk out."""
    folder = Path(tempfile.mkdtemp(prefix="weipian-", dir=MEMORY if MEMORY.is_dir() else None))
    yield folder
    if not list(folder.rglob("kept")):
        shutil.rmtree(folder, ignore_errors=True)
