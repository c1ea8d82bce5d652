"""The attribute table of a Shapefile: is it whole, and in which encoding is its text."""

from __future__ import annotations

import codecs
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from weipian.terms.errors import InputError

CHINESE = "GB18030"
UTF8 = "UTF-8"
_LANGUAGE_DRIVER = {0x4D: CHINESE, 0x7A: CHINESE, 0x4F: "CP950", 0x78: "CP950", 0x7B: "CP932", 0x13: "CP932"}
_WESTERN = ("ISO8859-1", "ISO-8859-1", "LATIN1", "CP1252", "1252", "WINDOWS-1252", "ANSI 1252")
_ENOUGH = 20_000  # values that are looked at; more would not change the answer


@dataclass(frozen=True, slots=True)
class TextField:
    """A text column: its name and where it lies in a record."""

    name: bytes
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Header:
    """What a .dbf says of itself."""

    records: int
    header_length: int
    record_length: int
    language: int
    fields: tuple[TextField, ...]


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding to read with; `guessed` where it was not stated, or was stated wrongly."""

    name: str
    guessed: bool
    samples: tuple[str, ...] = ()


def read_header(path: Path) -> Header:
    """The header of a .dbf. Raises InputError `source_truncated` where the table is shorter than it says."""
    raw = path.read_bytes() if path.stat().st_size < 65_536 else _first(path, 65_536)
    if len(raw) < 33:
        raise InputError("source_truncated", where=path.name)
    records, header_length, record_length = struct.unpack_from("<IHH", raw, 4)
    if record_length == 0 or path.stat().st_size < header_length + records * record_length:
        raise InputError("source_truncated", where=path.name)
    return Header(records, header_length, record_length, raw[29], _text_fields(raw, header_length))


def _first(path: Path, count: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(count)


def _text_fields(raw: bytes, header_length: int) -> tuple[TextField, ...]:
    fields, start = [], 1
    for at in range(32, min(header_length, len(raw)) - 31, 32):
        if raw[at] == 0x0D:
            break
        length = raw[at + 16]
        if raw[at + 11 : at + 12] == b"C":
            length += raw[at + 17] * 256
            fields.append(TextField(raw[at : at + 11].split(b"\x00")[0], start, length))
        start += length
    return tuple(fields)


def encoding_of(path: Path, stated: str | None, *, firm: bool = True) -> Encoding:
    """How to read the text of a .dbf: stated by the user, by .cpg, by the language byte, or seen in its bytes.

    What the user states yields to what the table states truly, unless it is `firm`.
    """
    header = read_header(path)
    values = _unusual_values(path, header)
    declared = _declared(path, header)
    true = declared is not None and declared.upper() not in _WESTERN and fits(values, declared)
    if stated and (firm or not true):
        return _as_user_says(stated, values, path.name)
    if true or not values:
        return Encoding(declared or UTF8, guessed=False)
    return _seen(values, declared, path.name)


def _as_user_says(stated: str, values: list[bytes], where: str) -> Encoding:
    try:
        codecs.lookup(stated)
    except LookupError:
        raise InputError("encoding_unknown", where=where, encoding=stated) from None
    name = CHINESE if stated.lower().replace("-", "") in ("gbk", "gb2312", "cp936", "936") else stated
    if not fits(values, name):
        raise InputError("encoding_does_not_fit", where=where, encoding=stated)
    return Encoding(name, guessed=False)


def _seen(values: list[bytes], declared: str | None, where: str) -> Encoding:
    western = declared is not None and declared.upper() in _WESTERN
    for name in (UTF8, CHINESE):
        if fits(values, name) and (name == UTF8 or not western or looks_chinese(values)):
            return Encoding(name, guessed=True, samples=_samples(values, name))
    if western and declared:
        return Encoding(declared, guessed=True, samples=_samples(values, "latin-1"))
    raise InputError("encoding_not_found", where=where)


def _declared(path: Path, header: Header) -> str | None:
    for sidecar in (path.with_suffix(".cpg"), path.with_suffix(".CPG")):
        if sidecar.is_file():
            text = _first(sidecar, 64).decode("ascii", "ignore").strip().strip("\ufeff")
            return _python_name(text)
    return _LANGUAGE_DRIVER.get(header.language)


def _python_name(text: str) -> str | None:
    folded = text.upper().replace(" ", "")
    if folded in ("936", "CP936", "GBK", "GB2312", "ANSI936", "EUC-CN", "GB18030"):
        return CHINESE
    if folded in ("65001", "UTF8", "UTF-8", "UTF-8BOM"):
        return UTF8
    candidate = f"CP{folded}" if folded.isdigit() else folded.removeprefix("ANSI")
    try:
        codecs.lookup(candidate)
    except LookupError:
        return None
    return candidate


def _unusual_values(path: Path, header: Header) -> list[bytes]:
    """Distinct text values that hold a byte above 127, field names first."""
    found = dict.fromkeys(field.name for field in header.fields if _unusual(field.name))
    if header.records == 0:
        return list(found)
    shape = (header.records, header.record_length)
    table = np.memmap(path, np.uint8, "r", header.header_length, shape)
    for field in header.fields:
        cells = table[:, field.start : field.start + field.length]
        for cell in _unusual_cells(cells):
            found[cell] = None
        if len(found) > _ENOUGH:
            break
    return list(found)


def _unusual(value: bytes) -> bool:
    return any(byte > 127 for byte in value)


def _unusual_cells(cells: npt.NDArray[np.uint8]) -> list[bytes]:
    rows = np.flatnonzero((cells > 127).any(axis=1))[:_ENOUGH]
    return [cells[row].tobytes().rstrip(b" \x00") for row in rows]


def fits(values: list[bytes], encoding: str) -> bool:
    """Whether every value decodes; a character that the field's end cut off is no fault."""
    decoder = codecs.getincrementaldecoder(encoding)
    try:
        for value in values:
            decoder("strict").decode(value, final=False)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def looks_chinese(values: list[bytes]) -> bool:
    """Whether nearly all double bytes are common Chinese characters, so that Latin-1 is not meant."""
    text = "".join(value.decode(CHINESE, "ignore") for value in values)
    unusual = [character for character in text if ord(character) > 127]
    common = sum("\u4e00" <= character <= "\u9fff" and _in_gb2312(character) for character in unusual)
    return bool(unusual) and common * 10 >= len(unusual) * 9


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _samples(values: list[bytes], encoding: str) -> tuple[str, ...]:
    return tuple(value.decode(encoding, "ignore") for value in values[:3])
