"""A look as QGIS draws it: a light fill, a hatch and an outline in the colour, a sign with the letter at the middle."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from weipian.gis.layer import Look

FILL_ALPHA = 90
HATCHES: Mapping[str, tuple[int, ...]] = {"lines": (45,), "cross": (45, 135), "level": (0,), "upright": (90,)}
"""Angles of the lines; dots are points, none is none."""
APART_MM = 2.4
LETTER_FROM = 100_000
"""From this scale on a sign is large enough for its letter."""
SIGNS = {"ring": "circle"}
WIDER: Mapping[str, float] = {"diamond": 1.3, "triangle": 1.2}
"""Signs with corners need more room for the same letter."""
FONT = "Microsoft YaHei"
WHITE = "255,255,255,255"
INK = "35,35,35,255"


def symbol_of(look: Look, name: str) -> Element:
    """The `<symbol>` of one look."""
    found = _symbol("fill", name)
    if not look.sign:
        return _outlined(found, look)
    _layer(found, "SimpleFill", {
        "color": rgba(look.colour, FILL_ALPHA), "style": "solid", "outline_color": rgba(look.colour),
        "outline_style": "solid", "outline_width": "0.46", "outline_width_unit": "MM", "joinstyle": "miter",
    })  # fmt: skip
    for angle in HATCHES.get(look.hatch, ()):
        _lines(found, name, look, angle)
    if look.hatch == "dots":
        _dots(found, name, look)
    _sign(found, name, look, 1.7, f"@map_scale > {LETTER_FROM}", letter=False)
    _sign(found, name, look, 4.6, f"@map_scale <= {LETTER_FROM}", letter=True)
    return found


def _outlined(symbol: Element, look: Look) -> Element:
    width = "1.1" if look.letter else "0.5"
    line = {"outline_color": rgba(look.colour), "outline_style": "solid", "outline_width": width}
    _layer(symbol, "SimpleFill", {"style": "no", **line, "outline_width_unit": "MM", "joinstyle": "miter"})
    return symbol


def rgba(colour: str, alpha: int = 255) -> str:
    """#RRGGBB as QGIS writes colours."""
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + f",{alpha}"


def _lines(symbol: Element, name: str, look: Look, angle: int) -> None:
    props = {"angle": str(angle), "distance": str(APART_MM), "distance_unit": "MM", "color": rgba(look.colour)}
    layer = _layer(symbol, "LinePatternFill", props)
    line = _symbol("line", _inner(symbol, name))
    width = {"line_color": rgba(look.colour), "line_width": "0.3", "line_width_unit": "MM", "line_style": "solid"}
    _layer(line, "SimpleLine", width)
    layer.append(line)


def _dots(symbol: Element, name: str, look: Look) -> None:
    apart = {"distance_x": str(APART_MM), "distance_y": str(APART_MM), "displacement_x": str(APART_MM / 2)}
    layer = _layer(symbol, "PointPatternFill", {**apart, "distance_x_unit": "MM", "distance_y_unit": "MM"})
    dot = _symbol("marker", _inner(symbol, name))
    _layer(dot, "SimpleMarker", _marker("circle", rgba(look.colour), rgba(look.colour), 0.9))
    layer.append(dot)


def _sign(symbol: Element, name: str, look: Look, size: float, when: str, *, letter: bool) -> None:
    layer = _layer(symbol, "CentroidFill", {"point_on_surface": "1", "point_on_all_parts": "0"}, when)
    empty = look.sign == "ring"
    fill, ink = (WHITE, rgba(look.colour)) if empty else (rgba(look.colour), WHITE)
    sign = _symbol("marker", _inner(symbol, name))
    wide = size * WIDER.get(look.sign, 1.0)
    _layer(sign, "SimpleMarker", _marker(SIGNS.get(look.sign, look.sign), fill, ink, wide))
    if letter:
        drop = size * 0.1 if look.sign == "triangle" else 0.0
        _layer(sign, "FontMarker", {
            "font": FONT, "chr": look.letter, "color": ink, "size": f"{size * 0.56:.2f}", "size_unit": "MM",
            "horizontal_anchor_point": "1", "vertical_anchor_point": "1", "offset": f"0,{drop:.2f}",
            "outline_width": "0", "joinstyle": "bevel",
        })  # fmt: skip
    layer.append(sign)


def _marker(shape: str, fill: str, outline: str, size: float) -> dict[str, str]:
    return {
        "name": shape, "color": fill, "outline_color": outline, "outline_style": "solid", "outline_width": "0.25",
        "outline_width_unit": "MM", "size": str(size), "size_unit": "MM", "scale_method": "diameter",
    }  # fmt: skip


def _inner(symbol: Element, name: str) -> str:
    """How QGIS calls the symbol inside the newest layer of a symbol."""
    return f"@{name}@{len(symbol.findall('layer')) - 1}"


def _symbol(kind: str, name: str) -> Element:
    return Element("symbol", {"type": kind, "name": name, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"})


def _layer(symbol: Element, kind: str, props: Mapping[str, str], when: str = "") -> Element:
    """Properties twice, as QGIS itself wrote them between 3.18 and 3.26: older ones read the second form."""
    layer = SubElement(symbol, "layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    options = SubElement(layer, "Option", type="Map")
    for key, value in props.items():
        SubElement(options, "Option", type="QString", name=key, value=value)
    for key, value in props.items():
        SubElement(layer, "prop", k=key, v=value)
    if when:
        _only_when(layer, when)
    return layer


def _only_when(layer: Element, expression: str) -> None:
    outer = SubElement(SubElement(layer, "data_defined_properties"), "Option", type="Map")
    SubElement(outer, "Option", type="QString", name="name", value="")
    enabled = SubElement(
        SubElement(outer, "Option", type="Map", name="properties"), "Option", type="Map", name="enabled"
    )
    SubElement(enabled, "Option", type="bool", name="active", value="true")
    SubElement(enabled, "Option", type="QString", name="expression", value=expression)
    SubElement(enabled, "Option", type="int", name="type", value="3")
    SubElement(outer, "Option", type="QString", name="type", value="collection")
