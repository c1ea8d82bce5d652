"""How a determination looks: colour, hatch and letter together, so that grey print and every eye can read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from weipian.figures.svg import units
from weipian.terms.words import Conclusion, Determination


@dataclass(frozen=True, slots=True)
class Look:
    letter: str
    label: str
    colour: str
    hatch: str
    shape: str


class Marked(Enum):
    """A list of marks, from the least to the most urgent, in drawing order; each value is its look."""

    @property
    def look(self) -> Look:
        found: Look = self.value
        return found

    @property
    def rank(self) -> int:
        return [*type(self)].index(self)


class Mark(Marked):
    """What a patch shows on a map; from the least to the most urgent, in drawing order."""

    OTHER_USE = Look("其", "其他用地", "#1565C0", "dots", "triangle")
    LAWFUL = Look("合", "合法", "#1B7F3B", "lines", "circle")
    UNDETERMINED = Look("未", "未判定", "#5F6368", "none", "ring")
    IN_DOUBT = Look("疑", "存疑待补证", "#9A5B00", "level", "square")
    UNLAWFUL = Look("违", "违法", "#C62828", "cross", "diamond")

    @classmethod
    def of(cls, determination: Determination, proposal: Conclusion | None = None) -> Mark:
        """The mark of a determination; where there is none yet, a doubtful proposal shows as 疑."""
        match determination:
            case Determination.LAWFUL_NEW:
                return cls.LAWFUL
            case Determination.UNLAWFUL_NEW | Determination.UNLAWFUL_EXISTING | Determination.UNLAWFUL_FARMING:
                return cls.UNLAWFUL
            case Determination.OTHER_USE:
                return cls.OTHER_USE
            case Determination.UNDETERMINED:
                return cls.IN_DOUBT if proposal is Conclusion.IN_DOUBT else cls.UNDETERMINED


HATCHES = {
    "lines": '<path d="M0 24L24 0" stroke="#fff" stroke-width="5"/>',
    "cross": '<path d="M0 24L24 0M0 0L24 24" stroke="#fff" stroke-width="4"/>',
    "dots": '<circle cx="12" cy="12" r="5" fill="#fff"/>',
    "upright": '<path d="M12 0V24" stroke="#fff" stroke-width="5"/>',
    "grid": '<path d="M12 0V24M0 12H24" stroke="#fff" stroke-width="4"/>',
    "level": '<path d="M0 12H24" stroke="#fff" stroke-width="6"/>',
    "none": "",
}


def hatch_defs(prefix: str, marks: type[Marked] = Mark) -> str:
    """Pattern definitions; `prefix` keeps the ids of two figures on one page apart."""
    patterns = "".join(
        f'<pattern id="{prefix}{mark.name.lower()}" width="24" height="24" patternUnits="userSpaceOnUse">'
        f'<rect width="24" height="24" fill="{mark.look.colour}"/>{HATCHES[mark.look.hatch]}</pattern>'
        for mark in marks
    )
    return f"<defs>{patterns}</defs>"


def symbol(mark: Marked, x_mm: float, y_mm: float, reach_mm: float) -> str:
    """The mark's sign with its letter where there is room; each mark has an outline of its own."""
    x, y, r = units(x_mm), units(y_mm), units(reach_mm)
    look = mark.look
    empty = look.shape == "ring"
    fill, ink = ("#fff", look.colour) if empty else (look.colour, "#fff")
    edge = f'fill="{fill}" stroke="{look.colour if empty else "#fff"}" stroke-width="{7 if empty else 4}"'
    sign = outline(look.shape, x, y, r, edge)
    if reach_mm < 1.25:
        return sign
    size = round(r * 1.12)
    drop = round(size * 0.36) + (round(r * 0.14) if look.shape == "triangle" else 0)
    letter = f'<text x="{x}" y="{y + drop}" font-size="{size}" text-anchor="middle" font-weight="700" fill="{ink}">'
    return f"{sign}{letter}{look.letter}</text>"


def outline(shape: str, x: int, y: int, r: int, edge: str) -> str:
    """A sign of that shape around a place, in whole units."""
    match shape:
        case "triangle":
            wide, high = round(r * 1.25), round(r * 1.3)
            return f'<path d="M{x} {y - high}L{x + wide} {y + round(r * 0.85)}H{x - wide}z" {edge}/>'
        case "square":
            side = round(r * 0.92)
            return f'<rect x="{x - side}" y="{y - side}" width="{2 * side}" height="{2 * side}" {edge}/>'
        case "diamond":
            far = round(r * 1.25)
            return f'<path d="M{x} {y - far}L{x + far} {y}L{x} {y + far}L{x - far} {y}z" {edge}/>'
    return f'<circle cx="{x}" cy="{y}" r="{r}" {edge}/>'
