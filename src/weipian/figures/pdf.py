"""A figure as a PDF of one page, in lines and areas as it was drawn: it stays sharp on a wall.

Our own figures alone: their letters are outlines already (`lettering`), so no font goes in and no word can be searched.
The same figure gives the same bytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree import ElementTree as Tree

from weipian.figures.lettering import lettered
from weipian.figures.pdf_paths import circle_ops, numbers, path_ops, shown

POINTS_MM = 72 / 25.4
PATTERN = re.compile(r"url\(#([^)]+)\)")
MOVE = re.compile(r"(translate|scale|rotate)\(([^)]*)\)")
INHERITED = ("fill", "stroke", "stroke-width", "stroke-linejoin", "stroke-dasharray", "fill-rule")
JOINS = {"miter": 0, "round": 1, "bevel": 2}
QUARTER = {-90: "0 -1 1 0 0 0", 90: "0 1 -1 0 0 0"}
Style = dict[str, str]


@dataclass(slots=True)
class _Sheet:
    """`shapes`: outlines that are used by name; `glyphs`, `patterns`: those that the page asks for, in order."""

    shapes: dict[str, str] = field(default_factory=dict)
    tiles: dict[str, Tree.Element] = field(default_factory=dict)
    glyphs: dict[tuple[str, str], str] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)

    def define(self, root: Tree.Element) -> None:
        for one in root.iter():
            name = one.get("id")
            if name and _kind(one) == "pattern":
                self.tiles[name] = one
            elif name:
                self.shapes[name] = one.get("d", "")

    def drawn(self, element: Tree.Element, style: Style) -> Iterable[str]:
        """Operators of an element and what is in it. Raises ValueError for what no figure of ours has."""
        own = {**style, **{name: value for name in INHERITED if (value := element.get(name)) is not None}}
        match _kind(element):
            case "defs" | "title":
                return
            case "svg" | "g":
                moved = list(_moves(element.get("transform", "")))
                yield from ["q", *moved] if moved else []
                for one in element:
                    yield from self.drawn(one, own)
                yield from ["Q"] if moved else []
            case "use":
                yield from self._used(element, own)
            case _:
                yield from self._painted(_outline(element), own)

    def _used(self, element: Tree.Element, style: Style) -> Iterable[str]:
        paint = _paint(style)
        if not paint:
            return
        key = (element.get("href", "").removeprefix("#"), paint)
        name = self.glyphs.setdefault(key, f"G{len(self.glyphs)}")
        yield f"q {' '.join(self._inks(style))} 1 0 0 1 {element.get('x', '0')} 0 cm /{name} Do Q"

    def _painted(self, outline: str, style: Style) -> Iterable[str]:
        paint = _paint(style)
        if outline and paint:
            yield f"q {' '.join(self._inks(style))} {outline} {paint} Q"

    def _inks(self, style: Style) -> Iterable[str]:
        fill, stroke = style.get("fill", "#000"), style.get("stroke", "none")
        if fill != "none":
            found = PATTERN.fullmatch(fill)
            yield f"/Pattern cs /{self._pattern(found[1])} scn" if found else f"{_rgb(fill)} rg"
        if stroke != "none":
            join = JOINS[style.get("stroke-linejoin", "miter")]
            yield f"{_rgb(stroke)} RG {style.get('stroke-width', '1')} w {join} j"
            dash = style.get("stroke-dasharray", "none")
            yield f"[{dash}] 0 d" if dash not in ("none", "") else "[] 0 d"

    def _pattern(self, name: str) -> str:
        return self.patterns.setdefault(name, f"P{len(self.patterns)}")


def drawn_pdf(svg: str, width_mm: float, height_mm: float) -> bytes:
    """The figure as large as it goes on a sheet of this size, in its middle."""
    plain = lettered(svg).svg if "<text " in svg else svg
    root = Tree.fromstring(plain)  # noqa: S314  our own figure, not anyone's
    _, _, wide, high = map(float, root.get("viewBox", "").split())
    width, height = width_mm * POINTS_MM, height_mm * POINTS_MM
    scale = min(width / wide, height / high)
    left, top = (width - wide * scale) / 2, height - (height - high * scale) / 2
    base = f"{shown(scale)} 0 0 {shown(-scale)} {shown(left)} {shown(top)}"
    sheet = _Sheet()
    sheet.define(root)
    page = " ".join(["q", base, "cm", *sheet.drawn(root, {}), "Q"])
    title = next((one.text or "" for one in root if _kind(one) == "title"), "")
    return _file(sheet, page, base, (width, height), title)


def _kind(element: Tree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _moves(text: str) -> Iterable[str]:
    for kind, words in MOVE.findall(text):
        found = numbers(words)
        match kind:
            case "translate":
                yield f"1 0 0 1 {shown(found[0])} {shown(found[1] if len(found) > 1 else 0)} cm"
            case "scale":
                yield f"{shown(found[0])} 0 0 {shown(found[-1])} 0 0 cm"
            case _:
                yield f"{QUARTER[round(found[0])]} cm"


def _paint(style: Style) -> str:
    fills, strokes = style.get("fill", "#000") != "none", style.get("stroke", "none") != "none"
    even = "*" if fills and style.get("fill-rule") == "evenodd" else ""
    return {(True, True): "B", (True, False): "f", (False, True): "S"}.get((fills, strokes), "") + even


def _rgb(colour: str) -> str:
    digits = colour.removeprefix("#")
    whole = "".join(one * 2 for one in digits) if len(digits) == len("abc") else digits
    return " ".join(shown(int(whole[at : at + 2], 16) / 255) for at in (0, 2, 4))


def _outline(element: Tree.Element) -> str:
    match _kind(element):
        case "path":
            return path_ops(element.get("d", ""))
        case "rect":
            return " ".join(element.get(name, "0") for name in ("x", "y", "width", "height")) + " re"
        case "circle":
            return circle_ops(*(float(element.get(name, "0")) for name in ("cx", "cy", "r")))
    raise ValueError(f"no figure of ours has {element.tag}")


def _file(sheet: _Sheet, page: str, base: str, size: tuple[float, float], title: str) -> bytes:
    """The objects, one after the other, with the table of where each begins."""
    glyphs = [f"{path_ops(sheet.shapes[name])} {paint}" for name, paint in sheet.glyphs]
    tiles = [_tile(sheet, sheet.tiles[name]) for name in sheet.patterns]
    first = 6
    names = [f"/{name} {first + k} 0 R" for k, name in enumerate(sheet.glyphs.values())]
    hatches = [f"/{name} {first + len(glyphs) + k} 0 R" for k, name in enumerate(sheet.patterns.values())]
    resources = f"<</XObject<<{' '.join(names)}>>/Pattern<<{' '.join(hatches)}>>>>"
    box = f"[0 0 {shown(size[0])} {shown(size[1])}]"
    form = "/Type/XObject/Subtype/Form/BBox[-2000 -2000 4000 4000]/Resources<<>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(zh-CN)/ViewerPreferences<</DisplayDocTitle true>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Contents 4 0 R/Resources{resources}>>".encode(),
        _stream("", page),
        b"<</Title<feff" + title.encode("utf-16-be").hex().encode() + b">>>",
        *(_stream(form, one) for one in glyphs),
        *(_stream(_tiling(sheet.tiles[name], base), one) for name, one in zip(sheet.patterns, tiles, strict=True)),
    ]
    out, places = bytearray(b"%PDF-1.7\n%\xe5\x9b\xbe\xe4\xbb\xb6\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return (
        bytes(out)
        + (
            f"{head}trailer\n<</Size {len(objects) + 1}/Root 1 0 R/Info 5 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
        ).encode()
    )


def _tile(sheet: _Sheet, tile: Tree.Element) -> str:
    return " ".join(part for one in tile for part in sheet.drawn(one, {}))


def _tiling(tile: Tree.Element, base: str) -> str:
    wide, high = tile.get("width", "0"), tile.get("height", "0")
    return (
        f"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 {wide} {high}]/XStep {wide}/YStep {high}"
        f"/Matrix[{base}]/Resources<<>>"
    )


def _stream(words: str, body: str) -> bytes:
    packed = zlib.compress(body.encode(), 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (words.encode(), len(packed), packed)
