"""The county's dated images: tiled GeoTIFF files kept by their hash, read by windows."""
