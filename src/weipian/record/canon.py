"""How values become digests: canonical JSON, a salt of its own for every column, SHA-256.

A row's image is {column: digest}. Whoever has the row's salt can derive every digest again from the stored values;
who has not learns nothing from a digest. Destroying one column's salt takes that value away and no other.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping

Value = None | int | str | bytes
"""What a column of a logged table may hold; no floats: two systems may print them differently."""


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
"""Made once: `json.dumps` makes one for every call, which is half of an act's time."""


def text_of(value: object) -> str:
    """Canonical JSON: sorted keys, no blanks, UTF-8 as it is."""
    return str(value) if type(value) is int else _CANONICAL.encode(value)


def plain(value: Value) -> object:
    """A value as it stands in a payload: bytes by their hash and length, since they stand in their table already."""
    if isinstance(value, bytes):
        return {"sha256": hashlib.sha256(value).hexdigest(), "bytes": len(value)}
    if value is None or isinstance(value, int | str):
        return int(value) if isinstance(value, bool) else value
    raise TypeError(f"{type(value).__name__} can't be logged")


def column_salt(row_salt: bytes, column: str) -> bytes:
    """The salt of one column, derived from its row's."""
    return hashlib.sha256(row_salt + column.encode()).digest()[:16]


def digest(salt: bytes, value: object) -> str:
    """The salted digest of a plain value, base64 of SHA-256."""
    return b64encode(hashlib.sha256(salt + text_of(value).encode()).digest()).decode().rstrip("=")


def image(row_salt: bytes, values: Mapping[str, object]) -> dict[str, str]:
    """A row's image: column → digest of its plain value."""
    return {column: digest(column_salt(row_salt, column), value) for column, value in values.items()}


def salts_of(sealed: Mapping[str, object], columns: Mapping[str, object]) -> dict[str, bytes]:
    """The salts that a payload still has for a row: from the row's salt, or column by column after an erasure."""
    if "salt" in sealed:
        row = b64decode(str(sealed["salt"]))
        return {column: column_salt(row, column) for column in columns}
    kept = sealed.get("salts", {})
    assert isinstance(kept, Mapping)
    return {column: b64decode(str(salt)) for column, salt in kept.items()}
