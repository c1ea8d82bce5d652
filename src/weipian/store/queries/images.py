"""The county's dated images as they are booked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store.models import CountyImage
from weipian.terms.acting import Secrecy

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class ImageHere:
    """One image. `box` in metres of the authalic plane; `because`: why it was withdrawn, "" where it was not."""

    id: int
    number: int
    taken: date
    name: str
    source: str
    source_sha256: str
    kept: str
    kept_sha256: str
    epsg: int
    width: int
    height: int
    pixel_m: float
    bands: tuple[int, ...]
    seen: float
    box: Box
    secrecy: Secrecy
    licence: str
    note: str
    because: str

    @property
    def label(self) -> str:
        """What a paper names as its source."""
        return f"{self.number} 号影像（{self.taken}，{self.source}）"


def current_images() -> list[ImageHere]:
    """Those that count, by day, then by number."""
    wanted = CountyImage.objects.filter(current=True, because=None)
    return [_here(row) for row in wanted.order_by("taken", "number")]


def all_images() -> list[ImageHere]:
    """The withdrawn too."""
    return [_here(row) for row in CountyImage.objects.filter(current=True).order_by("taken", "number")]


def image_numbered(number: int) -> ImageHere | None:
    """One that counts; None where there is none."""
    row = CountyImage.objects.filter(current=True, because=None, number=number).first()
    return None if row is None else _here(row)


def last_number() -> int:
    """The highest number that was ever given."""
    return CountyImage.objects.order_by("-number").values_list("number", flat=True).first() or 0


def columns_of(image: ImageHere) -> dict[str, Any]:
    """All that a new row about the same image holds."""
    row = CountyImage.objects.filter(id=image.id).values().get()
    return {name: value for name, value in row.items() if name not in ("id", "event", "current")}


def _here(row: CountyImage) -> ImageHere:
    bands: Sequence[int] = json.loads(row.bands)
    west, south, east, north = (side / 1000 for side in (row.west, row.south, row.east, row.north))
    return ImageHere(
        id=row.id,
        number=row.number,
        taken=row.taken,
        name=row.name,
        source=row.source,
        source_sha256=row.source_sha256,
        kept=row.kept,
        kept_sha256=row.kept_sha256,
        epsg=int(row.crs.removeprefix("EPSG:")),
        width=row.width,
        height=row.height,
        pixel_m=row.pixel_um / 1_000_000,
        bands=tuple(bands),
        seen=row.seen_ppm / 1_000_000,
        box=(west, south, east, north),
        secrecy=Secrecy(row.secrecy),
        licence=row.licence,
        note=row.note,
        because=row.because or "",
    )
