"""GeoJSON in degrees of CGCS2000: for web maps and looking, not for measuring again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely

from weipian.geometry.crs import Crs
from weipian.gis.layer import About, Kind, Layer
from weipian.gis.placing import placed
from weipian.gis.writing import facts_of

DEGREES = 4490
NUMBERS = (Kind.MU, Kind.M2, Kind.RATIO)


def write_geojson(folder: Path, name: str, layer: Layer, about: About) -> None:
    """Areas as numbers with all their decimals. Raises OSError."""
    seen = _in_degrees(layer)
    head = {
        "type": "FeatureCollection",
        "name": seen.name,
        "crs": {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{DEGREES}"}},
        "weipian": dict(facts_of(about)),
    }
    shapes = shapely.to_geojson(shapely.force_2d(shapely.from_wkb(np.array(list(seen.wkb), object))))
    with (folder / name).open("w", encoding="utf-8", newline="\n") as out:
        out.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [\n')
        for index, shape in enumerate(shapes):
            properties = "".join(_properties(seen, index))
            end = ",\n" if index + 1 < len(shapes) else "\n"
            out.write(f'{{"type": "Feature", "properties": {properties}, "geometry": {shape}}}{end}')
        out.write("]}\n")


def _in_degrees(layer: Layer) -> Layer:
    into = Crs.of_epsg(DEGREES)
    wkb, _ = placed(layer.wkb, [f"EPSG:{layer.crs.epsg}"] * len(layer), into)
    return replace(layer, wkb=wkb, crs=into)


def _properties(layer: Layer, index: int) -> str:
    cells: Mapping[str, str] = {
        field.name: _cell(layer.columns[field.name][index], field.kind) for field in layer.fields
    }
    return "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {cell}" for key, cell in cells.items()) + "}"


def _cell(value: object, kind: Kind) -> str:
    """As JSON; an area's decimals as they are, which a float could not promise."""
    if value is None or value == "":
        return "null"
    if kind in NUMBERS:
        return str(value)
    if kind is Kind.FLAG:
        return "true" if value else "false"
    return json.dumps(value if kind is Kind.WHOLE else str(value), ensure_ascii=False)
