"""Drawn photos of every shape, with place and heading as a camera writes them."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

from PIL import ExifTags, Image, ImageDraw

SHAPES = ((1600, 1200), (1200, 1600), (2000, 900), (900, 900), (2400, 600))
Degrees = tuple[float, float, float]


def photo(path: Path, seed: int, at: datetime, place: tuple[float, float] | None, heading: float | None) -> Path:
    """Fields, a shed, the sky; marked as invented. `place`: latitude, longitude."""
    own = random.Random(seed)  # noqa: S311 - the same picture each time
    wide, tall = SHAPES[seed % len(SHAPES)]
    image = Image.new("RGB", (wide, tall), (176, 206, 230))
    draw = ImageDraw.Draw(image)
    for row in range(12):
        y = tall * 0.4 + row * tall * 0.05
        tone = own.randrange(90, 170)
        draw.rectangle((0, y, wide, y + tall * 0.06), fill=(tone, tone + 30, 70))
    for _ in range(own.randrange(2, 6)):
        x, y, size = own.randrange(wide), int(tall * (0.4 + own.random() * 0.3)), own.randrange(60, 260)
        draw.rectangle((x, y, x + size * 2, y + size), fill=(190, 190, 196), outline=(90, 90, 90), width=4)
        draw.polygon(((x, y), (x + size, y - size // 2), (x + size * 2, y)), fill=(150, 70, 60))
    draw.text((20, tall - 60), "FICTIONAL", fill=(255, 255, 255), font_size=44)
    image.save(path, quality=88, exif=_exif(at, place, heading))
    return path


def _exif(at: datetime, place: tuple[float, float] | None, heading: float | None) -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{at:%Y:%m:%d %H:%M:%S}"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    if place is not None:
        gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", _parted(place[0])
        gps[ExifTags.GPS.GPSLongitudeRef], gps[ExifTags.GPS.GPSLongitude] = "E", _parted(place[1])
    if heading is not None:
        gps[ExifTags.GPS.GPSImgDirectionRef], gps[ExifTags.GPS.GPSImgDirection] = "T", heading
    return exif


def _parted(degrees: float) -> Degrees:
    whole = int(degrees)
    minutes = (degrees - whole) * 60
    return float(whole), float(int(minutes)), round((minutes - int(minutes)) * 60, 3)
