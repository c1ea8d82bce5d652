"""What a source really is, by its first bytes; the name must agree with them."""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path

from weipian.terms.errors import InputError


class Kind(Enum):
    """The forms that we take: key, name for people, suffixes, GDAL driver ("" where GDAL is not used)."""

    SHAPEFILE = ("shapefile", "Shapefile", (".shp",), "ESRI Shapefile")
    FILE_GDB = ("filegdb", "FileGDB", (".gdb",), "OpenFileGDB")
    GEOPACKAGE = ("geopackage", "GeoPackage", (".gpkg",), "GPKG")
    GEOJSON = ("geojson", "GeoJSON", (".geojson", ".json"), "GeoJSON")
    PARQUET = ("parquet", "GeoParquet", (".parquet", ".geoparquet"), "")
    ZIP = ("zip", "ZIP", (".zip",), "")

    def __init__(self, key: str, title: str, suffixes: tuple[str, ...], driver: str) -> None:
        self.key = key
        self.title = title
        self.suffixes = suffixes
        self.driver = driver

    @classmethod
    def of_key(cls, key: str) -> Kind:
        return next(kind for kind in cls if kind.key == key)


WHOLE = (Kind.ZIP, Kind.GEOJSON)
"""What can only be read from beginning to end: unpacked or parsed as one."""
_MAGIC = (
    (b"\x00\x00\x27\x0a", Kind.SHAPEFILE),
    (b"SQLite format 3\x00", Kind.GEOPACKAGE),
    (b"PAR1", Kind.PARQUET),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
)
_PARTS_OF_SHAPEFILE = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx")


def detect(path: Path) -> Kind:
    """The kind of a source. Raises InputError where it is missing, empty, unknown, or named as another kind."""
    where = path.name
    if not os.path.exists(path):
        raise InputError("source_missing", where=where, path=str(path))
    if path.is_dir():
        return _folder(path)
    if not path.is_file():  # a pipe or a device would never end
        raise InputError("source_kind", where=where)
    if path.suffix.lower() in _PARTS_OF_SHAPEFILE:
        raise InputError("source_part_named", where=where, name=path.with_suffix(".shp").name)
    kind = _by_content(_head(path), where)
    if path.suffix.lower() not in kind.suffixes:
        raise InputError("source_suffix", where=where, kind=kind.title, suffix="、".join(kind.suffixes))
    return kind


def can_be_cut(path: Path) -> bool:
    """Whether parts of a source can be read without reading all of it. Raises InputError where it is none."""
    return detect(path) not in WHOLE


def _folder(path: Path) -> Kind:
    try:
        tables = any(entry.suffix.lower() == ".gdbtable" for entry in path.iterdir())
    except OSError:
        raise InputError("source_unreadable", where=path.name) from None
    if tables:
        return Kind.FILE_GDB
    raise InputError("source_folder", where=path.name)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except OSError:
        raise InputError("source_unreadable", where=path.name) from None
    if not head:
        raise InputError("source_empty", where=path.name)
    return head


def _by_content(head: bytes, where: str) -> Kind:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return Kind.GEOJSON
    raise InputError("source_kind", where=where)
