"""Text and databases of maps."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from weipian.terms.errors import InputError
from weipian.vault import kinds
from weipian.vault.kinds import MediaKind
from weipian.vault.looking.looked import Looked, Note
from weipian.vault.looking.strangers import PAGES, TEXT_STARTS

LARGEST_TEXT = 64 << 20
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
FORMULA = re.compile(r"(?:^|[,\t\n\"])[=@]|(?:^|[,\t\n\"])[+\-](?![\d.])")


def look_at_text(path: Path, suffix: str) -> Looked:
    """Plain text in UTF-8 or GB18030, that nothing would run. Raises InputError."""
    if path.stat().st_size > LARGEST_TEXT:
        raise InputError("evidence_kind_unknown", kinds=kinds.labels())
    data = path.read_bytes()
    text = _decoded(data)
    if text is None or CONTROLS.search(text):
        raise InputError("evidence_kind_unknown", kinds=kinds.labels())
    start = data.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith(tuple(sign.lower() for sign in TEXT_STARTS)) or PAGES.search(data):
        raise InputError("evidence_page")
    kind: MediaKind = kinds.CSV if suffix in kinds.CSV.suffixes else kinds.TEXT
    risky = kind is kinds.CSV and FORMULA.search(text.replace("\r", "\n"))
    return Looked(kind, {}, (Note("said_evidence_formula"),) if risky else ())


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def look_at_geopackage(path: Path) -> Looked:
    """By its header: page size by pages must be the file's length. Raises InputError."""
    with path.open("rb") as stream:
        head = stream.read(100)
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    if page < 512 or page & (page - 1) or page * pages != path.stat().st_size:
        raise InputError("evidence_cut_short", kind=kinds.GPKG.label)
    return Looked(kinds.GPKG)
