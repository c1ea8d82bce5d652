"""The Chinese face that figures are lettered in: widths and outlines, each taken from the font once.

Noto Sans SC (OFL), from the package `pylopdf-fonts-zh-cn`; the same on every machine, so figures are too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

EM = 1000
MISSING = "〓"
"""What printers set for a character that no fount has (GB/T 7714 and the press's own custom)."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """`path` in the font's units, y upwards; empty for a blank."""

    path: str
    advance: int


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font; glyphs that were asked for are kept."""

    names: dict[int, str]
    outlines: Any
    kept: dict[str, Glyph] = field(default_factory=dict)

    def covers(self, character: str) -> bool:
        return ord(character) in self.names

    def glyph(self, character: str) -> Glyph:
        """The character's, or the mark for a missing one."""
        found = self.kept.get(character)
        if found is None:
            found = self.kept[character] = self._drawn(character if self.covers(character) else MISSING)
        return found

    def _drawn(self, character: str) -> Glyph:
        from fontTools.pens.svgPathPen import SVGPathPen

        outline = self.outlines[self.names[ord(character)]]
        pen = SVGPathPen(self.outlines, ntos=lambda value: str(round(value)))
        outline.draw(pen)
        return Glyph(pen.getCommands(), round(outline.width))


@cache
def sans() -> Face:
    """Opened when the first letter is asked for (0.25 s), then kept."""
    from fontTools.ttLib import TTFont
    from pylopdf_fonts_zh_cn import sans_path

    font = TTFont(sans_path(), lazy=True)
    if font["head"].unitsPerEm != EM:
        raise ValueError("units per em")
    return Face(font.getBestCmap(), font.getGlyphSet())


def width_of(words: str, size: float) -> float:
    """How wide words run, in the unit of `size`."""
    face = sans()
    return sum(face.glyph(character).advance for character in words) * size / EM


def fitted(words: str, size: float, most: float) -> str:
    """Words shortened with an ellipsis so that they run no wider than `most`."""
    if width_of(words, size) <= most:
        return words
    while words and width_of(f"{words}…", size) > most:
        words = words[:-1]
    return f"{words}…"
