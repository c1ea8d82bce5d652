"""Which raster drivers the fenced process may hold: GeoTIFF's, and no other. Unknown newcomers are met at the start."""

from __future__ import annotations

from weipian.fence.drivers import IMAGES


def strangers() -> tuple[str, ...]:
    """Those that are there all the same."""
    import rasterio

    with rasterio.Env() as env:
        return tuple(sorted(name for name in env.drivers() if name != IMAGES))
