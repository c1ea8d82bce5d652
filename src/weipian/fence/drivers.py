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

RASTER = (
    "AAIGrid", "ACE2", "ADRG", "AIG", "AirSAR", "BAG", "BIGGIF", "BLX", "BMP", "BSB", "BT", "BYN", "CALS", "CEOS",
    "COASP", "COG", "COSAR", "CPG", "CTG", "CTable2", "DAAS", "DERIVED", "DIMAP", "DIPEx", "DOQ1", "DOQ2", "DTED",
    "ECRGTOC", "EEDAI", "EHdr", "EIR", "ELAS", "ENVI", "ERS", "ESAT", "ESRIC", "FAST", "FIT", "GFF", "GIF",
    "GNMDatabase", "GNMFile", "GRASSASCIIGrid", "GRIB", "GS7BG", "GSAG", "GSBG", "GSC", "GTI", "GTX", "GXF",
    "GenBin", "HDF5", "HDF5Image", "HF2", "HFA", "ILWIS", "IRIS", "ISCE", "ISG", "ISIS2", "ISIS3", "JAXAPALSAR",
    "JDEM", "JP2OpenJPEG", "JPEG", "KMLSUPEROVERLAY", "KRO", "L1B", "LAN", "LCP", "LOSLAS", "Leveller", "MAP",
    "MFF", "MFF2", "MRF", "MSGN", "NDF", "NGSGEOID", "NITF", "NOAA_B", "NSIDCbin", "NTv2", "NWT_GRC", "NWT_GRD",
    "OZI", "PAux", "PCRaster", "PDS", "PLMOSAIC", "PNG", "PNM", "PRF", "R", "RIK", "RMF", "ROI_PAC", "RPFTOC",
    "RRASTER", "RS2", "RST", "Rasterlite", "S102", "S104", "S111", "SAFE", "SAGA", "SAR_CEOS", "SDTS", "SENTINEL2",
    "SGI", "SIGDEM", "SNAP_TIFF", "SNODAS", "SRP", "SRTMHGT", "STACIT", "STACTA", "TGA", "TIL", "TSX", "Terragen",
    "USGSDEM", "WCS", "WEBP", "WMS", "WMTS", "XPM", "XYZ", "ZMap", "Zarr", "netCDF",
)  # fmt: skip
"""What the wheels of rasterio 1.4 carry beside them."""
IMAGES = "GTiff"


def skipped(driver: str, more: tuple[str, ...] = ()) -> str:
    """The value of GDAL_SKIP that leaves only `driver`."""
    known = (*KNOWN, *RASTER) if driver == IMAGES else KNOWN
    return ",".join(name for name in (*known, *more) if name != driver)


def strangers(present: dict[str, str], driver: str) -> tuple[str, ...]:
    """Drivers that a newer GDAL brought and that the list above does not name."""
    return tuple(sorted(name for name in present if name != driver))
