"""Letters as outlines: a figure that looks the same everywhere and asks for no font (decision 0018).

Figures are drawn with `<text>`, which pages and Typst set in fonts of their own. For a file each text becomes its
glyphs' outlines, every glyph stored once, with the words kept as `aria-label`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape

from weipian.figures.face import EM, MISSING, Face, sans
from weipian.figures.svg import INK, PER_MM

TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
HEAD = re.compile(r'^(<svg [^>]*height=")([\d.]+)(mm" viewBox="0 0 \d+ )(\d+)("[^>]*?) font-family="[^"]*"')
BOLD = 34
"""Width in font units of the stroke that makes a letter bold: the font comes in one weight."""
NOTE_MM = 4.5


@dataclass(frozen=True, slots=True)
class Lettered:
    """A figure without text elements; `missing`: characters that the font lacks, shown as 〓 and named in a note."""

    svg: str
    missing: tuple[str, ...]


def lettered(svg: str) -> Lettered:
    """The figure with its letters as outlines. The same figure gives the same bytes."""
    face = sans()
    texts = [unescape(words) for _, words in TEXT.findall(svg)]
    missing = sorted({one for words in texts for one in words if not face.covers(one)})
    if missing:
        svg = _with_note(svg, missing)
        texts += [_note(missing)]
    drawn = TEXT.sub(lambda found: _run(found[1], unescape(found[2]), face), svg)
    head, middle, rest = HEAD.sub(r"\1\2\3\4\5", drawn, count=1).partition("</title>")
    return Lettered(f"{head}{middle}{_glyphs(texts, face)}{rest}", tuple(missing))


def _note(missing: Iterable[str]) -> str:
    return f"{MISSING} 为字库没有的字：" + "、".join(f"U+{ord(one):04X}" for one in missing)


def _with_note(svg: str, missing: list[str]) -> str:
    """A strip below the figure that names what stands as 〓."""
    found = HEAD.match(svg)
    if found is None:
        raise ValueError("not a figure of ours")
    height, extra = int(found[4]), round(NOTE_MM * PER_MM)
    head = f'{found[1]}{float(found[2]) + NOTE_MM:g}{found[3]}{height + extra}{found[5]} font-family=""'
    words = escape(_note(missing), quote=False)
    strip = (
        f'<path d="M0 {height}h99999v{extra}h-99999z" fill="#fff"/>'
        f'<text x="{PER_MM}" y="{height + round(extra * 0.7)}" font-size="{round(2.6 * PER_MM)}">{words}</text>'
    )
    return f"{head}{svg[found.end() :].removesuffix('</svg>')}{strip}</svg>"


def _name(character: str, face: Face) -> str:
    return f"g{ord(character if face.covers(character) else MISSING):x}"


def _glyphs(texts: Iterable[str], face: Face) -> str:
    """Every outline once. Two figures on one page may both have it: it is the same."""
    wanted = sorted({one for words in texts for one in words})
    named = {_name(one, face): face.glyph(one).path for one in wanted}
    return "<defs>" + "".join(f'<path id="{name}" d="{path}"/>' for name, path in named.items() if path) + "</defs>"


def _run(attributes: str, words: str, face: Face) -> str:
    """One text as outlines: its halo first, then its letters."""
    said = dict(ATTRIBUTE.findall(attributes))
    scale = int(said["font-size"]) / EM
    uses, width = _uses(words, face)
    shift = {"middle": width / 2, "end": width}.get(said.get("text-anchor", ""), 0.0)
    x, y = float(said.get("x", 0)) - (0 if "transform" in said else shift * scale), float(said.get("y", 0))
    moved = f"{said['transform']} translate({-shift * scale:.1f} 0)" if "transform" in said else _moved(x, y)
    fill = said.get("fill", INK)
    bold = BOLD if said.get("font-weight") == "700" else 0
    stroke = f' stroke="{fill}" stroke-width="{bold}"' if bold else ""
    halo = ""
    if "paint-order" in said:
        broad = round(int(said["stroke-width"]) / scale) + bold
        halo = f'<g stroke="{said["stroke"]}" stroke-width="{broad}" stroke-linejoin="round">{uses}</g>'
    return (
        f'<g transform="{moved} scale({scale:g} {-scale:g})" role="img" aria-label="{escape(words)}" fill="{fill}">'
        f"{halo}{f'<g{stroke}>{uses}</g>' if stroke else uses}</g>"
    )


def _moved(x: float, y: float) -> str:
    return f"translate({x:.1f} {y:g})"


def _uses(words: str, face: Face) -> tuple[str, int]:
    at, parts = 0, []
    for character in words:
        glyph = face.glyph(character)
        if glyph.path:
            parts.append(f'<use href="#{_name(character, face)}"' + (f' x="{at}"/>' if at else "/>"))
        at += glyph.advance
    return "".join(parts), at
