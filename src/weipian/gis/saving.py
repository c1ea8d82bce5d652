"""Layers into a file whose suffix says the format: whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from weipian.gis.layer import About, Layer
from weipian.gis.whole import together
from weipian.terms.errors import UsageError

SUFFIXES = (".gpkg", ".shp", ".parquet", ".geojson")
SEVERAL = ".gpkg"
"""The one format that holds more than one layer."""


def require_suffix(target: Path) -> str:
    """The suffix in small letters. Raises UsageError."""
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError("gis_suffix", where=target.name, suffixes="、".join(SUFFIXES))
    return suffix


def making(target: Path) -> AbstractContextManager[Path]:
    """A folder to write into; what is in it takes its place at the end. Raises InputError `output_…`."""
    if require_suffix(target) == ".shp":
        from weipian.gis.shapefile import STALE

        return together(target, STALE)
    return together(target)


def write_layers(folder: Path, target: Path, layers: Sequence[Layer], about: About) -> None:
    """All layers where the format takes them, else the first. Raises InputError `gis_…`, OSError."""
    match require_suffix(target):
        case ".gpkg":
            from weipian.gis.geopackage import write_geopackage

            write_geopackage(folder, target.name, layers, about)
        case ".shp":
            from weipian.gis.shapefile import write_shapefile

            write_shapefile(folder, target.name, layers[0], about)
        case ".parquet":
            from weipian.gis.geoparquet import write_geoparquet

            write_geoparquet(folder, target.name, layers[0], about)
        case _:
            from weipian.gis.geojson import write_geojson

            write_geojson(folder, target.name, layers[0], about)
