"""A small SVG writer: integer units of 0.05 mm, so that paths stay short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import numpy as np
import shapely
from numpy.typing import NDArray

PER_MM = 20
FONTS = (
    "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',SimHei,sans-serif"
)
INK = "#1c2330"


def units(mm: float) -> int:
    """Millimetres as whole units."""
    return round(mm * PER_MM)


def document(width_mm: float, height_mm: float, title: str, parts: Iterable[str]) -> str:
    """A whole SVG element, usable as a file or within HTML; `title` is what a screen reader says."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width_mm:g}mm" height="{height_mm:g}mm" '
        f'viewBox="0 0 {units(width_mm)} {units(height_mm)}" role="img" font-family="{FONTS}" fill="{INK}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def text(x_mm: float, y_mm: float, words: str, size_mm: float, **style: str) -> str:
    """Words with their baseline at a place; style as attributes (`anchor`, `weight`, `fill`)."""
    names = {"anchor": "text-anchor", "weight": "font-weight", "fill": "fill", "halo": ""}
    given = "".join(f' {names[key]}="{value}"' for key, value in style.items() if key != "halo")
    halo = ' paint-order="stroke" stroke="#fff" stroke-width="10" stroke-linejoin="round"' if "halo" in style else ""
    return (
        f'<text x="{units(x_mm)}" y="{units(y_mm)}" font-size="{units(size_mm)}"{given}{halo}>'
        f"{escape(words, quote=False)}</text>"
    )


def line(x1: float, y1: float, x2: float, y2: float, width_mm: float, stroke: str = INK, dash: str = "") -> str:
    """A straight line, millimetres."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="M{units(x1)} {units(y1)}L{units(x2)} {units(y2)}" stroke="{stroke}" '
        f'stroke-width="{units(width_mm)}" fill="none"{dashed}/>'
    )


def box(x: float, y: float, width: float, height: float, fill: str, stroke: str = "none", weight: float = 0.2) -> str:
    """A rectangle, millimetres."""
    edge = f' stroke="{stroke}" stroke-width="{units(weight)}"' if stroke != "none" else ""
    return (
        f'<rect x="{units(x)}" y="{units(y)}" width="{max(units(width), 0)}" height="{max(units(height), 0)}" '
        f'fill="{fill}"{edge}/>'
    )


@dataclass(frozen=True, slots=True)
class View:
    """Where map metres come to lie: the map's west and north edge at (left, top) mm, `mm_per_m` after that."""

    west: float
    north: float
    left: float
    top: float
    mm_per_m: float

    @classmethod
    def fitted(
        cls, bounds: tuple[float, float, float, float], left: float, top: float, width: float, height: float
    ) -> View:
        """The largest view of the bounds (metres) within a box (mm), in its middle."""
        west, south, east, north = bounds
        scale = min(width / (east - west), height / (north - south))
        spare_x, spare_y = width - scale * (east - west), height - scale * (north - south)
        return cls(west - spare_x / 2 / scale, north + spare_y / 2 / scale, left, top, scale)

    def mm(self, x: float, y: float) -> tuple[float, float]:
        return self.left + (x - self.west) * self.mm_per_m, self.top + (self.north - y) * self.mm_per_m

    def map_xy(self, x_mm: float, y_mm: float) -> tuple[float, float]:
        """The map's metres at a place on paper."""
        return self.west + (x_mm - self.left) / self.mm_per_m, self.north - (y_mm - self.top) / self.mm_per_m

    def path(self, shapes: Iterable[shapely.Geometry]) -> str:
        """All rings and lines of the shapes as one path of relative integer steps."""
        rings = _lines(np.asarray(list(shapes), dtype=object))
        if not len(rings):
            return ""
        xy, ring = shapely.get_coordinates(rings, return_index=True)
        x = np.rint((self.left + (xy[:, 0] - self.west) * self.mm_per_m) * PER_MM).astype(np.int64)
        y = np.rint((self.top + (self.north - xy[:, 1]) * self.mm_per_m) * PER_MM).astype(np.int64)
        closed = shapely.is_closed(rings)
        starts = np.flatnonzero(np.diff(ring, prepend=-1))
        ends = np.append(starts[1:], len(ring))
        return "".join(_steps(x[a:b], y[a:b], bool(closed[ring[a]])) for a, b in zip(starts, ends, strict=True))


def _lines(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Outlines of areas, and lines as they are."""
    if not len(shapes):
        return shapes
    areal = shapely.get_dimensions(shapes) == 2
    outlines = np.where(areal, shapely.boundary(shapes), shapes)
    return np.asarray(shapely.get_parts(outlines), dtype=object)


def _steps(x: NDArray[np.int64], y: NDArray[np.int64], closed: bool) -> str:
    """One ring; steps that come to nothing are left out."""
    dx, dy = np.diff(x), np.diff(y)
    moved = (dx != 0) | (dy != 0)
    pairs = [f"{a} {b}" for a, b in zip(dx[moved].tolist(), dy[moved].tolist(), strict=True)]
    if closed and pairs:
        pairs.pop()
    return f"M{x[0]} {y[0]}" + (f"l{' '.join(pairs)}" if pairs else "h1") + ("z" if closed else "")
