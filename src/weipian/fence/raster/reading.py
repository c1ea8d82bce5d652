"""Behind the fence: one GeoTIFF opened by the one driver that is there, looked at, and written anew block by block."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import rasterio
from rasterio.enums import ColorInterp, Resampling
from rasterio.errors import RasterioError, RasterioIOError

from weipian.fence.drivers import IMAGES
from weipian.fence.raster.asking import NAME
from weipian.fence.raster.blocks import copy_blocks
from weipian.fence.raster.tones import Tones, tones_of
from weipian.fence.reference import stated
from weipian.terms.errors import InputError

MOST_SIDE = 400_000
"""Pixels: a county of 60 km at 15 cm."""
TILE = 256
COLOURS = [ColorInterp.red, ColorInterp.green, ColorInterp.blue]
SPARSE = 0.1
"""An image that shows less than this part of its frame is never drawn whole, and needs no overviews."""
UTM_NORTH = range(32601, 32661)
"""WGS 84 / UTM: what satellite scenes come in. Only for looking: areas are never measured on an image."""


def read(request: dict[str, Any]) -> dict[str, Any]:
    """What `asking.Kept` holds. Raises InputError for everything that is wrong with the source."""
    warnings.simplefilter("ignore")
    path = Path(request["path"])
    try:
        with rasterio.open(path, driver=IMAGES) as source:
            return _read(source, request)
    except InputError:
        raise
    except (RasterioError, RasterioIOError, ValueError, IndexError, KeyError):
        raise InputError("image_broken", where=path.name) from None


def _read(source: Any, request: dict[str, Any]) -> dict[str, Any]:
    where = request["where"]
    _require_usable(source, where)
    epsg = _system(source, request["epsg"], where)
    tones, said = tones_of(source, tuple(request["bands"]), where)
    at = source.transform
    answer = {
        "epsg": epsg,
        "width": source.width,
        "height": source.height,
        "transform": [at.a, at.c, at.e, at.f],
        "bands": list(tones.bands),
        "seen": 1.0,
        "said": said,
    }
    if request["folder"]:
        answer["seen"] = _rewritten(source, tones, epsg, Path(request["folder"]) / NAME)
        if not answer["seen"]:
            raise InputError("image_empty", where=where)
    return answer


def _require_usable(source: Any, where: str) -> None:
    at = source.transform
    if at.is_identity:
        raise InputError("image_unplaced", where=where)
    if at.b or at.d or at.a <= 0 or at.e >= 0:
        raise InputError("image_turned", where=where)
    if max(source.width, source.height) > MOST_SIDE:
        raise InputError("image_too_large", where=where, width=source.width, height=source.height, most=MOST_SIDE)
    if any(kind.startswith("complex") for kind in source.dtypes):
        raise InputError("image_kind", where=where)


def _system(source: Any, asked: int | None, where: str) -> int:
    """What the caller says, else what the file says. Raises InputError."""
    if asked is not None:
        return asked if asked in UTM_NORTH else _known(f"EPSG:{asked}", where)
    if not source.crs:
        raise InputError("image_no_system", where=where)
    number = source.crs.to_epsg()
    return number if number in UTM_NORTH else _known(f"EPSG:{number}" if number else source.crs.to_wkt(), where)


def _known(text: str, where: str) -> int:
    found = stated(text)
    if "epsg" in found:
        return int(found["epsg"])
    error = found.get("crs_error") or {"code": "image_no_system", "params": {}}
    raise InputError(error["code"], where=where, **error["params"])


def _rewritten(source: Any, tones: Tones, epsg: int, target: Path) -> float:
    """Lossless, in tiles, with a mask of what is seen and overviews; what nobody has seen takes no room."""
    profile = {
        "driver": IMAGES, "dtype": "uint8", "count": len(tones.bands), "width": source.width, "height": source.height,
        "crs": rasterio.crs.CRS.from_epsg(epsg), "transform": source.transform, "tiled": True, "blockxsize": TILE,
        "blockysize": TILE, "compress": "deflate", "predictor": 2, "zlevel": 6, "sparse_ok": True,
        "bigtiff": "if_safer", "photometric": "RGB" if len(tones.bands) == 3 else "MINISBLACK", "interleave": "pixel",
    }  # fmt: skip
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True, COMPRESS_OVERVIEW="DEFLATE"):
        with rasterio.open(target, "w", **profile) as made:
            made.colorinterp = COLOURS if made.count == 3 else [ColorInterp.gray]
            seen = copy_blocks(source, made, tones)
        if seen > SPARSE * source.width * source.height:
            with rasterio.open(target, "r+") as made:
                made.build_overviews(_levels(source.width, source.height), Resampling.average)
    return float(seen / (source.width * source.height))


def _levels(width: int, height: int) -> list[int]:
    """Halves, until all of it is one tile."""
    levels, factor = [], 2
    while max(width, height) / factor > TILE / 2 and factor <= 1024:
        levels.append(factor)
        factor *= 2
    return levels
