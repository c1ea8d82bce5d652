"""Object code on the disk: beside the package, or in the user's cache folder where the package can't be written to."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import get_ident
from typing import Any

import numpy as np

MAGIC = b"weipian code 1\n\0"
LEAD = len(MAGIC) + 32 + 8
SOURCES = Path(__file__).resolve().parents[1]
KEPT = 4
"""Codes that stay in a folder: of other machines on a shared disk, of versions gone back and forth between."""


def name_of(host: str) -> str:
    """Named after all that changes the code: sources, compilers, Python, processor, numba's own settings."""
    told = [host, sys.version, np.__version__, *_compilers()]
    told += [f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith("NUMBA_")]
    key = hashlib.sha256("\0".join(told).encode())
    for source in sources():
        key.update(source.read_bytes())
    return f"machine-{key.hexdigest()[:32]}.code"


def sources() -> list[Path]:
    """All modules beside the compiled functions': constants count too."""
    return sorted([*SOURCES.glob("*.py"), *SOURCES.glob("machine/*.py")])


def _compilers() -> Iterator[str]:
    """Versions of what compiles, without importing it."""
    for name in ("numba", "llvmlite"):
        spec = find_spec(name)
        if spec is not None and spec.origin:
            yield Path(spec.origin).with_name("_version.py").read_text(encoding="utf-8")


def beside() -> Path:
    return SOURCES / "__pycache__"


@cache
def of_user() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("weipian", appauthor=False)) / "machine"


def read(name: str) -> tuple[dict[str, Any], bytes] | None:
    """What was kept under a name: about it, and the code; None where there is none that is whole."""
    for folder in (beside, of_user):
        with suppress(OSError):
            data = (folder() / name).read_bytes()
            if data.startswith(MAGIC) and data[16:48] == hashlib.sha256(data[48:]).digest():
                end = LEAD + int.from_bytes(data[48:56], "little")
                return json.loads(data[LEAD:end]), data[end:]
    return None


def keep(name: str, about: dict[str, Any], code: bytes) -> Path | None:
    """Write it whole or not at all, where the first folder takes it; where, or None if none does."""
    text = json.dumps(about).encode()
    rest = len(text).to_bytes(8, "little") + text + code
    for folder in (beside, of_user):
        with suppress(OSError):
            place = folder() / name
            place.parent.mkdir(parents=True, exist_ok=True)
            partial = place.with_name(f"{name}.{os.getpid()}.{get_ident():x}.partial")
            try:
                partial.write_bytes(MAGIC + hashlib.sha256(rest).digest() + rest)
                partial.replace(place)
            finally:
                with suppress(OSError):
                    partial.unlink(missing_ok=True)
            _drop_older(place)
            return place
    return None


def _drop_older(place: Path) -> None:
    with suppress(OSError):
        found = sorted(place.parent.glob("machine-*.code"), key=lambda one: one.stat().st_mtime, reverse=True)
        for one in found[KEPT:]:
            one.unlink(missing_ok=True)
