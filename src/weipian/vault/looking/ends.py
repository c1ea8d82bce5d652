"""Where a picture ends: its segments, scans or chunks walked to the mark that closes it."""

from __future__ import annotations

import mmap
import re

MARK = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
"""The next mark within a scan: stuffed bytes and restart marks belong to the scan."""
SOS, EOI, ALONE = 0xDA, 0xD9, (0x01, 0xD8)


def end_of_jpeg(data: mmap.mmap | bytes) -> int | None:
    """The place after the end-of-image mark; None where there is none."""
    at, inside = 2, False
    while True:
        found = MARK.search(data, at)
        if found is None or (not inside and found.start() != at):
            return None
        at, mark = found.end(), data[found.end() - 1]
        if mark == EOI:
            return at
        if mark in ALONE:
            continue
        length = int.from_bytes(data[at : at + 2], "big")
        if length < 2:
            return None
        at, inside = at + length, mark == SOS


def end_of_png(data: mmap.mmap | bytes) -> int | None:
    """The place after the last chunk; None where there is none."""
    at = 8
    while at + 12 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            return at
    return None
