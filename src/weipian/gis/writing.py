"""Layers written by GDAL; the suffix says the format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyogrio

from weipian.gis.layer import About, Layer
from weipian.gis.tables import GEOMETRY, table_of

FLOATS = ("GPKG",)
"""Formats whose numbers are floats."""


@contextmanager
def clock_at(at: str) -> Iterator[None]:
    """GDAL's clock stands still, so that the same content gives the same bytes. Raises OSError for GDAL's own."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": at})
    try:
        yield
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, RuntimeError) as error:
        raise OSError(str(error)) from None
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def write(path: Path, content: Layer, driver: str, **options: Any) -> None:
    """One layer; a file that is there and takes several gets one more."""
    table, kind = table_of(content, decimals=driver not in FLOATS)
    pyogrio.write_arrow(
        table,
        path,
        driver=driver,
        geometry_name=GEOMETRY,
        geometry_type=kind,
        crs=f"EPSG:{content.crs.epsg}",
        **options,
    )


def facts_of(about: About) -> Mapping[str, str]:
    """The file's own words for people and programs, in one order."""
    return {"TITLE": about.title, "NOTICE": about.notice, **about.facts}
