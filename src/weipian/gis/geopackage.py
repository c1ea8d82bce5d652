"""A GeoPackage of several layers, with the styles that QGIS applies on opening."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from weipian.gis.layer import About, Layer
from weipian.gis.qml import qml
from weipian.gis.sld import sld
from weipian.gis.writing import clock_at, facts_of, write

STYLES = """CREATE TABLE "layer_styles" (
"id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "f_table_catalog" TEXT(256), "f_table_schema" TEXT(256),
"f_table_name" TEXT(256), "f_geometry_column" TEXT(256), "styleName" TEXT(30), "styleQML" TEXT, "styleSLD" TEXT,
"useAsDefault" BOOLEAN, "description" TEXT, "owner" TEXT(30), "ui" TEXT(30),
"update_time" DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))"""
"""The table as QGIS itself makes it."""
OLDEST = {"VERSION": "1.2"}
"""Programs of several years ago warn of newer ones."""
COLUMN = "geom"


def write_geopackage(folder: Path, name: str, layers: Sequence[Layer], about: About) -> None:
    """Raises OSError."""
    path = folder / name
    with clock_at(about.at):
        for number, layer in enumerate(layers):
            whole = {"dataset_metadata": dict(facts_of(about)), "dataset_options": OLDEST} if number == 0 else {}
            about_layer = {"IDENTIFIER": layer.name, "DESCRIPTION": f"{about.title}　{about.notice}".strip()}
            options = {"GEOMETRY_NAME": COLUMN, "FID": "fid"}
            write(path, layer, "GPKG", layer=layer.name, layer_metadata=about_layer, layer_options=options, **whole)
    try:
        with closing(sqlite3.connect(path)) as database:
            _styles(database, layers, about)
            database.commit()
    except sqlite3.Error as error:
        raise OSError(str(error)) from None


def _styles(database: sqlite3.Connection, layers: Sequence[Layer], about: About) -> None:
    database.execute(STYLES)
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
        (about.at,),
    )
    rows = [
        (layer.name, COLUMN, style.name, qml(layer, style), sld(layer, style), number == 0, about.title, about.at)
        for layer in layers
        for number, style in enumerate(layer.styles)
    ]
    database.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
        " styleQML, styleSLD, useAsDefault, description, owner, update_time)"
        " VALUES ('', '', ?, ?, ?, ?, ?, ?, ?, '', ?)",
        rows,
    )
