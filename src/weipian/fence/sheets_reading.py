"""Inside the fence: an .xlsx bounded before it is opened, then read with openpyxl."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from weipian.fence.archive import bounded
from weipian.fence.limits import Profile
from weipian.terms.errors import InputError

MOST_UNPACKED = 1 << 30
HEAD = 4096
"""Declarations stand at a member's start; office programs write none."""


def read(request: dict[str, Any]) -> dict[str, Any]:
    """All sheets: name → [row number, cells as text] of rows that hold anything."""
    path, where = Path(request["path"]), str(request["where"])
    profile = Profile(**request["profile"])
    try:
        with zipfile.ZipFile(path) as archive:
            bounded(archive, path, profile, most=MOST_UNPACKED)
            _require_no_entities(archive, where)
        return {"sheets": _sheets(path, request.get("wanted", []))}
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError, AttributeError, IndexError):
        raise InputError("workbook_broken", where=where) from None
    except RuntimeError:  # an encrypted member
        raise InputError("workbook_old_or_locked", where=where) from None


def _require_no_entities(archive: zipfile.ZipFile, where: str) -> None:
    for entry in archive.infolist():
        if entry.filename.endswith((".xml", ".rels")):
            with archive.open(entry) as stream:
                head = stream.read(HEAD).replace(b"\x00", b"").upper()
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise InputError("workbook_broken", where=where)


def _sheets(path: Path, wanted: list[str]) -> dict[str, list[tuple[int, list[str]]]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        only = wanted if wanted and wanted[0] in book.sheetnames else book.sheetnames
        return {sheet.title: list(_rows(sheet)) for sheet in book.worksheets if sheet.title in only}
    finally:
        book.close()


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [text_of(value) for value in row]
        if any(cells):
            yield number, cells


def text_of(value: object) -> str:
    """A cell as text: dates ISO, flags 1 and 0, numbers as Python writes them (they read back to the same bits)."""
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case datetime():
            return (value.date() if value.time() == time() else value).isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case float():
            return plain(value)
    return str(value)


def plain(value: float) -> str:
    """Without an exponent where that is short: 1e-05 is 0.00001."""
    text = repr(value)
    return f"{value:.20f}".rstrip("0") if "e-" in text and abs(value) > 1e-12 else text
