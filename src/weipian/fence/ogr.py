"""Reading by GDAL, inside the fence. Only the driver that the caller named is registered."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pyogrio
from pyogrio import raw as ogr
from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

from weipian.fence import answer, crs_member, dbf, shapefile
from weipian.fence.kinds import Kind
from weipian.fence.reference import stated
from weipian.fence.sqlite import check as check_sqlite
from weipian.terms.errors import InputError

_BROKEN = (DataSourceError, DataLayerError, FeatureError, FieldError, GeometryError, RuntimeError, ValueError, OSError)


def read(path: Path, kind: Kind, wanted: str | None, request: dict[str, Any]) -> dict[str, Any]:
    """Read one layer of one source. Raises InputError for everything that is wrong with it."""
    warnings.simplefilter("ignore")
    encoding = _checked(path, kind, request["encoding"], request["firm"])
    try:
        layer = _layer(path, kind, wanted)
        columns = _columns(path, layer, kind, request["columns"], encoding)
        meta, table = ogr.read_arrow(
            path,
            layer=layer,
            encoding=encoding.name if encoding else None,
            columns=columns,
            **_part(request.get("span")),
        )
    except InputError:
        raise
    except _BROKEN:
        raise _fault(path, kind) from None
    return _answer(path, kind, meta, table, encoding, request)


def survey(path: Path, kind: Kind, wanted: str | None, request: dict[str, Any]) -> dict[str, Any]:
    """How many rows a layer has."""
    warnings.simplefilter("ignore")
    encoding = _checked(path, kind, request["encoding"], request["firm"])
    try:
        layer = _layer(path, kind, wanted)
        name = encoding.name if encoding else None
        info = pyogrio.read_info(path, layer=layer, encoding=name, force_feature_count=True)
        return {"rows": int(info["features"])}
    except InputError:
        raise
    except _BROKEN:
        raise _fault(path, kind) from None


def _part(span: tuple[int, int] | None) -> dict[str, int]:
    return {} if span is None else {"skip_features": span[0], "max_features": span[1]}


def _checked(path: Path, kind: Kind, stated: str | None, firm: bool) -> dbf.Encoding | None:
    """What can be known before GDAL opens it."""
    if kind is Kind.SHAPEFILE:
        return dbf.encoding_of(shapefile.check(path), stated, firm=firm)
    if kind is Kind.GEOPACKAGE:
        check_sqlite(path)
    if kind is Kind.GEOJSON:
        crs_member.check(path)
    return None


def _fault(path: Path, kind: Kind) -> InputError:
    return InputError("json_not_features" if kind is Kind.GEOJSON else "source_broken", where=path.name)


def _layer(path: Path, kind: Kind, wanted: str | None) -> str | None:
    """The layer to read: the only one with areas, or the one that was named."""
    if kind in (Kind.SHAPEFILE, Kind.GEOJSON):
        return None
    layers = {str(name): form for name, form in pyogrio.list_layers(path)}
    spatial = [name for name, form in layers.items() if form is not None]
    if wanted and wanted in layers:
        return wanted
    names = "、".join(spatial)
    if wanted and len(spatial) != 1:
        raise InputError("layer_unknown", where=path.name, layer=wanted, names=names)
    if len(spatial) > 1:
        raise InputError("layer_not_named", where=path.name, names=names)
    if not spatial:
        raise InputError("layer_none", where=path.name)
    if wanted and wanted not in (path.stem, path.name):
        raise InputError("layer_unknown", where=path.name, layer=wanted, names=names)
    return spatial[0]


def _columns(
    path: Path, layer: str | None, kind: Kind, wanted: list[str] | None, encoding: dbf.Encoding | None
) -> list[str] | None:
    """The wanted columns, known to be there. GeoJSON is read whole: asking first would parse it twice."""
    if wanted is None or kind is Kind.GEOJSON:
        return None
    info = pyogrio.read_info(path, layer=layer, encoding=encoding.name if encoding else None)
    require(wanted, [str(name) for name in info["fields"]], path.name)
    return wanted


def require(wanted: list[str], there: list[str], where: str) -> None:
    """Every wanted column must be there."""
    for name in wanted:
        if name not in there:
            raise InputError("column_missing", where=where, column=name, columns="、".join(there))


def _answer(
    path: Path, kind: Kind, meta: dict[str, Any], table: Any, encoding: dbf.Encoding | None, request: dict[str, Any]
) -> dict[str, Any]:
    geometry = meta["geometry_name"] or "wkb_geometry"
    if geometry not in table.column_names:
        raise InputError("json_not_features" if kind is Kind.GEOJSON else "layer_none", where=path.name)
    place = table.column_names.index(geometry)
    attributes = table.remove_column(place)
    names, clashes = answer.distinct_names(attributes.column_names)
    attributes = attributes.rename_columns(names)
    if kind is Kind.GEOJSON and request["columns"] is not None:
        require(request["columns"], names, path.name)
        attributes = attributes.select(request["columns"])
    answer.write(Path(request["folder"]), [(attributes, table.column(place))])
    return {
        **stated(shapefile.reference_text(path) if kind is Kind.SHAPEFILE else meta["crs"]),
        "encoding": encoding.name if encoding and encoding.guessed else "",
        "samples": encoding.samples if encoding else (),
        "clashes": clashes,
    }
