"""Which encoding a text file is in: a mark decides, then strict UTF-8, then GB18030, which is said as a guess."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from weipian.terms.errors import InputError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What people hand in instead of a CSV, by first bytes.
STRANGERS = (
    (b"PK\x03\x04", "Excel(.xlsx) 或压缩包"),
    (b"\xd0\xcf\x11\xe0", "旧版 Excel(.xls) 或 Word"),
    (b"%PDF", "PDF"),
    (b"SQLite format 3", "SQLite 数据库"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was read in, and whether that was a guess."""

    text: str
    encoding: str
    guessed: bool


def decode(data: bytes, *, encoding: str | None = None, where: str = "") -> Decoded:
    """The text of a file. Raises InputError `empty_table`, `binary_table`, `wrong_encoding`, `unknown_encoding`."""
    _refuse_strangers(data, where)
    if encoding is not None:
        found = Decoded(_strict(data, encoding, where), encoding, guessed=False)
    else:
        found = _detect(data, where)
    if not found.text.strip():
        raise InputError("empty_table", where=where)
    return found


def _refuse_strangers(data: bytes, where: str) -> None:
    for mark, name in STRANGERS:
        if data.startswith(mark):
            raise InputError("binary_table", where=where, kind=name)


def _strict(data: bytes, encoding: str, where: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise InputError("unknown_encoding", where=where, encoding=encoding) from None
    try:
        text = data.decode("utf-8-sig" if name == "utf-8" else name)
    except (UnicodeError, LookupError):
        raise InputError("wrong_encoding", where=where, encoding=encoding) from None
    if "\0" in text:
        raise InputError("binary_table", where=where, kind="二进制文件")
    return text


def _detect(data: bytes, where: str) -> Decoded:
    for mark, name in MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, name, where), name, guessed=False)
    if b"\0" in data:
        raise InputError("binary_table", where=where, kind="二进制文件")
    for name, guessed in (("utf-8", False), ("gb18030", True)):
        try:
            return Decoded(data.decode(name), name, guessed)
        except UnicodeDecodeError:
            continue
    raise InputError("wrong_encoding", where=where, encoding="UTF-8、GB18030")
