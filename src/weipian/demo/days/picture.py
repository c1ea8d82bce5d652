"""A tiny photo as a camera hands it in: day, direction, what it is of. Made byte by byte, always the same."""

from __future__ import annotations

import struct
from base64 import b64decode
from datetime import date

PLAIN = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9"
    "lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAkADAD"
    "ASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAQCBf/EABwQAQABBQEBAAAAAAAAAAAAAAACExRRU6KhY//EABgBAQEBAQEAAAAAAAAAAAAA"
    "AAADAgEE/8QAGhEBAAIDAQAAAAAAAAAAAAAAAAECEhNREf/aAAwDAQACEQMRAD8A6wkvvn03cz1dKbK9SxlQJ7merouZ6ujZXpjPFAnuZ6umL759"
    "GyvTGUipKoqQz48i1JaGakM+FSGfBv2GkqipDPicYvIA4mAAAA//2Q=="
)
"""48 × 36: a field, a shed, the sky."""
ASCII, LONG, RATIONAL = 2, 4, 5
SUBJECT, INNER, PLACE, TAKEN, NORTH, HEADING = 0x010E, 0x8769, 0x8825, 0x9003, 0x0010, 0x0011
Entry = tuple[int, int, int, bytes]


def photo(of: str, day: date, heading: int) -> bytes:
    """A JPEG taken on a day, looking that many degrees from true north; `of` makes it one of its own."""
    data = b"Exif\x00\x00" + _tiff(of.encode("ascii"), f"{day:%Y:%m:%d} 10:{heading % 60:02d}:00".encode(), heading)
    return PLAIN[:2] + b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data + PLAIN[2:]


def _tiff(of: bytes, taken: bytes, heading: int) -> bytes:
    """Three tables one after the other, each with what does not fit into its own entries behind it."""
    first = 8
    inner = first + _size(first_of := [_text(SUBJECT, of), _long(INNER, 0), _long(PLACE, 0)])
    place = inner + _size(inner_of := [_text(TAKEN, taken)])
    place_of = [_text(NORTH, b"T"), (HEADING, RATIONAL, 1, struct.pack(">II", heading, 1))]
    first_of = [first_of[0], _long(INNER, inner), _long(PLACE, place)]
    tables = _table(first_of, first) + _table(inner_of, inner) + _table(place_of, place)
    return b"MM\x00\x2a" + struct.pack(">I", first) + tables


def _text(tag: int, text: bytes) -> Entry:
    return tag, ASCII, len(text) + 1, text + b"\x00"


def _long(tag: int, value: int) -> Entry:
    return tag, LONG, 1, struct.pack(">I", value)


def _size(entries: list[Entry]) -> int:
    return len(_table(entries, 0))


def _table(entries: list[Entry], start: int) -> bytes:
    behind, rows = b"", b""
    after = start + 2 + 12 * len(entries) + 4
    for tag, kind, count, value in entries:
        held = value.ljust(4, b"\x00") if len(value) <= 4 else struct.pack(">I", after + len(behind))
        behind += b"" if len(value) <= 4 else value + b"\x00" * (len(value) % 2)
        rows += struct.pack(">HHI", tag, kind, count) + held
    return struct.pack(">H", len(entries)) + rows + bytes(4) + behind
