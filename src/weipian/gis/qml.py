"""A style as QGIS keeps it (QML): categories by one column, labels at large scales, Chinese names of the columns."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from weipian.gis.layer import Layer, Style
from weipian.gis.symbols import FONT, INK, WHITE, symbol_of

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
VERSION = "3.16.0"


def qml(layer: Layer, style: Style) -> str:
    """The whole document."""
    root = Element("qgis", version=VERSION, styleCategories="Symbology|Labeling|Fields|Forms", labelsEnabled="1")
    root.append(_renderer(style))
    root.append(_labelling(style))
    names = SubElement(root, "aliases")
    for index, field in enumerate(layer.fields):
        SubElement(names, "alias", index=str(index), field=field.name, name=field.label)
    indent(root, " ")
    return DOCTYPE + tostring(root, encoding="unicode") + "\n"


def _renderer(style: Style) -> Element:
    kind = {
        "type": "categorizedSymbol",
        "attr": style.by,
        "enableorderby": "0",
        "symbollevels": "0",
        "forceraster": "0",
    }
    found = Element("renderer-v2", kind)
    categories, symbols = SubElement(found, "categories"), SubElement(found, "symbols")
    for number, look in enumerate(style.looks):
        about = {
            "symbol": str(number),
            "value": look.value,
            "label": look.title,
            "render": "true",
        }
        SubElement(categories, "category", about)
        symbols.append(symbol_of(look, str(number)))
    return found


def _labelling(style: Style) -> Element:
    found = Element("labeling", type="simple")
    settings = SubElement(found, "settings", calloutType="simple")
    text = SubElement(settings, "text-style", {
        "fieldName": style.label, "isExpression": "0", "fontFamily": FONT, "fontSize": "8", "fontSizeUnit": "Point",
        "textColor": INK, "textOpacity": "1",
    })  # fmt: skip
    SubElement(text, "text-buffer", {
        "bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM", "bufferColor": WHITE, "bufferOpacity": "1",
    })  # fmt: skip
    SubElement(settings, "placement", {
        "placement": "1", "quadOffset": "7", "yOffset": "3", "offsetUnits": "MM", "centroidInside": "1",
        "centroidWhole": "1", "priority": "5",
    })  # fmt: skip
    SubElement(settings, "rendering", {
        "scaleVisibility": "1", "scaleMin": "1", "scaleMax": str(style.labels_from), "obstacle": "0", "drawLabels": "1",
    })  # fmt: skip
    return found
