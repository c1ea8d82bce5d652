"""The county as `weipian demo` makes it: its size, its fit, its year; judged by GEOS and by the files alone."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from demo.reading_back import Layer, layer, patches
from demo.test_story import net_share, ratios, under
from weipian.cli.demo import cached_county
from weipian.terms.words import Category

pytestmark = [pytest.mark.slow, pytest.mark.requirement("B1")]


@pytest.fixture(scope="module")
def large() -> Path:
    """The one that `weipian demo` keeps, so that it is made once in a run of the tests."""
    return cached_county(2023).parent


@pytest.fixture(scope="module")
def listed(large: Path) -> dict[str, Any]:
    return tomllib.loads((large / "county.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def land(large: Path) -> Layer:
    return layer(next(large.glob("*.gdb")), "DLTB")


@pytest.fixture(scope="module")
def issued(large: Path, listed: dict[str, Any]) -> Layer:
    return patches(large, listed)


def test_land_of_a_whole_county_fits(land: Layer) -> None:
    shapes = land[1]
    assert abs(len(shapes) - 200_000) < 6_000
    assert 37 < shapely.get_num_coordinates(shapes).mean() < 44
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


def test_woods_are_large_fields_small_rivers_long(land: Layer) -> None:
    code, shapes = land[0]["DLBM"], land[1]
    area = shapely.area(shapes)
    assert np.quantile(area, 0.99) > 20 * np.median(area), "heavy-tailed"
    assert np.median(area[code == "0301"]) > 5 * np.median(area[code == "0101"])
    thin = shapely.length(shapes) ** 2 / area
    assert np.median(thin[np.isin(code, ["1003", "1101"])]) > 6 * np.median(thin[code == "0101"])


def test_farmland_and_redline(large: Path, listed: dict[str, Any]) -> None:
    farmland = layer(large / listed["layers"]["permanent_basic_farmland"]["file"], "YJJBNTTB")[1]
    redline = layer(large / listed["layers"]["ecological_redline"]["file"], None, "GBK")[1]
    assert len(farmland) == 20_000
    assert shapely.get_num_coordinates(redline).sum() >= 40_000
    assert shapely.is_valid(farmland).all()
    assert shapely.is_valid(redline).all()


def test_fifteen_hundred_patches_in_twelve_batches(issued: Layer, listed: dict[str, Any]) -> None:
    columns, shapes = issued
    assert len(listed["patches"]["files"]) == 12
    assert len(shapes) == len(set(columns["JCBH"])) == 1500
    months = np.unique([str(day)[:7] for day in columns["XFSJ"]], return_counts=True)[1]
    assert len(months) == 12
    assert months.min() > 40
    assert {Category.read(name) for name in columns["TBLX"]} == set(Category)
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    assert (pairs[0] == pairs[1]).all(), "no two overlap"


def test_changes_gather(large: Path, listed: dict[str, Any], land: Layer, issued: Layer) -> None:
    """Houses stand in clusters, mines too; works lie nearer to the roads than the fields do."""
    with (large / listed["inspections"]["file"]).open(encoding="utf-8-sig", newline="") as stream:
        use = {row["图斑编号"]: row["实际用途"] for row in csv.DictReader(stream)}
    kind = np.asarray([use.get(patch, "") for patch in issued[0]["JCBH"]])
    spot = shapely.centroid(issued[1])
    for name in ("住宅", "采矿用地"):
        own = shapely.STRtree(spot[kind == name])
        near = own.query(spot[kind == name], predicate="dwithin", distance=600.0)[0]
        assert np.median(np.bincount(near)) >= 4, name
    roads = shapely.STRtree(land[1][land[0]["DLBM"] == "1003"])
    fields = shapely.centroid(land[1][land[0]["DLBM"] == "0101"][::200])
    away = [
        np.median(roads.query_nearest(places, return_distance=True, all_matches=False)[1])
        for places in (spot[kind == "厂房等建（构）筑物"], fields)
    ]
    assert away[0] < 0.5 * away[1]


def test_two_townships_over_the_line_and_two_near(
    large: Path, listed: dict[str, Any], land: Layer, issued: Layer
) -> None:
    net, tree = net_share(land[0]), shapely.STRtree(land[1])
    found: dict[str, dict[str, Any]] = {}
    for patch, shape in zip(issued[0]["JCBH"], issued[1], strict=True):
        near = tree.query(shape)
        found[patch] = {"cultivated": under(land[1][near], shape, net[near])}
    with (large / listed["review"]["file"]).open(encoding="gb18030", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["图斑编号"]]["review"] = row
    share = ratios(found)
    over = {name for name, (area, ratio) in share.items() if area >= 5 and ratio >= 0.15}
    assert over == {"麦浪乡", "枫峪乡"}
    near_it = {name for name, (_, ratio) in share.items() if 0.12 <= ratio < 0.15} - {"全县"}
    assert near_it == {"砚溪镇", "鹭泽乡"}
    assert share["全县"][1] < 0.15
