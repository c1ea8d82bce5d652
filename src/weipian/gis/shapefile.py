"""A Shapefile in GBK with the platform's field names; what does not fit is said, never cut."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from weipian.gis.layer import About, Kind, Layer
from weipian.gis.qml import qml
from weipian.gis.sld import sld
from weipian.gis.writing import clock_at, facts_of, write
from weipian.terms.errors import InputError

ENCODING = "GBK"
TEXT_BYTES = 254
NAME_BYTES = 10
MOST_BYTES = 2**31 - 1
NUMBER_BYTES = 20
SHOWN = 5
STALE = (".qix", ".sbn", ".sbx", ".shp.xml", ".qmd", ".qpj")
"""Indexes and descriptions that other programs lay beside; of another file's shapes they would be wrong."""


def write_shapefile(folder: Path, name: str, layer: Layer, about: About) -> None:
    """.shp .shx .dbf .prj .cpg, a .qml and .sld of the same name that QGIS applies, and a .txt that says what it is.

    Raises InputError `gis_…`, OSError.
    """
    path, short = folder / name, shortened(layer)
    require_fits(short, name)
    with clock_at(about.at):
        options = {"RESIZE": "YES", "DBF_DATE_LAST_UPDATE": about.at[:10]}
        write(path, short, "ESRI Shapefile", encoding=ENCODING, layer_options=options)
    for style in short.styles[:1]:
        path.with_suffix(".qml").write_text(qml(short, style), encoding="utf-8")
        path.with_suffix(".sld").write_text(sld(short, style), encoding="utf-8")
    path.with_suffix(".txt").write_text(_told(layer, about), encoding="utf-8-sig")


def shortened(layer: Layer) -> Layer:
    """The layer under the short names; columns without one are left out, days and flags as the platform writes them."""
    kept = [field for field in layer.fields if field.short]
    return replace(
        layer,
        fields=tuple(replace(field, name=field.short) for field in kept),
        columns={field.short: layer.columns[field.name] for field in kept},
        styles=tuple(replace(s, by=_short(layer, s.by), label=_short(layer, s.label)) for s in layer.styles),
    )


def _short(layer: Layer, name: str) -> str:
    return next(field.short for field in layer.fields if field.name == name)


def require_fits(layer: Layer, where: str) -> None:
    """Names, texts and the whole, before anything is written."""
    for field in layer.fields:
        if len(field.name.encode(ENCODING)) > NAME_BYTES:
            raise ValueError(f"{field.name} is no name for a Shapefile")
        if field.kind in (Kind.TEXT, Kind.AS_ISSUED):
            _require_text(layer, field.name, field.label, where)
    shapes = sum(map(len, layer.wkb)) + 120 * len(layer)
    rows = len(layer) * sum(_widest(layer, field.name, field.kind) for field in layer.fields)
    if max(shapes, rows) > MOST_BYTES:
        raise InputError("gis_too_large", where=where, count=len(layer))


def _require_text(layer: Layer, name: str, label: str, where: str) -> None:
    values = layer.columns[name]
    strange = [str(value) for value in values if value and not _in_gbk(str(value))]
    if strange:
        raise InputError("gis_not_gbk", where=where, column=label, count=len(strange), names=_some(strange))
    long = [str(value) for value in values if value and len(str(value).encode(ENCODING)) > TEXT_BYTES]
    if long:
        raise InputError("gis_too_long", where=where, column=label, count=len(long), names=_some(long))


def _in_gbk(text: str) -> bool:
    try:
        text.encode(ENCODING)
    except UnicodeEncodeError:
        return False
    return True


def _some(texts: list[str]) -> str:
    return "、".join(f"「{text[:40]}」" for text in texts[:SHOWN]) + ("等" if len(texts) > SHOWN else "")


def _widest(layer: Layer, name: str, kind: Kind) -> int:
    if kind is not Kind.TEXT:
        return NUMBER_BYTES
    return max((2 * len(str(value)) for value in layer.columns[name] if value), default=1)


def _told(layer: Layer, about: About) -> str:
    """What the file is and what its columns mean; a Shapefile has no place for it inside."""
    facts = [f"{key}：{value}" for key, value in facts_of(about).items() if value]
    columns = [f"{field.short}\t{field.label}" for field in layer.fields if field.short]
    return "\r\n".join([*facts, "", "字段\t含义", *columns, ""])
