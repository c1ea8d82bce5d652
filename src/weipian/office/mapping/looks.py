"""How a layer looks on the map: colour, hatch, line and letter together, as on the printed figures."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.figures.grounds import CELL as GROUND_CELL
from weipian.figures.grounds import Ground
from weipian.figures.land import CELL as LAND_CELL
from weipian.figures.land import HATCHES, look_of
from weipian.figures.marks import HATCHES as MARK_HATCHES
from weipian.figures.marks import Mark
from weipian.terms.words import LayerKind


@dataclass(frozen=True, slots=True)
class Swatch:
    """A hatch as a square picture (SVG) that goes on over its edges; `codes`: the classes that it is for."""

    key: str
    label: str
    fill: str
    svg: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LayerLook:
    """`dash` in widths of the line, () for a whole one; `first`: whether it is on from the beginning."""

    letter: str
    colour: str
    dash: tuple[int, ...]
    hatch: str
    cell: int = GROUND_CELL
    first: bool = False

    def swatch(self, key: str, label: str) -> Swatch:
        return Swatch(key, label, self.colour, picture(self.cell, self.hatch.format(self.colour)))


def _ground(one: Ground, dash: tuple[int, ...], *, first: bool) -> LayerLook:
    return LayerLook(one.look.letter, one.look.colour, dash, one.look.hatch, first=first)


RISING = '<path d="M-4 84L84 -4M-4 44L44 -4M36 84L84 36" stroke="{}" stroke-width="3"/>'
DOTTED = '<circle cx="20" cy="20" r="5" fill="{0}"/><circle cx="60" cy="60" r="5" fill="{0}"/>'
GRID = '<path d="M40 0V80M0 40H80" stroke="{}" stroke-width="2"/>'
LEVEL = '<path d="M0 20H80M0 60H80" stroke="{}" stroke-width="3"/>'
LOOKS: dict[LayerKind, LayerLook] = {
    LayerKind.PERMANENT_BASIC_FARMLAND: _ground(Ground.FARMLAND, (), first=True),
    LayerKind.ECOLOGICAL_REDLINE: _ground(Ground.REDLINE, (6, 2, 1, 2), first=True),
    LayerKind.APPROVAL_BOUNDARY: _ground(Ground.APPROVAL, (4, 2), first=True),
    LayerKind.URBAN_GROWTH_BOUNDARY: LayerLook("城", "#AD1457", (8, 3), GRID),
    LayerKind.MINING_LICENCE: LayerLook("矿", "#4E342E", (3, 1), RISING),
    LayerKind.FACILITY_FARMLAND: LayerLook("设", "#00695C", (2, 2), DOTTED),
    LayerKind.TEMPORARY_USE: LayerLook("临", "#B71C1C", (1, 1), LEVEL),
    LayerKind.RURAL_ROAD: LayerLook("路", "#546E7A", (5, 1), ""),
    LayerKind.SOLAR: LayerLook("光", "#F57F17", (3, 3), GRID),
    LayerKind.KEY_AREA: LayerLook("重", "#C2185B", (6, 3), ""),
    LayerKind.EARLIER_PATCHES: LayerLook("往", "#6D4C41", (1, 2), LEVEL),
    LayerKind.TOWNSHIP: LayerLook("界", "#37474F", (8, 2, 2, 2), "", first=True),
}


MARKS = tuple(reversed(Mark))
"""What the map tells apart, the most urgent first; 疑 is not determined, and the machine could not say either."""


def picture(cell: int, drawn: str, fill: str = "none") -> str:
    """An SVG that repeats."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 {cell} {cell}">'
        f'<rect width="{cell}" height="{cell}" fill="{fill}"/>{drawn}</svg>'
    )


def land_swatches(codes: list[str]) -> list[Swatch]:
    """A look for every class that is there, classes of one look together."""
    groups: dict[str, list[str]] = {}
    for code in codes:
        groups.setdefault(look_of(code).key, []).append(code)
    return [
        Swatch(
            key, look.label, look.fill, picture(LAND_CELL, HATCHES[look.hatch].format(look.ink), look.fill), tuple(some)
        )
        for key, some in sorted(groups.items())
        for look in [look_of(some[0])]
    ]


def mark_swatches() -> list[Swatch]:
    """The looks of the determinations."""
    return [
        Swatch(mark.name.lower(), f"{mark.look.letter} {mark.look.label}", mark.look.colour,
               picture(24, MARK_HATCHES[mark.look.hatch], mark.look.colour))
        for mark in MARKS
    ]  # fmt: skip
