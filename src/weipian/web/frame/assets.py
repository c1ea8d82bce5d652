"""Scripts, styles and fonts: our own and those that set-up brought, under an address that changes with them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).resolve().parents[1] / "static"


@cache
def version() -> str:
    """Of all of them together: an answer may be kept for ever under an address that holds it."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(STATIC).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a file."""
    return f"/static/{version()}/{name}"
