"""The manifest in the PDF itself: what was issued, by whom, and a digest of every piece, signed by the workspace.

The typesetter leaves a place of fixed length in the keywords, twice in the file (its information and its XMP). The
digest is over the file with that place empty; then both are filled with the same text. PDF/A-2b stays as it was.
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import asdict, dataclass

from weipian.papers.anatomy import Piece, Use, pieces_of
from weipian.papers.drawn import SHORT, page_digests
from weipian.terms.errors import InputError

NAME = "weipian-seal:"
PLACE = re.compile(rb"weipian-seal:([0-9]{5})\.([A-Za-z0-9_.-]+)")
"""How long the text is, and the text; what is left of the place is dots."""
SIZE = re.compile(rb"/Size (\d+)")
EMPTY = b"."
FORMAT = b"weipian-paper-seal/1\n"
ROW = struct.Struct(">I4sHBB")
MOST = 32_000
"""PDF/A allows no longer string (ISO 32000-1 annex C: 32,767 bytes)."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What is sealed: whose books, which paper and edition, the log's head, the day, and the key (base64)."""

    workspace: str
    paper: str
    edition: str
    head: str
    day: str
    key: str


@dataclass(frozen=True, slots=True)
class Draft:
    """All that is to be signed. `pdf` has its place empty."""

    pdf: bytes
    told: bytes
    rows: bytes
    pages: bytes

    def message(self) -> bytes:
        return FORMAT + struct.pack(">HH", len(self.told), len(self.pages)) + self.told + self.pages + self.rows

    def filled(self, signature: bytes) -> bytes:
        """The sealed file. Raises InputError where the place is too small."""
        text = urlsafe_b64encode(self.message()[len(FORMAT) :] + signature).rstrip(b"=")
        room_there = len(_place(self.pdf)[2])
        if len(text) > room_there:
            raise InputError("paper_seal_room", where=NAME)
        body = b"%05d." % len(text) + text + EMPTY * (room_there - len(text))
        return PLACE.sub(lambda _: NAME.encode() + body, self.pdf)


def room(pieces: int, pages: int) -> str:
    """The empty place for so many pieces: rounded up, so that a little more or less gives the same."""
    need = (1_200 + pieces * ROW.size + pages * SHORT) * 4 // 3
    rounded = min(-(-need // 1_024) * 1_024, MOST - 20)
    return NAME + "00000." + "." * rounded


def fits(pdf: bytes) -> tuple[bool, int, int]:
    """Whether the place is enough for the file's pieces; how many pieces and pages there are."""
    sizes = SIZE.findall(pdf, max(pdf.rfind(b"trailer"), 0))
    pieces, pages = int(sizes[-1]) + 3 if sizes else 0, len(re.findall(rb"/Type ?/Page\b", pdf))
    return len(room(pieces, pages)) <= len(_place(pdf)[0]), pieces, pages


def drafted(pdf: bytes, issue: Issue) -> Draft:
    """What is to be signed of a paper just set. Raises InputError where it has no place for a seal."""
    whole, _, space = _place(pdf)
    pieces = pieces_of(pdf)
    digests = page_digests(pdf)
    most = (len(space) * 3 // 4 - 1_200 - len(digests) * SHORT) // ROW.size
    rows = b"".join(_row(pdf, one) for one in merged(pieces, max(most, 1)))
    facts = {**asdict(issue), "length": len(pdf), "digest": hashlib.sha256(pdf).hexdigest(), "place": len(whole)}
    told = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return Draft(pdf, told, rows, b"".join(digests))


def sealed(pdf: bytes, issue: Issue, sign: Callable[[bytes], bytes]) -> bytes:
    """The file with its seal. `sign` gives 64 bytes by the workspace's key."""
    draft = drafted(pdf, issue)
    return draft.filled(sign(draft.message()))


def merged(pieces: list[Piece], most: int) -> list[Piece]:
    """Neighbours of one page put together until there are no more than `most`: of a thick volume only."""
    found = pieces
    step = 2
    while len(found) > most:
        found = [_one_of(pieces[at : at + step]) for at in range(0, len(pieces), step)]
        step += 1
    return found


def _one_of(pieces: list[Piece]) -> Piece:
    pages = {one.page for one in pieces}
    page = pages.pop() if len(pages) == 1 else 0
    return Piece(pieces[0].start, pieces[-1].end, Use.PAGE if page else Use.FRAME, page)


def _row(pdf: bytes, piece: Piece) -> bytes:
    digest = hashlib.sha256(pdf[piece.start : piece.end]).digest()[:4]
    return ROW.pack(piece.end - piece.start, digest, min(piece.page, 65_535), piece.use, min(piece.at, 255))


def _place(pdf: bytes) -> tuple[bytes, bytes, bytes]:
    """The place whole, its number and its body. Raises InputError where it is not there twice and alike."""
    found = list(PLACE.finditer(pdf))
    if len(found) != 2 or found[0][0] != found[1][0]:
        raise InputError("paper_seal_place", where=NAME)
    return found[0][0], found[0][1], found[0][2]


@dataclass(frozen=True, slots=True)
class Read:
    """A seal as it stands in a file. `message` is what was signed."""

    issue: Issue
    length: int
    digest: str
    place: int
    pages: tuple[bytes, ...]
    rows: tuple[tuple[int, bytes, int, Use, int], ...]
    message: bytes
    signature: bytes


def read(text: bytes) -> Read | None:
    """A seal from its place's text; None where it is none."""
    found = PLACE.fullmatch(text)
    if found is None or not int(found[1]):
        return None
    body = found[2][: int(found[1])]
    try:
        blob = urlsafe_b64decode(body + b"=" * (-len(body) % 4))
        long, pages = struct.unpack_from(">HH", blob)
        told = json.loads(blob[4 : 4 + long])
        at = 4 + long + pages
        rows = tuple(
            (size, digest, page, Use(use), which) for size, digest, page, use, which in ROW.iter_unpack(blob[at:-64])
        )
        issue = Issue(**{name: str(told[name]) for name in Issue.__slots__})
        digests = tuple(blob[start : start + SHORT] for start in range(4 + long, at, SHORT))
        return Read(
            issue, int(told["length"]), str(told["digest"]), int(told["place"]), digests, rows,
            FORMAT + blob[:-64], blob[-64:],
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, struct.error):
        return None
