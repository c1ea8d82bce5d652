"""Which GDAL drivers a reading process may hold: the one that it needs, and no other."""

from __future__ import annotations

# Those that the wheels of pyogrio 0.10–0.13 carry. Unknown newcomers are met by `strangers`.
KNOWN = (
    "ADBC", "AIVector", "AVCBin", "AVCE00", "AmigoCloud", "CAD", "CSV", "CSW", "Carto", "DGN", "DXF", "EDIGEO",
    "EEDA", "ESRI Shapefile", "ESRIJSON", "Elasticsearch", "FlatGeobuf", "GDALG", "GML", "GMLAS", "GPKG", "GPSBabel",
    "GPX", "GTFS", "GeoJSON", "GeoJSONSeq", "GeoRSS", "HTTP", "Idrisi", "JML", "JSONFG", "KML", "LIBKML", "LVBAG",
    "MBTiles", "MEM", "MVT", "MapInfo File", "MapML", "Memory", "MiraMonVector", "NGW", "OAPIF", "ODS", "OGCAPI",
    "OGR_GMT", "OGR_PDS", "OGR_VRT", "OSM", "OpenFileGDB", "PCIDSK", "PDF", "PDS4", "PGDUMP", "PLSCENES",
    "PMTiles", "Parquet", "Arrow", "S57", "SQLite", "SXF", "Selafin", "TIGER", "TopoJSON", "UK .NTF", "VDV", "VFK",
    "VICAR", "VRT", "WAsP", "WFS", "XLS", "XLSX", "XODR",
)  # fmt: skip


def skipped(driver: str, more: tuple[str, ...] = ()) -> str:
    """The value of GDAL_SKIP that leaves only `driver`."""
    return ",".join(name for name in (*KNOWN, *more) if name != driver)


def strangers(present: dict[str, str], driver: str) -> tuple[str, ...]:
    """Drivers that a newer GDAL brought and that the list above does not name."""
    return tuple(sorted(name for name in present if name != driver))
