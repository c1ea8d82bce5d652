"""The workspace's key, and heads signed with it."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from weipian.record.head import Head
from weipian.terms.errors import InputError


def make_key(path: Path) -> None:
    """A new key that only its owner may read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(b64encode(Ed25519PrivateKey.generate().private_bytes_raw()))


@lru_cache(maxsize=4)
def key_at(path: Path) -> tuple[Ed25519PrivateKey, str]:
    """The key and its public half, base64. Raises InputError where it is missing."""
    try:
        key = Ed25519PrivateKey.from_private_bytes(b64decode(path.read_bytes()))
    except (OSError, ValueError):
        raise InputError("signing_key_missing", where=str(path)) from None
    return key, b64encode(key.public_key().public_bytes_raw()).decode()


def signed(path: Path, workspace: str, seq: int, event_hash: str, at: str) -> Head:
    """The head of a log, signed."""
    key, public = key_at(path)
    bare = Head(workspace, seq, event_hash, at, public)
    return Head(workspace, seq, event_hash, at, public, b64encode(key.sign(bare.message())).decode())


def signer(path: Path) -> tuple[str, Callable[[bytes], bytes]]:
    """The public half, base64, and what signs bytes with the key. Raises InputError where it is missing."""
    key, public = key_at(path)
    return public, key.sign
