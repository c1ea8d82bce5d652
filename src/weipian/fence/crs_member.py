"""The old `crs` member of a GeoJSON: a link is never followed, a text that is no plain code never handed on."""

from __future__ import annotations

import json
import mmap
import re
from pathlib import Path

from weipian.terms.errors import InputError

_MEMBER = re.compile(rb'"crs"\s*:\s*(\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\})')
_CODE = re.compile(r"(urn:ogc:def:crs:)?(EPSG|OGC)(:[\w.]*)*:\w+", re.IGNORECASE)


def check(path: Path) -> None:
    """Raises InputError `crs_member` where the member says anything but a plain code."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as text:
        for found in _MEMBER.finditer(text):
            if not _is_plain(found[1]):
                raise InputError("crs_member", where=path.name)


def _is_plain(text: bytes) -> bool:
    try:
        member = json.loads(text)
    except ValueError:
        return False
    name = member.get("properties", {}).get("name") if member.get("type") == "name" else None
    if member.get("type") not in ("name", "link"):  # not the member of old, but a property that is called so
        return not {"href", "name"} & set(member.get("properties") or {}) and "type" not in member
    return isinstance(name, str) and _CODE.fullmatch(name.strip()) is not None
