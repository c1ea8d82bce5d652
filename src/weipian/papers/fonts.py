"""The fonts that papers are set in: which files, that they are those, and which characters they have.

Two come with the package `pylopdf-fonts-zh-cn`; one, cut to the rare characters that those lack, lies here with its
licence. What none of them has stands as 〓 and is named in a note (decision 0060).
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from weipian.terms.errors import InputError

FACES = Path(__file__).with_name("faces")
PACKAGE = "pylopdf_fonts_zh_cn"
SERIF_NAME = "NotoSerifSC-Regular.otf"
RARE_FAMILY = "LXGW WenKai"
SERIF = "e8f396decc1f0963a016a989c3d8852e863d1350996f573860a80767c83a1cd3"
SANS = "faa6c9df652116dde789d351359f3d7e5d2285a2b2a1f04a2d7244df706d5ea9"
RARE = "272c31886ada6cc30620a5692befe02f33758792b1f7028098ce881f68da8b3a"
MISSING = "〓"
"""What printers set for a character that no fount has."""
NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Font:
    """One file. Another file under its name would give other bytes: its digest is held to."""

    path: Path
    family: str
    digest: str


def packaged() -> Path:
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise InputError("paper_font_missing", where=PACKAGE)
    return Path(found.origin).parent


@cache
def fonts() -> tuple[Font, ...]:
    """In order of preference, each of them checked. Raises InputError."""
    folder = packaged()
    found = (
        Font(folder / SERIF_NAME, "Noto Serif SC", SERIF),
        Font(folder / "NotoSansSC-Regular.otf", "Noto Sans SC", SANS),
        Font(FACES / "rare.ttf", RARE_FAMILY, RARE),
    )
    for one in found:
        if not one.path.is_file():
            raise InputError("paper_font_missing", where=one.path.name)
        if hashlib.sha256(one.path.read_bytes()).hexdigest() != one.digest:
            raise InputError("paper_font_other", where=one.path.name)
    return found


@cache
def covered() -> frozenset[int]:
    """Every character that one of the fonts has."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for one in fonts():
        with TTFont(one.path, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


def missing(text: str) -> tuple[str, ...]:
    """Characters of a text that no font has, each once, as they come."""
    return tuple(dict.fromkeys(one for one in text if one != "\n" and ord(one) not in covered()))


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands for the characters that no font has, and the notes that name them."""

    marks: dict[str, str]

    @classmethod
    def over(cls, texts: Iterable[str]) -> Stand:
        """Alone it is 〓; where there are several each has its number."""
        lost = list(dict.fromkeys(one for text in texts for one in missing(text)))
        if len(lost) == 1:
            return cls({lost[0]: MISSING})
        return cls({one: MISSING + _number(at) for at, one in enumerate(lost)})

    def set(self, text: str) -> str:
        return "".join(self.marks.get(one, one) for one in text) if self.marks else text

    def notes(self) -> list[str]:
        """「〓＝U+20BB7」."""
        return [f"{mark}＝U+{ord(one):04X}" for one, mark in self.marks.items()]


def _number(at: int) -> str:
    return NUMBERS[at] if at < len(NUMBERS) else f"〔{at + 1}〕"
