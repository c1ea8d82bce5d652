"""The large inputs are what they are said to be, and a stopped run gives the same bytes; on a small scale."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
import shapely

from benchmarks import docs
from benchmarks.large_results import LargeResult, LargeRun, large_markdown, load_large, save_large
from benchmarks.tiles import LANE, Tile, corners, packed, write_tiles
from weipian.geometry.crs import Crs, check


def squares(count: int) -> Tile:
    shapes = shapely.box(np.arange(count) * 10.0, 0.0, np.arange(count) * 10.0 + 10.0, 10.0)
    return Tile(shapes, np.array([f"C{k}" for k in range(count)], object), 10.0 * count)


def test_tiles_stand_side_by_side_and_don_t_overlap(tmp_path: Path) -> None:
    tile = squares(6)
    path = tmp_path / "tiles.parquet"
    assert write_tiles(path, tile, corners(5, tile.side), 28) == 28
    table = pq.read_table(path)
    shapes = shapely.from_wkb(table["geometry"].to_numpy())
    assert len(set(table["id"].to_pylist())) == 28
    assert table["DLBM"].to_pylist()[:7] == ["C0", "C1", "C2", "C3", "C4", "C5", "C0"]
    assert shapely.area(shapely.union_all(shapes)) == pytest.approx(2800.0)
    box = shapely.total_bounds(shapes)
    assert box[2] - box[0] == pytest.approx(3 * tile.side + 2 * LANE)
    check(Crs.of_epsg(4525), (box[0], box[1], box[2], box[3]))
    assert write_tiles(path, tile, [], 0) == 28


def test_ten_million_stay_within_their_zone() -> None:
    places = np.array(corners(294, 45_000.0))
    check(Crs.of_epsg(4525), (*places.min(axis=0).tolist(), *(places.max(axis=0) + 45_000.0).tolist()))


def test_plans_are_moved_whole() -> None:
    rng = np.random.default_rng(5)
    low = rng.uniform(0.0, 1e6, (9, 2))
    shapes = np.concatenate([shapely.box(x, y, x + np.array([50, 90]), y + np.array([70, 20])) for x, y in low])
    plan = np.repeat([f"P{k}" for k in range(9)], 2).astype(object)
    moved, side = packed(shapes, plan)
    assert shapely.area(moved) == pytest.approx(shapely.area(shapes))
    assert shapely.area(shapely.intersection(moved[::2], moved[1::2])) == pytest.approx(1000.0)
    assert shapely.area(shapely.union_all(moved)) == pytest.approx(9 * (3500 + 1800 - 1000))
    assert (shapely.total_bounds(moved) <= side).all()


def result(layer: str, same: bool = True) -> LargeResult:
    run = LargeRun("cold", 12.5, 20.25, 1500.0, "")
    return LargeResult(layer, "2026-01-01", "2 cores", 10, 100, 5.0, 9.0, 33, 2, "2048 MiB", same, (run,))


def test_results_are_kept_and_shown(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    assert load_large(path) == []
    save_large(path, [result("demo"), result("zoning", same=False)])
    found = load_large(path)
    assert found == [result("demo"), result("zoning", same=False)]
    text = large_markdown(found)
    assert "| cold | 12.5 | 20.2 | 1,500 |  |" in text
    assert "the same bytes" in text
    assert "**other bytes**" in text


def test_the_page_has_a_place_and_says_what_was_measured() -> None:
    page = docs.PAGE.read_text("utf-8")
    assert docs.with_large(page, load_large(docs.LARGE)) == page
