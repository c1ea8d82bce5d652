"""Tiles by our encoder, read by GDAL's own MVT driver."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely

from weipian.gis.vector_tiles import EXTENT, Rings, layer_of, varints

SIDE = 2 * 20037508.342789244
"""The world's square in web Mercator; a tile 0/0/0 has 4096 steps along it."""


def read(folder: Path, content: bytes, layer: str) -> tuple[list[Any], dict[str, Any]]:
    """Shapes in steps from the north-west corner."""
    path = folder / "0" / "0" / "0.mvt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    meta, _, wkb, columns = pyogrio.raw.read(path, layer=layer, CLIP="NO")
    step = SIDE / EXTENT
    moved = shapely.transform(shapely.from_wkb(wkb), lambda xy: np.column_stack((xy[:, 0], -xy[:, 1])) / step + 2048)
    return list(moved), dict(zip(meta["fields"], columns, strict=True))


def rings_of(shapes: list[Any]) -> Rings:
    """Polygons and multipolygons on whole steps, one feature each."""
    rows: list[tuple[Any, bool, int]] = []
    for number, shape in enumerate(shapes):
        for part in shapely.get_parts(shape):
            rows.append((shapely.get_coordinates(part.exterior), False, number))
            rows += [(shapely.get_coordinates(inner), True, number) for inner in part.interiors]
    xy = np.concatenate([row[0] for row in rows]).astype(np.int64)
    start = np.append(0, np.cumsum([len(row[0]) for row in rows]))
    return Rings(xy[:, 0], xy[:, 1], start, np.array([row[1] for row in rows]), np.array([row[2] for row in rows]))


def stars(count: int, seed: int) -> list[Any]:
    """Odd shapes on whole steps, some with a hole, some in two parts."""
    dice = np.random.default_rng(seed)
    found = []
    for number in range(count):
        corners = int(dice.integers(3, 40))
        angle = np.sort(dice.uniform(0, 2 * np.pi, corners))
        far = dice.uniform(60, 200, corners)
        middle = dice.uniform(250, 3800, 2)
        shape = shapely.Polygon(np.rint(middle + np.column_stack((np.cos(angle), np.sin(angle))) * far[:, None]))
        if number % 3 == 0:
            shape = shapely.difference(shape, shapely.box(*np.rint(middle - 9), *np.rint(middle + 9)))
        if number % 4 == 0:
            shape = shapely.union(shape, shapely.box(10, 10 + 8 * number, 15, 14 + 8 * number))
        if shape.is_valid and shape.area > 0 and shapely.get_coordinates(shape).tolist() == np.rint(
            shapely.get_coordinates(shape)
        ).tolist():  # fmt: skip
            found.append(shape)
    return found


def test_what_is_written_is_read_by_gdal(tmp_path: Path) -> None:
    shapes = stars(200, 4)
    assert len(shapes) > 60
    values = ["", "0101", "水田"]
    value = np.arange(len(shapes)) % 3
    numbers = np.arange(len(shapes)) * 137 + 1
    content = layer_of("whole", rings_of(shapes), values, value, numbers)
    found, columns = read(tmp_path, content, "whole")
    assert len(found) == len(shapes)
    assert list(columns["mvt_id"]) == numbers.tolist()
    assert [str(one or "") for one in columns["c"]] == [values[one] for one in value]
    for one, other in zip(found, shapes, strict=True):
        assert shapely.symmetric_difference(one, other).area < 1e-3


def test_rings_turn_as_the_form_says(tmp_path: Path) -> None:
    """Exteriors and holes given either way round come out alike."""
    holed = shapely.difference(shapely.box(0, 0, 100, 100), shapely.box(10, 10, 20, 20))
    ways = [layer_of("a", rings_of([shape]), [""], np.zeros(1, np.int64), np.ones(1, np.int64))
            for shape in (holed, holed.reverse())]  # fmt: skip
    areas = [read(tmp_path, one, "a")[0][0].area for one in ways]
    assert np.allclose(areas, 100 * 100 - 10 * 10)


def test_what_has_no_area_is_left_out(tmp_path: Path) -> None:
    line, point = shapely.Polygon([(0, 0), (50, 0), (0, 0)]), shapely.Polygon([(5, 5), (5, 5), (5, 5), (5, 5)])
    kept = shapely.Polygon([(0, 0), (8, 0), (8, 0), (8, 8), (8, 8), (0, 8), (0, 0)])
    content = layer_of("a", rings_of([line, point, kept]), ["x"], np.zeros(3, np.int64), np.arange(1, 4))
    found, columns = read(tmp_path, content, "a")
    assert [round(one.area, 6) for one in found] == [64.0]
    assert list(columns["mvt_id"]) == [3]


def test_varints_are_those_of_the_form() -> None:
    for number in (0, 1, 127, 128, 300, 16383, 16384, 2**21 - 1, 2**21, 2**28 - 1, 2**28, 2**32 - 1):
        left, expected = number, bytearray()
        while left >= 128:
            expected.append(left % 128 + 128)
            left //= 128
        expected.append(left)
        assert varints(np.array([number])).tobytes() == bytes(expected)
