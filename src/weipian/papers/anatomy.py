"""What a PDF of ours is made of: its objects as they lie in the file, and which page each serves."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Any

import pikepdf

START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
AWAY = frozenset({"/Parent", "/P", "/Dest", "/A", "/W", "/Widths"})
"""Names that lead to other pages, or to numbers alone."""


class Use(IntEnum):
    """What a piece of the file is for."""

    FRAME = 0
    CONTENT = 1
    PICTURE = 2
    FONT = 3
    PAGE = 4
    ABOUT = 5


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes from one object's start to the next; `page` 0: of none or of several; `at`: which picture of the page."""

    start: int
    end: int
    use: Use = Use.FRAME
    page: int = 0
    at: int = 0


def pieces_of(pdf: bytes) -> list[Piece]:
    """The whole file cut at its objects, none of its bytes left out."""
    starts = _offsets(pdf)
    ends = sorted({0, *starts.values(), _table(pdf), len(pdf)})
    uses = {starts[number]: use for number, use in _uses(pdf).items() if number in starts}
    return [Piece(a, b, *uses.get(a, (Use.FRAME, 0, 0))) for a, b in pairwise(ends)]


def _table(pdf: bytes) -> int:
    at = pdf.rfind(b"startxref")
    found = START.match(pdf, at) if at >= 0 else None
    return int(found[1]) if found else len(pdf)


def _offsets(pdf: bytes) -> dict[int, int]:
    """Where each object begins, as the file's own table says."""
    rows = pdf[_table(pdf) :].splitlines()
    found: dict[int, int] = {}
    number = 0
    for row in rows[1:]:
        words = row.split()
        if len(words) == 2 and words[0].isdigit():
            number = int(words[0])
        elif len(words) == 3 and words[2] in (b"n", b"f"):
            if words[2] == b"n":
                found[number] = int(words[0])
            number += 1
        elif row.startswith(b"trailer"):
            break
    return found


Uses = dict[int, tuple[Use, int, int]]


def _uses(pdf: bytes) -> Uses:
    """What each object is for; one that several pages use is of none of them."""
    found: Uses = {}
    fonts: dict[int, tuple[int, ...]] = {}
    with pikepdf.open(io.BytesIO(pdf)) as file:
        for one in (file.Root.get("/Metadata"), file.trailer.get("/Info")):
            if one is not None:
                found[one.objgen[0]] = (Use.ABOUT, 0, 0)
        for page, one in enumerate(file.pages, 1):
            for number, use, at in _of_page(one.obj, fonts):
                before = found.get(number)
                other = before is not None and before[1] != page
                found[number] = (use, 0 if other else page, 0 if other else at)
    return found


def _of_page(page: Any, fonts: dict[int, tuple[int, ...]]) -> Iterator[tuple[int, Use, int]]:
    """Objects of a page with their use; the third number tells which picture of it, else 0. `fonts`: what was found of
    each before, since most pages use the same."""
    yield page.objgen[0], Use.PAGE, 0
    contents = page.get("/Contents")
    for one in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if one is not None and one.objgen[0]:
            yield one.objgen[0], Use.CONTENT, 0
    seen: set[int] = {page.objgen[0]}
    resources = page.get("/Resources", pikepdf.Dictionary())
    for at, (_, picture) in enumerate(_pictures(resources), 1):
        for number in _reached(picture, seen):
            yield number, Use.PICTURE, at
    for number in _of_fonts(resources.get("/Font", pikepdf.Dictionary()), seen, fonts):
        yield number, Use.FONT, 0
    for number in (*_reached(resources, seen), *_reached(page.get("/Annots", pikepdf.Array()), seen)):
        yield number, Use.PAGE, 0


def _of_fonts(page_fonts: Any, seen: set[int], known: dict[int, tuple[int, ...]]) -> Iterator[int]:
    number = page_fonts.objgen[0]
    if number and number not in seen:
        seen.add(number)
        yield number
    for one in dict(page_fonts.items()).values():
        key = one.objgen[0]
        if key not in known:
            known[key] = tuple(_reached(one, set()))
        for each in known[key]:
            if each not in seen:
                seen.add(each)
                yield each
        if not key:
            del known[key]


def _pictures(resources: Any) -> list[tuple[str, Any]]:
    return sorted(resources.get("/XObject", pikepdf.Dictionary()).items())


def _reached(start: Any, seen: set[int]) -> Iterator[int]:
    """Every object that one leads to, itself included, those of `seen` left out; fonts inside drawings too."""
    todo = [start]
    while todo:
        one = todo.pop()
        if not isinstance(one, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)):
            continue
        number = one.objgen[0]
        if number in seen:
            continue
        if number:
            seen.add(number)
            yield number
        if isinstance(one, pikepdf.Array):
            todo.extend(one)
        else:
            todo.extend(value for key, value in one.items() if key not in AWAY)
