"""An image read behind the fence and written down as it will be kept, before anything is booked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from weipian.atlas.images.kept import coming, digest
from weipian.fence.raster import Kept, Wish, look, rewrite
from weipian.geometry.authalic import to_plane
from weipian.geometry.crs import CHINA_LAT, CHINA_LON
from weipian.terms.acting import Secrecy
from weipian.terms.errors import InputError
from weipian.terms.messages import sentence
from weipian.work.placing import reason_of

Box = tuple[float, float, float, float]
Floats = NDArray[np.float64]
EDGE = 33
"""Places along each side that are asked where they lie: a side that is straight in one system bends in another."""
DEGREES = 4490


@dataclass(frozen=True, slots=True)
class ImageOrder:
    """What somebody hands in, and says of it. `source`: satellite, sensor or who gave it."""

    path: Path
    taken: date
    source: str
    secrecy: Secrecy = Secrecy.UNKNOWN
    bands: tuple[int, ...] = ()
    epsg: int | None = None
    licence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An image ready to be booked. `made`: where it lies for now; None where it was only looked at."""

    order: ImageOrder
    source_sha256: str
    kept: Kept
    made: Path | None
    kept_sha256: str
    box: Box
    pixel_m: float
    said: tuple[str, ...]


def look_at(order: ImageOrder) -> Incoming:
    """Raises InputError where the image can't be used."""
    return _incoming(order, look(order.path, Wish(order.bands, order.epsg)), None, "")


@contextmanager
def reading(order: ImageOrder, workspace: Path) -> Iterator[Incoming]:
    """The image written anew on the workspace's disk, gone afterwards unless it is booked. Raises InputError."""
    try:
        with coming(workspace) as folder:
            kept, made = rewrite(order.path, Wish(order.bands, order.epsg), folder)
            yield _incoming(order, kept, made, digest(made))
    except OSError as error:
        raise InputError("image_not_kept", where=str(workspace), reason=reason_of(error)) from error


def _incoming(order: ImageOrder, kept: Kept, made: Path | None, sha256: str) -> Incoming:
    box, pixel_m = placed(kept, order.path.name)
    where = {"where": order.path.name}
    said = [f"{order.path.name}：{sentence(code, params | where)}" for code, params in kept.said]
    if order.secrecy is Secrecy.UNKNOWN:
        said.append(sentence("said_image_secrecy_unknown", {}))
    if order.secrecy.is_secret:
        said.append(sentence("said_image_secret", {"secrecy": order.secrecy.label}))
    return Incoming(order, digest(order.path), kept, made, sha256, box, pixel_m, tuple(said))


def placed(kept: Kept, where: str) -> tuple[Box, float]:
    """Its box in the authalic plane, m, and the side of a pixel there: areas are true in it. Raises InputError."""
    a, c, e, f = kept.transform
    x = np.array([c, c + a * kept.width])
    y = np.array([f, f + e * kept.height])
    along = np.linspace(0, 1, EDGE)
    across, down = x[0] + (x[1] - x[0]) * along, y[0] + (y[1] - y[0]) * along
    edge_x = np.concatenate((across, across, np.full(EDGE, x[0]), np.full(EDGE, x[1])))
    edge_y = np.concatenate((np.full(EDGE, y[0]), np.full(EDGE, y[1]), down, down))
    plane_x, plane_y = _in_plane(edge_x, edge_y, kept.epsg, where)
    middle_x, middle_y = x.mean() + a * np.array([0, 1, 1, 0]), y.mean() + e * np.array([0, 0, 1, 1])
    px, py = _in_plane(middle_x, middle_y, kept.epsg, where)
    px, py = px - px[0], py - py[0]
    area = abs(float(np.dot(px, np.roll(py, -1)) - np.dot(py, np.roll(px, -1)))) / 2
    box = (float(plane_x.min()), float(plane_y.min()), float(plane_x.max()), float(plane_y.max()))
    return box, area**0.5


def _in_plane(x: Floats, y: Floats, epsg: int, where: str) -> tuple[Floats, Floats]:
    lon, lat = Transformer.from_crs(epsg, DEGREES, always_xy=True).transform(x, y)
    lon, lat = np.asarray(lon), np.asarray(lat)
    inside = (lon >= CHINA_LON[0]) & (lon <= CHINA_LON[1]) & (lat >= CHINA_LAT[0]) & (lat <= CHINA_LAT[1])
    if not inside.all():  # infinite too
        raise InputError("image_outside", where=where, crs=f"EPSG:{epsg}")
    return to_plane(lon, np.sin(np.radians(lat)))
