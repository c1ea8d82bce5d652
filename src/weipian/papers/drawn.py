"""Each page's digest: all that is drawn on it, however a program may have laid the file out."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from typing import Any

import pikepdf

SHORT = 8
"""Bytes of a digest that only finds a page; the whole file's is not shortened."""
LEFT_OUT = frozenset({
    "/Parent", "/P", "/Dest", "/A", "/Length", "/Filter", "/DecodeParms", "/StructParents", "/StructParent", "/Tabs",
})  # fmt: skip
"""What leads to other pages, and how bytes are packed."""


@dataclass(slots=True)
class _Digests:
    """Objects that several pages use are digested once."""

    kept: dict[tuple[int, int], bytes] = field(default_factory=dict)

    def of(self, one: Any) -> bytes:
        if not isinstance(one, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)):
            return repr(one).encode()
        number = one.objgen
        if number[0] and number in self.kept:
            return self.kept[number]
        if number[0]:
            self.kept[number] = b"itself"
        found = self._inner(one)
        if number[0]:
            self.kept[number] = found
        return found

    def _inner(self, one: Any) -> bytes:
        digest = hashlib.sha256(type(one).__name__.encode())
        if isinstance(one, pikepdf.Array):
            for inner in one:
                digest.update(self.of(inner))
            return digest.digest()
        for key, value in sorted(one.items()):
            if key not in LEFT_OUT:
                digest.update(key.encode() + (value.unparse() if key == "/W" else self.of(value)))
        if isinstance(one, pikepdf.Stream):
            digest.update(_bytes(one))
        return digest.digest()


def _bytes(one: Any) -> bytes:
    """As it is decoded; JPEG as it is."""
    try:
        return bytes(one.read_bytes())
    except pikepdf.PdfError:
        return bytes(one.read_raw_bytes())


def page_digests(pdf: bytes) -> list[bytes]:
    """Content, pictures, fonts, boxes and notes of each page: they stay where a program saves the file anew."""
    digests = _Digests()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [digests.of(one.obj)[:SHORT] for one in file.pages]
