"""A second thing hidden in a file: a page, a script, an archive or a program inside what looks like a picture."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from weipian.terms.errors import InputError
from weipian.vault.looking.signs import ARCHIVES, PROGRAMS

PAGES = re.compile(rb"<\?php\s|<script[\s>]|<html[\s>]|<!doctype\s+html|<iframe[\s>]", re.IGNORECASE)
TEXT_STARTS = (b"<", b"#!", b"%!PS", b"{\\rtf", b"@echo off")
"""Texts that begin so are pages, drawings, scripts: somebody's program would run or show them."""


def require_alone(path: Path, data: Sequence[int] | bytes, end: int) -> None:
    """A picture that ends at `end`. Raises InputError where a page, archive or program is in it or behind it."""
    found = PAGES.search(data)  # type: ignore[arg-type]
    if found is not None:
        raise InputError("evidence_two_things", what="网页或脚本")
    behind = bytes(data[end : end + 16])
    if behind.startswith((b"%PDF-", *ARCHIVES)):
        raise InputError("evidence_two_things", what="另一个文件")
    if behind.startswith(PROGRAMS):
        raise InputError("evidence_two_things", what="程序")
    require_no_archive(path)


def require_no_archive(path: Path) -> None:
    """Raises InputError where an archive's list stands at the end."""
    if zipfile.is_zipfile(path):
        raise InputError("evidence_two_things", what="压缩包")
