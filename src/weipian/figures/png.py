"""A figure as a picture of points, at so many dots an inch, which the file itself says."""

from __future__ import annotations

import struct
import zlib

from weipian.figures.lettering import lettered

PRINT_DPI = 300
SIGNATURE = 8
HEADER = 25
"""Bytes of the first chunk of a PNG."""
INCH_M = 0.0254


def drawn_png(svg: str, dpi: int = PRINT_DPI) -> bytes:
    """PNG of a figure, white behind; letters that are still text become outlines first, so no font is looked for."""
    import resvg_py

    plain = lettered(svg).svg if "<text " in svg else svg
    return with_dpi(resvg_py.svg_to_bytes(svg_string=plain, dpi=dpi, background="#fff", skip_system_fonts=True), dpi)


def drawn_clear(svg: str, width: int) -> bytes:
    """PNG of a figure with nothing behind it, `width` pixels wide."""
    import resvg_py

    plain = lettered(svg).svg if "<text " in svg else svg
    return bytes(resvg_py.svg_to_bytes(svg_string=plain, dpi=96, width=width, skip_system_fonts=True))


def with_dpi(png: bytes, dpi: int) -> bytes:
    """The same picture with a pHYs chunk after its header: printers and Word then know its size."""
    per_m = round(dpi / INCH_M)
    body = b"pHYs" + struct.pack(">IIB", per_m, per_m, 1)
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    at = SIGNATURE + HEADER
    return png[:at] + chunk + png[at:]
