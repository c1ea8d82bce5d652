"""The land fits together: no gaps, no overlaps, equal vertices; judged by GEOS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely

from demo.reading_back import layer
from weipian.demo.fabric import cell_edges, room_beside, wiggled


def check_coverage(shapes: np.ndarray[Any, np.dtype[np.object_]]) -> None:
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.union_all(shapes)
    assert shapely.get_num_geometries(whole) == 1
    outline = whole if whole.geom_type == "Polygon" else whole.geoms[0]
    assert len(outline.interiors) == 0, "a gap"
    assert abs(whole.area - shapely.area(shapes).sum()) < 0.01


def corners(shapes: np.ndarray[Any, np.dtype[np.object_]]) -> set[tuple[float, float]]:
    """Vertices in whole millimetres."""
    return {(x, y) for x, y in np.round(shapely.get_coordinates(shapes) * 1000).tolist()}


def test_land_use_is_a_coverage(county: Path) -> None:
    columns, shapes = layer(next(county.glob("*.gdb")), "DLTB")
    check_coverage(shapes)
    assert shapely.get_num_coordinates(shapes).mean() > 15, "edges are wiggled"
    assert len(set(columns["BSM"])) == len(shapes)


def test_areas_of_the_survey_add_up(county: Path) -> None:
    columns, shapes = layer(next(county.glob("*.gdb")), "DLTB")
    assert np.allclose(columns["TBMJ"], columns["KCMJ"] + columns["TBDLMJ"], atol=0.006)
    assert np.abs(columns["TBMJ"] / shapely.area(shapes) - 1).max() < 6e-4
    ridged = columns["KCXS"] > 0
    assert set(columns["DLBM"][ridged]) == {"0101", "0103"}
    assert set(columns["KCDLBM"][ridged]) == {"1203"}
    assert 0.05 < ridged[np.isin(columns["DLBM"], ["0101", "0103"])].mean() < 0.95


def test_farmland_lies_within_cultivated_land(county: Path, told: dict[str, Any]) -> None:
    columns, shapes = layer(next(county.glob("*.gdb")), "DLTB")
    fields = shapely.union_all(shapes[np.isin(columns["DLBM"], ["0101", "0103"])])
    farmland = layer(county / told["layers"]["permanent_basic_farmland"]["file"], "YJJBNTTB")[1]
    assert len(farmland) > 100
    assert shapely.area(shapely.difference(farmland, fields)).max() < 0.001
    assert corners(farmland) <= corners(shapes), "the very same vertices"


def test_townships_share_their_bounds_with_the_land(county: Path, told: dict[str, Any]) -> None:
    shapes = layer(county / told["layers"]["township"]["file"])[1]
    assert len(shapes) == 7
    assert shapely.coverage_is_valid(shapes)
    land = layer(next(county.glob("*.gdb")), "DLTB")[1]
    assert abs(shapely.area(shapes).sum() - shapely.area(land).sum()) < 0.01


def test_an_edge_is_wiggled_once_for_both_neighbours() -> None:
    """Two cells' common edge comes out once, with its ends where the cells meet."""
    points = np.asarray([(x * 100.0 + 3 * (y % 2), y * 100.0) for x in range(6) for y in range(6)])
    ends, left, right = cell_edges(points, np.zeros(36, dtype=np.int64))
    assert len(ends) == len(np.unique(ends, axis=0))
    assert (left != right).all()
    room = room_beside(ends, points[left])
    assert np.allclose(room, room_beside(ends, points[right]), atol=1e-4), "alike on both sides"
    lines = wiggled(ends, room, 1)
    assert np.allclose(shapely.get_coordinates(shapely.get_point(lines, 0)), ends[:, :2], atol=0)
    assert np.allclose(shapely.get_coordinates(shapely.get_point(lines, -1)), ends[:, 2:], atol=0)
    assert (shapely.to_wkb(wiggled(ends[::-1], room[::-1], 1))[::-1] == shapely.to_wkb(lines)).all()
