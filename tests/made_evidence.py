"""Files that people hand in, made here: photos with what cameras write down, documents, films."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

GPS, EXIF = 0x8825, 0x8769
SECRET = "机密位置标记"
"""Stands in the data of made photos; no viewing copy may hold it."""


def pixels(width: int = 400, height: int = 300) -> Image.Image:
    """A picture whose corners differ, so that turning shows: red top left, green top right, blue below."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height // 2))
    image.paste("lime", (width // 2, 0, width, height // 2))
    return image


def rational(top: int, below: int = 1) -> IFDRational:
    return IFDRational(top, below)


def photo(
    place: Mapping[int, Any] | None = None, orientation: int = 1, size: tuple[int, int] = (400, 300), **inner: str
) -> bytes:
    """A JPEG with what a camera writes: `place` the GPS tags, `inner` of the EXIF ones by name."""
    image, exif = pixels(*size), Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112], exif[0x010E] = "某厂", "X100", orientation, SECRET.encode().hex()
    named = {"taken": 0x9003, "offset": 0x9011}
    exif.get_ifd(EXIF).update({named[name]: value for name, value in inner.items()})
    if place is not None:
        exif.get_ifd(GPS).update(dict(place))
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, quality=80)
    return out.getvalue()


ZIYUAN: Mapping[int, Any] = {
    1: "N", 2: (rational(26), rational(2), rational(3456, 100)), 3: "E",
    4: (rational(110), rational(39), rational(7, 2)),
    5: b"\x00", 6: rational(4123, 10), 16: "T", 17: rational(2112, 10), 29: "2023:09:24",
    7: (rational(2), rational(11), rational(5)), 31: rational(48, 10),
}  # fmt: skip
"""26°02′34.56″N 110°39′3.5″E, 412.3 m, looking 211.2° from true north, within 4.8 m."""


def encoded(kind: str, image: Image.Image | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    (image or pixels()).save(out, kind, **options)
    return out.getvalue()


def zipped(parts: Mapping[str, bytes], *, comment: bytes = b"", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.comment = comment
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return out.getvalue()


TYPES = b'<?xml version="1.0"?><Types></Types>'


def docx(**more: bytes) -> bytes:
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": b"<w/>", **more})


def xlsx(types: bytes = TYPES, **more: bytes) -> bytes:
    return zipped({"[Content_Types].xml": types, "xl/workbook.xml": b"<w/>", **more})


def pdf(body: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n" + body + b"trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"


def box(name: bytes, body: bytes = b"") -> bytes:
    return (8 + len(body)).to_bytes(4, "big") + name + body


def mp4(brand: bytes = b"isom") -> bytes:
    return box(b"ftyp", brand + bytes(4)) + box(b"moov", bytes(16)) + box(b"mdat", bytes(64))


def heic() -> bytes:
    return box(b"ftyp", b"heic" + bytes(4)) + box(b"meta", bytes(8)) + box(b"mdat", bytes(64))


def shp(size: int = 100) -> bytes:
    head = b"\x00\x00\x27\x0a" + bytes(20) + (size // 2).to_bytes(4, "big")
    return head + bytes(100 - len(head))


def gpkg(pages: int = 2) -> bytes:
    head = b"SQLite format 3\x00" + (4096).to_bytes(2, "big") + bytes(10) + (2).to_bytes(4, "big") + bytes(36) + b"GPKG"
    return head + bytes(4096 * pages - len(head))
