"""The same style as SLD 1.1, for GIS that read no QML: fill, hatch and letter for each value."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from weipian.gis.layer import Layer, Look, Style
from weipian.gis.symbols import APART_MM, FILL_ALPHA, FONT, HATCHES

SPACES = {
    "xmlns": "http://www.opengis.net/sld",
    "xmlns:se": "http://www.opengis.net/se",
    "xmlns:ogc": "http://www.opengis.net/ogc",
    "xmlns:xlink": "http://www.w3.org/1999/xlink",
}
PIXEL_MM = 0.28
"""A pixel in the standard."""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sld(layer: Layer, style: Style) -> str:
    """The whole document."""
    root = Element("StyledLayerDescriptor", {"version": "1.1.0", **SPACES})
    named = SubElement(root, "NamedLayer")
    SubElement(named, "se:Name").text = layer.name
    user = SubElement(named, "UserStyle")
    SubElement(user, "se:Name").text = style.name
    rules = SubElement(user, "se:FeatureTypeStyle")
    for look in style.looks:
        rules.append(_rule(style.by, look))
    indent(root, " ")
    return HEAD + tostring(root, encoding="unicode") + "\n"


def _rule(by: str, look: Look) -> Element:
    rule = Element("se:Rule")
    SubElement(rule, "se:Name").text = look.label
    title = SubElement(SubElement(rule, "se:Description"), "se:Title")
    title.text = look.title
    equal = SubElement(SubElement(rule, "ogc:Filter"), "ogc:PropertyIsEqualTo")
    SubElement(equal, "ogc:PropertyName").text = by
    SubElement(equal, "ogc:Literal").text = look.value
    _fill(rule, look)
    if not look.sign:
        return rule
    for angle in HATCHES.get(look.hatch, ()):
        _hatch(rule, "horline", angle, look)
    if look.hatch == "dots":
        _hatch(rule, "circle", 0, look)
    _letter(rule, look)
    return rule


def _fill(rule: Element, look: Look) -> None:
    polygon = SubElement(rule, "se:PolygonSymbolizer")
    if look.sign:
        fill = SubElement(polygon, "se:Fill")
        _parameter(fill, "fill", look.colour)
        _parameter(fill, "fill-opacity", f"{FILL_ALPHA / 255:.2f}")
    stroke = SubElement(polygon, "se:Stroke")
    _parameter(stroke, "stroke", look.colour)
    _parameter(stroke, "stroke-width", "2" if look.sign or not look.letter else "4")


def _hatch(rule: Element, sign: str, angle: int, look: Look) -> None:
    """Lines of the standard run clockwise, QGIS's against the clock."""
    fill = SubElement(SubElement(rule, "se:PolygonSymbolizer"), "se:Fill")
    graphic = SubElement(SubElement(fill, "se:GraphicFill"), "se:Graphic")
    mark = SubElement(graphic, "se:Mark")
    SubElement(mark, "se:WellKnownName").text = sign
    if sign == "circle":
        _parameter(SubElement(mark, "se:Fill"), "fill", look.colour)
    else:
        stroke = SubElement(mark, "se:Stroke")
        _parameter(stroke, "stroke", look.colour)
        _parameter(stroke, "stroke-width", "1")
    SubElement(graphic, "se:Size").text = "3" if sign == "circle" else f"{APART_MM / PIXEL_MM:.0f}"
    SubElement(SubElement(graphic, "se:Rotation"), "ogc:Literal").text = str(-angle)


def _letter(rule: Element, look: Look) -> None:
    text = SubElement(rule, "se:TextSymbolizer")
    SubElement(SubElement(text, "se:Label"), "ogc:Literal").text = look.letter
    font = SubElement(text, "se:Font")
    _parameter(font, "font-family", FONT)
    _parameter(font, "font-size", "13")
    place = SubElement(SubElement(SubElement(text, "se:LabelPlacement"), "se:PointPlacement"), "se:AnchorPoint")
    SubElement(place, "se:AnchorPointX").text = "0.5"
    SubElement(place, "se:AnchorPointY").text = "0.5"
    halo = SubElement(text, "se:Halo")
    SubElement(halo, "se:Radius").text = "1.5"
    _parameter(SubElement(halo, "se:Fill"), "fill", "#FFFFFF")
    _parameter(SubElement(text, "se:Fill"), "fill", look.colour)


def _parameter(parent: Element, name: str, value: str) -> None:
    SubElement(parent, "se:SvgParameter", name=name).text = value
