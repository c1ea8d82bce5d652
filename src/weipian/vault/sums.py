"""Both hashes of a file in one pass: SHA-256 always, SM3 (GB/T 32905) where the system's OpenSSL has it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import IO

CHUNK = 1 << 20
Step = Callable[[int], object]
"""Called with the bytes that were read."""


class TooLarge(Exception):
    """More bytes than are taken."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Hashes as small hex, and the length in bytes; `sm3` None where this system can't make it."""

    sha256: str
    sm3: str | None
    size: int


@cache
def has_sm3() -> bool:
    """Whether hashlib makes SM3 here; pure Python would take a second for every 0.3 MB."""
    try:
        hashlib.new("sm3", usedforsecurity=False)
    except ValueError:
        return False
    return True


def summed(source: IO[bytes], sink: IO[bytes] | None = None, *, most: int | None = None, step: Step = int) -> Sums:
    """Read to the end, copying where a sink is given. Raises TooLarge above `most` bytes, OSError."""
    sha256, sm3, size = hashlib.sha256(), hashlib.new("sm3") if has_sm3() else None, 0
    while chunk := source.read(CHUNK):
        size += len(chunk)
        if most is not None and size > most:
            raise TooLarge
        sha256.update(chunk)
        if sm3 is not None:
            sm3.update(chunk)
        if sink is not None:
            sink.write(chunk)
        step(len(chunk))
    return Sums(sha256.hexdigest(), sm3.hexdigest() if sm3 else None, size)
