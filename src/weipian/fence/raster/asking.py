"""What the caller asks the fenced process for: an image looked at, or written anew into a folder of the caller's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from weipian.fence.drivers import IMAGES
from weipian.fence.limits import OFFICE, Profile
from weipian.fence.process import run_worker
from weipian.terms.errors import InputError

SUFFIXES = (".tif", ".tiff")
MAGIC = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
NAME = "image.tif"
SLOW = 20
"""Seconds of a megabyte, beside a layer's: what is packed well unfolds a hundredfold."""


@dataclass(frozen=True, slots=True)
class Wish:
    """`bands`: which are red, green, blue, counted from 1; `epsg` where the file does not say its system."""

    bands: tuple[int, ...] = ()
    epsg: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An image as it is kept: three bands of 8 bits or one, north up. `transform`: a, c, e, f of x = c + a·column,
    y = f + e·row. `seen`: the share of pixels that show something."""

    epsg: int
    width: int
    height: int
    transform: tuple[float, float, float, float]
    bands: tuple[int, ...]
    seen: float
    said: tuple[tuple[str, dict[str, Any]], ...]


def look(path: Path, wish: Wish, *, profile: Profile = OFFICE) -> Kept:
    """Only looked at: nothing is written, `seen` is 1. Raises InputError."""
    return _asked(path, wish, "", profile, int)


def rewrite(
    path: Path, wish: Wish, folder: Path, *, profile: Profile = OFFICE, started: Callable[[], object] = int
) -> tuple[Kept, Path]:
    """Written anew, and where it lies in the folder. Raises InputError where nothing of it can be used."""
    return _asked(path, wish, str(folder.resolve()), profile, started), folder / NAME


def _asked(path: Path, wish: Wish, folder: str, profile: Profile, started: Callable[[], object]) -> Kept:
    require_tiff(path)
    seconds = profile.time(path.stat().st_size * SLOW)
    message = {
        "raster": True,
        "path": str(path.resolve()),
        "folder": folder,
        **asdict(wish),
        "profile": asdict(profile),
        "seconds": seconds,
        "where": path.name,
    }
    told = run_worker(message, IMAGES, seconds, path.name, started)
    transform, bands = tuple(told.pop("transform")), tuple(told.pop("bands"))
    said = tuple((code, params) for code, params in told.pop("said"))
    return Kept(transform=transform, bands=bands, said=said, **told)


def require_tiff(path: Path) -> None:
    """Raises InputError where it is missing, or by its first bytes something else."""
    if not path.exists():
        raise InputError("source_missing", where=path.name, path=str(path))
    if not path.is_file() or path.suffix.lower() not in SUFFIXES:
        raise InputError("image_kind", where=path.name)
    try:
        with path.open("rb") as stream:
            head = stream.read(4)
    except OSError:
        raise InputError("source_unreadable", where=path.name) from None
    if head not in MAGIC:
        raise InputError("source_empty" if not head else "image_kind", where=path.name)
