"""The county's files: formats, coordinates, notices, and the same again from the same seed."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from demo.reading_back import layer, patches
from weipian.demo import make
from weipian.terms.words import Category, Determination, LayerKind, Measure, Outcome


def test_three_hundred_patches_in_twelve_batches(county: Path, told: dict[str, Any]) -> None:
    columns, shapes = patches(county, told)
    assert len(told["patches"]["files"]) == 12
    assert len(shapes) == len(set(columns["JCBH"])) == 300
    assert {Category.read(name) for name in columns["TBLX"]} == set(Category)
    assert set(columns["XZQMC"]) == set(told["townships"])
    assert shapely.is_valid(shapes).all()


def test_coordinates_are_in_zone_37_with_prefix(county: Path, told: dict[str, Any]) -> None:
    _, shapes = patches(county, told)
    west, south, east, north = shapely.total_bounds(shapes)
    assert 37_400_000 < west < east < 37_500_000
    assert 2_800_000 < south < north < 3_000_000
    assert pyogrio.read_info(county / told["patches"]["files"][0])["crs"] is not None


def test_patches_do_not_overlap(county: Path, told: dict[str, Any]) -> None:
    _, shapes = patches(county, told)
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    assert (pairs[0] == pairs[1]).all()


def test_every_layer_is_there_and_says_it_is_made_up(county: Path, told: dict[str, Any]) -> None:
    wanted = {kind.value for kind in LayerKind} - {"urban_growth_boundary", "earlier_patches"}
    assert set(told["layers"]) == wanted
    for section in told["layers"].values():
        path = county / section["file"]
        assert path.name.startswith("虚构数据")
        if path.suffix == ".parquet":
            notes = set(pq.read_table(path)["BZ"].to_pylist())
        else:
            notes = set(layer(path, section.get("layer"), section.get("encoding"))[0]["BZ"])
        assert notes == {"虚构数据"}


def test_columns_that_county_toml_names_exist(county: Path, told: dict[str, Any]) -> None:
    for section in told["layers"].values():
        path = county / section["file"]
        names = (
            pq.read_schema(path).names
            if path.suffix == ".parquet"
            else pyogrio.read_info(path, layer=section.get("layer"))["fields"].tolist()
        )
        assert set(section.get("columns", {}).values()) <= set(names), path.name


def test_most_shapefiles_come_without_an_encoding(county: Path) -> None:
    shapefiles = sorted(county.glob("*.shp"))
    told_of = [path for path in shapefiles if path.with_suffix(".cpg").exists()]
    assert 1 <= len(told_of) < len(shapefiles) / 2


def rows(path: Path, encoding: str) -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as stream:
        return list(csv.DictReader(stream))


def test_words_in_the_tables_are_the_programme_s(county: Path, told: dict[str, Any]) -> None:
    reviews = rows(county / told["review"]["file"], told["review"]["encoding"])
    for row in reviews:
        assert bool(row["判定"]) != bool(row["矿产判定"] or row["图斑编号"].startswith("4599KC"))
        if row["判定"]:
            Determination.read(row["判定"])
        Measure.read(row["整改措施"])
        Outcome.read(row["整改结果"])
    visits = rows(county / told["inspections"]["file"], "utf-8-sig")
    issued = set(patches(county, told)[0]["JCBH"])
    assert {row["图斑编号"] for row in (*visits, *reviews)} <= issued
    assert len(visits) < 300, "some patches of the last batch are still to be visited"


def test_approval_never_hangs_on_farmland_or_redline(county: Path, told: dict[str, Any]) -> None:
    """Plan 四(一): nothing is approved afterwards where farmland is touched; the story keeps to it."""
    farmland = layer(county / told["layers"]["permanent_basic_farmland"]["file"], "YJJBNTTB")[1]
    tree = shapely.STRtree(farmland)
    columns, shapes = patches(county, told)
    place = {str(patch): shape for patch, shape in zip(columns["JCBH"], shapes, strict=True)}
    for row in rows(county / told["review"]["file"], told["review"]["encoding"]):
        if row["整改结果"] == "已补办用地手续" or row["可补办"] == "是":
            near = farmland[tree.query(place[row["图斑编号"]])]
            assert shapely.area(shapely.intersection(near, place[row["图斑编号"]])).sum() < 1.0, row["图斑编号"]


@pytest.mark.slow
def test_same_seed_same_county(tmp_path: Path) -> None:
    one, two = (make(tmp_path / name, seed=5, scale=0.005).parent for name in ("one", "two"))
    names = sorted(path.name for path in one.iterdir() if path.is_file())
    assert names == sorted(path.name for path in two.iterdir() if path.is_file())
    for name in names:
        assert (one / name).read_bytes() == (two / name).read_bytes(), name
    land = [layer(next(folder.glob("*.gdb")), "DLTB") for folder in (one, two)]
    assert (shapely.to_wkb(land[0][1]) == shapely.to_wkb(land[1][1])).all()
    for key in land[0][0]:
        assert np.array_equal(land[0][0][key], land[1][0][key]), key


@pytest.mark.slow
def test_only_its_own_files_are_replaced(tmp_path: Path) -> None:
    kept = tmp_path / "我的笔记.txt"
    kept.write_text("留下", encoding="utf-8")
    stale = tmp_path / "虚构数据_旧.gpkg"
    stale.write_bytes(b"")
    make(tmp_path, scale=0.005)
    assert not stale.exists()
    assert kept.read_text(encoding="utf-8") == "留下"
