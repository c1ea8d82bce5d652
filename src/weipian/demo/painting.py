"""How the made-up land looks from above: a colour and a texture for each class, ridges between the pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Masks = NDArray[np.bool_]
Whole = NDArray[Any]
Colour = tuple[int, int, int]
Size = tuple[int, int]

STEP = 2
"""Metres a pixel."""
TILE = 32 * STEP
"""Metres a tile."""
GRAIN = 256
FEW = 4000
"""Pixels."""
SEASONS = ((0, 0, 0), (14, 2, -6), (-4, 10, -2), (2, 4, 0), (18, 6, -8))
"""What a quarter adds to the tones of what grows."""

Look = tuple[Colour, str]
LOOKS: dict[str, Look] = {
    "0101": ((112, 142, 84), "rows"), "0103": ((150, 140, 96), "rows"), "0201": ((88, 122, 66), "dots"),
    "0301": ((52, 84, 48), "clumps"), "0302": ((66, 104, 52), "clumps"), "0305": ((84, 108, 62), "clumps"),
    "0307": ((72, 98, 56), "clumps"), "0404": ((132, 142, 92), "soft"), "05H1": ((176, 168, 160), "roofs"),
    "0601": ((168, 172, 180), "roofs"), "0602": ((190, 176, 148), "soft"), "0701": ((180, 166, 154), "roofs"),
    "0702": ((172, 154, 140), "roofs"), "08H1": ((182, 174, 164), "roofs"), "08H2": ((184, 172, 158), "roofs"),
    "1003": ((150, 150, 152), "plain"), "1006": ((188, 180, 164), "plain"), "1101": ((62, 92, 112), "plain"),
    "1104": ((58, 96, 104), "plain"), "1107": ((84, 108, 110), "plain"), "1202": ((196, 198, 200), "stripes"),
    "1206": ((182, 158, 126), "soft"),
}  # fmt: skip
OTHER: Look = ((140, 140, 110), "soft")
GROWING = ("01", "02", "03", "04")
TEXTURES = ("plain", "soft", "rows", "dots", "clumps", "roofs", "stripes")
RIDGE = 26


@dataclass(slots=True)
class Canvas:
    """uint8[3, height, width]; `west` and `north` in whole tiles of the county's own metres."""

    west: int
    north: int
    pixels: Pixels

    def fill(self, shapes: Sequence[shapely.Geometry], colour: Colour, texture: str = "plain") -> None:
        """A colour with its texture over what is there, only where the shapes reach."""
        found = [shape for shape in shapes if not shape.is_empty]
        part = self._part(found)
        if part is None:
            return
        rows, columns = part
        west, north = self.west + columns.start * STEP, self.north - rows.start * STEP
        size = rows.stop - rows.start, columns.stop - columns.start
        mask = _mask(found, west, north, size)
        grain = _grain(texture, west, north, *size)[mask]
        for band, tone in enumerate(colour):
            self.pixels[band, rows, columns][mask] = np.clip(tone + grain, 1, 255)

    def _part(self, shapes: Sequence[shapely.Geometry]) -> tuple[slice, slice] | None:
        if not shapes:
            return None
        west, south, east, north = shapely.total_bounds(np.array(shapes, object)).tolist()
        _, height, width = self.pixels.shape
        left, right = max(int((west - self.west) // STEP), 0), min(int((east - self.west) // STEP) + 1, width)
        top, bottom = max(int((self.north - north) // STEP), 0), min(int((self.north - south) // STEP) + 1, height)
        return (slice(top, bottom), slice(left, right)) if left < right and top < bottom else None


def _mask(shapes: Sequence[shapely.Geometry], west: int, north: int, size: Size) -> NDArray[np.bool_]:
    """The pixels within; of one small shape asked point by point, which is quicker."""
    if len(shapes) > 1 or size[0] * size[1] > FEW:
        return np.asarray(_raster([(shape, 1) for shape in shapes], west, north, size, 0) > 0)
    x = west + STEP * (np.arange(size[1]) + 0.5)
    y = north - STEP * (np.arange(size[0]) + 0.5)
    shapely.prepare(shapes[0])
    return np.asarray(shapely.contains_xy(shapes[0], x[None, :], y[:, None]))


def _raster(pairs: Sequence[tuple[shapely.Geometry, int]], west: int, north: int, size: Size, fill: int) -> Whole:
    from rasterio.features import rasterize
    from rasterio.transform import from_origin

    at = from_origin(west, north, STEP, STEP)
    told = [(_told(part), value) for shape, value in pairs for part in shapely.get_parts(shape)]
    told = [each for each in told if each[0]["coordinates"]]
    if not told:
        return np.full(size, fill, np.int32)
    return np.asarray(rasterize(told, out_shape=size, fill=fill, transform=at, dtype="int32"), np.int32)


def _told(part: Any) -> dict[str, Any]:
    """A polygon as the rasteriser reads it, without asking vertex by vertex."""
    rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else []
    return {"type": "Polygon", "coordinates": [shapely.get_coordinates(ring).tolist() for ring in rings]}


@dataclass(frozen=True, slots=True, eq=False)
class Lie:
    """Which piece of land each pixel shows, and of each piece its class and number. Asked once for all seasons."""

    west: int
    north: int
    which: Whole
    codes: Sequence[str]
    numbers: Whole

    @classmethod
    def of(cls, west: int, north: int, size: Size, faces: NDArray[np.object_], codes: Any, numbers: Whole) -> Lie:
        box = (west, north - size[0] * STEP, west + size[1] * STEP, north)
        parts = shapely.clip_by_rect(faces, *box)
        pairs = [(part, place) for place, part in enumerate(parts) if part.area > 0]
        last = len(faces)
        which = _raster(pairs, west, north, size, last) if pairs else np.full(size, last, np.int32)
        return cls(west, north, which, codes, numbers)

    def painted(self, season: int) -> Canvas:
        """The land as it was; each piece has a tone of its own, the same on every image."""
        tones, kinds = _tones(self.codes, self.numbers, season)
        grain = _mixed(kinds[self.which], self.west, self.north) - np.int16(RIDGE) * _ridges(self.which)
        bands = np.take(np.ascontiguousarray(tones.T), self.which, axis=1)
        bands += grain
        return Canvas(self.west, self.north, np.clip(bands, 1, 255, out=bands).astype(np.uint8))


def _tones(codes: Sequence[str] | NDArray[np.str_], numbers: Whole, season: int) -> tuple[Whole, Whole]:
    """Of each piece, and of what lies outside all of them: its colour, its texture."""
    looks = [LOOKS.get(str(code), OTHER) for code in codes] + [OTHER]
    tones = np.array([colour for colour, _ in looks], np.int16)
    own = np.append((numbers * 2_654_435_761 % 4_294_967_296 >> 24) % 29 - 14, 0)
    growing = np.array([str(code)[:2] in GROWING for code in codes] + [True])
    tones += (own[:, None] + np.where(growing[:, None], np.array(SEASONS[season]), 0)).astype(np.int16)
    return tones, np.array([TEXTURES.index(texture) for _, texture in looks], np.int64)


def _ridges(which: Whole) -> Masks:
    edge = np.zeros(which.shape, np.bool_)
    edge[:, 1:] |= which[:, 1:] != which[:, :-1]
    edge[1:] |= which[1:] != which[:-1]
    return edge


def _mixed(kinds: Whole, west: int, north: int) -> Whole:
    height, width = kinds.shape
    ground = _rows(north, height)[:, None] * GRAIN + _columns(west, width)
    found: Whole = _grains().reshape(-1).take(kinds * (GRAIN * GRAIN) + ground)
    return found


def _grain(texture: str, west: int, north: int, height: int, width: int) -> Whole:
    found: Whole = _grains()[TEXTURES.index(texture)][np.ix_(_rows(north, height), _columns(west, width))]
    return found


def _rows(north: int, height: int) -> Whole:
    return (-north // STEP + np.arange(height)) % GRAIN


def _columns(west: int, width: int) -> Whole:
    return (west // STEP + np.arange(width)) % GRAIN


@cache
def _grains() -> Whole:
    """int16[textures, GRAIN, GRAIN] in steps of four, so that files stay small."""
    dice = np.random.default_rng(20230101)
    row, column = np.indices((GRAIN, GRAIN))
    fine = np.kron(dice.choice([-1, 0, 0, 0, 1], (GRAIN // 2, GRAIN // 2)), np.ones((2, 2), int))
    coarse = np.kron(dice.integers(-3, 4, (GRAIN // 8, GRAIN // 8)), np.ones((8, 8), int))
    middle = np.kron(dice.integers(-3, 4, (GRAIN // 4, GRAIN // 4)), np.ones((4, 4), int))
    dots = ((row % 4 < 2) & (column % 4 < 2)) * -5 + 2
    roofs = np.kron(dice.choice([-9, -4, 0, 6, 10], (GRAIN // 8, GRAIN // 8)), np.ones((8, 8), int))
    roofs = np.where((row % 8 < 2) | (column % 8 < 2), -7, roofs)
    textures = (
        fine * 0, fine + coarse // 2, np.where(row % 4 < 1, -4, 1) + fine, dots + fine, middle * 2 + fine, roofs,
        np.where(column % 4 < 1, -10, 4) + fine * 0,
    )  # fmt: skip
    return np.stack(textures).astype(np.int16) * 4
