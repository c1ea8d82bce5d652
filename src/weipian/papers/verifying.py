"""From the PDF alone: whether it is what was issued, and which page, picture or piece is not.

First byte by byte by the pieces that the seal lists; where another program saved the file anew, page by page by what
is drawn. That the key is the workspace's own is for the caller to hold against the log or the books.
"""

from __future__ import annotations

import hashlib
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from weipian.papers.anatomy import Use
from weipian.papers.drawn import page_digests
from weipian.papers.seal import EMPTY, NAME, PLACE, Issue, Read, read
from weipian.record.ed25519 import verified
from weipian.terms.papers import Spot, Standing

SPOTS = {
    Use.FRAME: Spot.FRAME, Use.CONTENT: Spot.CONTENT, Use.PICTURE: Spot.PICTURE,
    Use.FONT: Spot.FONT, Use.PAGE: Spot.PAGE, Use.ABOUT: Spot.ABOUT,
}  # fmt: skip

UNREADABLE = (pikepdf.PdfError, ValueError, AttributeError, TypeError, KeyError, RecursionError)
"""What a broken or hostile file may raise while it is looked at."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is not as it was issued. `page` 0: of none or of several; `at`: which picture of the page; bytes from 0."""

    spot: Spot
    page: int = 0
    at: int = 0
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        place = f"第 {self.page} 页" if self.page else "全卷"
        name = f"第 {self.at} 幅图" if self.spot is Spot.PICTURE and self.at else self.spot.label
        where = f"（字节 {self.start}—{self.end}）" if self.end else ""
        return f"{place}：{name}{where}"


@dataclass(frozen=True, slots=True)
class Examined:
    """`issue` as the seal says, also where it can't be trusted; None without a seal."""

    standing: Standing
    issue: Issue | None = None
    changes: tuple[Change, ...] = ()
    pages: int = 0

    @property
    def whole(self) -> bool:
        return self.standing is Standing.WHOLE


def examined(pdf: bytes) -> Examined:
    """What became of a file. Never raises: a file that can't be read is told as such."""
    texts = list(dict.fromkeys(one[0] for one in PLACE.finditer(pdf)))
    seals = [one for one in map(read, texts) if one is not None]
    if not seals:
        return _inside(pdf)
    signed = [one for one in seals if _signed(one)]
    if not signed:
        return Examined(Standing.FORGED, seals[0].issue, (Change(Spot.SEAL),), len(seals[0].pages))
    return _against(pdf, signed[0])


def _signed(seal: Read) -> bool:
    try:
        return verified(b64decode(seal.issue.key), seal.message, seal.signature)
    except ValueError:
        return False


def _inside(pdf: bytes) -> Examined:
    """The seal may lie packed where another program saved the file."""
    try:
        with pikepdf.open(BytesIO(pdf)) as file:
            seal = read(str(file.docinfo.get("/Keywords", "")).encode())
    except UNREADABLE:
        return Examined(Standing.UNSEALED)
    if seal is None:
        return Examined(Standing.UNSEALED)
    if not _signed(seal):
        return Examined(Standing.FORGED, seal.issue, (Change(Spot.SEAL),), len(seal.pages))
    return _by_pages(pdf, seal)


def emptied(pdf: bytes) -> bytes:
    """The file as it was before its seal was put in."""
    return PLACE.sub(lambda one: NAME.encode() + b"00000." + EMPTY * len(one[2]), pdf)


def _against(pdf: bytes, seal: Read) -> Examined:
    bare = emptied(pdf)
    alike = _alike(pdf, seal)
    if alike and len(bare) == seal.length and hashlib.sha256(bare).hexdigest() == seal.digest:
        return Examined(Standing.WHOLE, seal.issue, (), len(seal.pages))
    changes = list(_changes(bare, seal))
    if len(changes) > len(seal.rows) // 2:
        return _by_pages(pdf, seal)
    if not alike or not changes:
        changes.append(Change(Spot.SEAL))
    if len(bare) != seal.length:
        changes.append(Change(Spot.LENGTH, start=min(len(bare), seal.length), end=max(len(bare), seal.length)))
    return Examined(Standing.CHANGED, seal.issue, tuple(changes), len(seal.pages))


def _alike(pdf: bytes, seal: Read) -> bool:
    """The seal stands twice, both the same, and nothing else in what is left of its place."""
    copies = list(PLACE.finditer(pdf))
    if len(copies) != 2 or copies[0][0] != copies[1][0] or len(copies[0][0]) != seal.place:
        return False
    return not copies[0][2][int(copies[0][1]) :].strip(EMPTY)


def _changes(bare: bytes, seal: Read) -> Iterator[Change]:
    """Pieces that stand neither where they were nor as far from the end as they were."""
    shift, at = len(bare) - seal.length, 0
    for size, digest, page, use, which in seal.rows:
        if not any(hashlib.sha256(bare[a : a + size]).digest()[:4] == digest for a in {at, at + shift} if a >= 0):
            yield Change(SPOTS[use], page, which, at, at + size)
        at += size


def _by_pages(pdf: bytes, seal: Read) -> Examined:
    """Another program wrote the file: is what is drawn still the same?"""
    try:
        found = page_digests(pdf)
    except UNREADABLE:
        return Examined(Standing.CHANGED, seal.issue, (Change(Spot.FRAME, end=len(pdf)),), len(seal.pages))
    if found == list(seal.pages):
        return Examined(Standing.SAVED_AGAIN, seal.issue, (), len(seal.pages))
    lost = [Change(Spot.CONTENT, page) for page, one in enumerate(seal.pages, 1) if one not in found]
    if not lost or len(found) != len(seal.pages):
        lost.append(Change(Spot.PAGES))
    return Examined(Standing.CHANGED, seal.issue, tuple(lost), len(seal.pages))
