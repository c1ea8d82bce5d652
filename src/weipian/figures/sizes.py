"""Sheets that figures are printed on, landscape, in millimetres."""

from __future__ import annotations

import re

SHEETS = {"A0": (1189.0, 841.0), "A3": (420.0, 297.0), "A4": (297.0, 210.0)}
SIZE = re.compile(r'width="[\d.]+mm" height="[\d.]+mm"')


def resized(svg: str, width_mm: float, height_mm: float) -> str:
    """The same drawing on a sheet of another size, in its middle."""
    return SIZE.sub(f'width="{width_mm:g}mm" height="{height_mm:g}mm"', svg, count=1)
