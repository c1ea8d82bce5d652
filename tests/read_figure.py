"""A figure read back: its words and where they stand, in mm."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

from weipian.figures.face import width_of
from weipian.figures.svg import PER_MM

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Words:
    """A text with the box of its letters."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Words) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def level_words(svg: str) -> list[Words]:
    """Every text that stands upright, with a box that is a little smaller than its letters' field."""
    found = []
    for one in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        if one.get("transform"):
            continue
        words, size = one.text or "", int(one.get("font-size", 0)) / PER_MM
        x, y, wide = int(one.get("x", 0)) / PER_MM, int(one.get("y", 0)) / PER_MM, width_of(words, size)
        left = x - {"middle": wide / 2, "end": wide}.get(one.get("text-anchor", ""), 0.0)
        found.append(Words(words, left, y - 0.72 * size, left + wide, y))
    return found


def size_mm(svg: str) -> tuple[float, float]:
    root = ElementTree.fromstring(svg)
    return float(root.get("width", "0mm")[:-2]), float(root.get("height", "0mm")[:-2])


def overlapping(svg: str) -> list[tuple[str, str]]:
    """Pairs of texts that lie on each other; the same words at the same place are one."""
    found = level_words(svg)
    return [
        (a.words, b.words) for k, a in enumerate(found) for b in found[k + 1 :] if a.meets(b) and a.words and b.words
    ]


def outside(svg: str) -> list[str]:
    """Texts that run over the sheet's edge."""
    width, height = size_mm(svg)
    return [
        one.words
        for one in level_words(svg)
        if one.words and (one.left < -0.05 or one.right > width + 0.05 or one.top < 0 or one.bottom > height)
    ]
