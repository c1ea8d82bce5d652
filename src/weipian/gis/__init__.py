"""Maps handed to other programs: GeoPackage with its styles, Shapefile, GeoParquet, GeoJSON (decision 0017)."""
