"""`weipian patches export`: out of one workspace and into another, who may, and what the log says of it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely

from cli.conftest import Weipian
from made_people import add_person
from weipian.terms.acting import Role

TOWNSHIPS = ("星原镇", "麦浪乡")
X, Y = 37_464_000.123, 2_881_000.5


def shape(x: float, wide: float = 100.0) -> Any:
    """With a hole, so that roles of rings count too."""
    whole = shapely.box(x, Y, x + wide, Y + 80.25)
    return whole.difference(shapely.box(x + 10, Y + 10, x + 20, Y + 20))


@pytest.fixture
def county(weipian: Weipian, tmp_path: Path) -> Path:
    """Three patches as the platform issues them, one in another township."""
    assert weipian("new", "county", "--policy", "demo-2023").code == 0
    rows = [("T1", TOWNSHIPS[0], 0), ("T2", TOWNSHIPS[0], 300), ("T3", TOWNSHIPS[1], 600)]
    features = [
        {
            "type": "Feature",
            "properties": {
                "JCBH": number, "TBLX": "新增非农建设类", "XZQDM": "459901", "XZQMC": where, "JCMJ": 12.03,
                "XFSJ": "2023-08-01", "QSX": "20230102", "HSX": "20230703",
            },
            "geometry": json.loads(shapely.to_geojson(shape(X + at))),
        }
        for number, where, at in rows
    ]  # fmt: skip
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4525"}}
    issued = {"type": "FeatureCollection", "crs": crs, "features": features}
    (tmp_path / "issued.geojson").write_text(json.dumps(issued, ensure_ascii=False), encoding="utf-8")
    done = weipian("patches", "add", "issued.geojson", "--issued", "2023-08-01", "--workspace", "county")
    assert done.code == 0, done.err
    return tmp_path / "county"


def patches_of(workspace: Path) -> dict[str, dict[str, Any]]:
    with closing(sqlite3.connect(workspace / "weipian.sqlite3")) as database:
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute("SELECT * FROM patch ORDER BY number")]
    return {row["number"]: row for row in rows}


SAME = (
    "category", "supplementary", "issued", "issued_area", "issued_unit", "township", "earlier_image", "later_image",
    "crs", "area_um2", "west", "south", "east", "north",
)  # fmt: skip


@pytest.mark.requirement("B1", "F4")
@pytest.mark.parametrize(("name", "inside"), [("a.gpkg", "#图斑"), ("a.shp", ""), ("a.parquet", "")])
def test_out_and_into_another_workspace(weipian: Weipian, county: Path, tmp_path: Path, name: str, inside: str) -> None:
    out = weipian("patches", "export", name, "--workspace", county, "--json")
    assert out.code == 0, out.err
    assert weipian("new", "other", "--policy", "demo-2023").code == 0
    day = ("--issued", "2023-08-01", "--workspace", "other")
    taken = weipian("patches", "add", name + inside, "--batch", "八月", *day, "--json")
    assert (taken.code, taken.json["new"]) == (0, 3), taken.err
    before, after = patches_of(county), patches_of(tmp_path / "other")
    for number, row in before.items():
        assert {key: after[number][key] for key in SAME} == {key: row[key] for key in SAME}
        one, other = (shapely.normalize(shapely.from_wkb(each["wkb"])) for each in (row, after[number]))
        assert shapely.equals_exact(one, other, tolerance=0.0)
        issued, again = (json.loads(each["attributes"]) for each in (row, after[number]))
        assert {key: again[key] for key in issued} == issued
    once_more = weipian("patches", "add", name + inside, "--batch", "八月", *day, "--json")
    assert once_more.json["identical"]


@pytest.mark.requirement("F4")
def test_degrees_measure_the_same_to_the_hundredth(weipian: Weipian, county: Path, tmp_path: Path) -> None:
    assert weipian("patches", "export", "a.geojson", "--workspace", county).code == 0
    assert weipian("new", "other", "--policy", "demo-2023").code == 0
    assert weipian("patches", "add", "a.geojson", "--issued", "2023-08-01", "--workspace", "other").code == 0
    other = patches_of(tmp_path / "other")
    for number, row in patches_of(county).items():
        assert abs(row["area_um2"] - other[number]["area_um2"]) < 10_000


@pytest.mark.requirement("A3", "F5")
def test_a_township_takes_out_its_own(weipian: Weipian, county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEIPIAN_CREDENTIAL", add_person(county, "li", Role.TOWNSHIP_CLERK, TOWNSHIPS[1]))
    own = weipian("patches", "export", "a.gpkg", "--workspace", county, "--as", "li", "--json")
    assert own.json["layers"] == {"图斑": 1, "地块": 1}
    _, _, _, values = pyogrio.raw.read(county.parent / "a.gpkg", layer="图斑", columns=["JCBH"])
    assert values[0].tolist() == ["T3"]
    other = ("--township", TOWNSHIPS[0], "--as", "li", "--workspace", county)
    assert weipian("patches", "export", "b.gpkg", *other).code == 1
    assert not (county.parent / "b.gpkg").exists()


@pytest.mark.requirement("A3")
@pytest.mark.parametrize("role", [Role.DEPARTMENT_CLERK, Role.ADMINISTRATOR, Role.CONFIDENTIAL_CLERK])
def test_who_sees_no_patch_takes_none_out(
    weipian: Weipian, county: Path, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    monkeypatch.setenv("WEIPIAN_CREDENTIAL", add_person(county, "wang", role))
    done = weipian("patches", "export", "a.gpkg", "--workspace", county, "--as", "wang", "--json")
    assert (done.code, done.json["errors"][0]["code"]) == (1, "act_not_of_role")
    assert not list(county.parent.glob("*a.gpkg*"))


@pytest.mark.requirement("F1", "F5")
def test_the_log_names_the_file(weipian: Weipian, county: Path) -> None:
    done = weipian("patches", "export", "a.gpkg", "--workspace", county, "--json").json
    with closing(sqlite3.connect(county / "weipian.sqlite3")) as database:
        act, subject, seq = database.execute("SELECT act, subject, seq FROM event ORDER BY seq DESC").fetchone()
        copy = database.execute("SELECT kind, name, sha256, event FROM copy").fetchall()
    assert (act, subject) == ("patches_exported", "copy")
    assert copy == [("patches", "a.gpkg", done["sha256"], seq)]
    assert done["head"] == seq - 1
    info = pyogrio.read_info(county.parent / "a.gpkg", layer="图斑")
    assert info["dataset_metadata"]["LOG_SEQ"] == str(done["head"])
    assert weipian("audit", "verify", "--workspace", county).code == 0


@pytest.mark.requirement("F3")
def test_what_is_asked_and_what_is_not_there(weipian: Weipian, county: Path) -> None:
    def asked(*words: str) -> Any:
        return weipian("patches", "export", *words, "--workspace", county, "--json")

    assert asked("a.gpkg", "--state", "已下发", "--layer", "plots").json["layers"] == {"地块": 3}
    assert asked("a.shp", "--batch", "issued", "--township", TOWNSHIPS[0]).json["layers"] == {"图斑": 2}
    assert asked("a.shp", "--determination", "未判定").json["layers"] == {"图斑": 3}
    for words, code, exit_code in (
        (("a.gpkg", "--determination", "合法新增建设用地"), "gis_nothing", 1),
        (("a.gpkg", "--township", "没有的镇"), "township_unknown", 1),
        (("a.dwg",), "gis_suffix", 2),
        (("none/a.gpkg",), "output_no_folder", 1),
    ):
        refused = asked(*words)
        assert (refused.code, refused.json["errors"][0]["code"]) == (exit_code, code)


@pytest.mark.requirement("F5")
def test_the_secrecy_of_the_layers_is_told(weipian: Weipian, county: Path, tmp_path: Path) -> None:
    outline = {
        "type": "Polygon",
        "coordinates": [[[X - 50, Y - 50], [X + 5e3, Y - 50], [X + 5e3, Y + 5e3], [X - 50, Y - 50]]],
    }
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4525"}}
    feature = {"type": "Feature", "properties": {"XZQMC": TOWNSHIPS[0], "XZQDM": "1"}, "geometry": outline}
    for name in ("farmland", "township"):
        layer = {"type": "FeatureCollection", "crs": crs, "features": [feature]}
        (tmp_path / f"{name}.geojson").write_text(json.dumps(layer, ensure_ascii=False), encoding="utf-8")
    for name, kind, secrecy in (("farmland", "permanent_basic_farmland", "内部"), ("township", "township", "秘密")):
        added = ("--kind", kind, "--as-of", "2022-12-31", "--secrecy", secrecy, "--workspace", county)
        assert weipian("layers", "add", f"{name}.geojson", *added).code == 0
    assert weipian("overlay", "--workspace", county).code == 0
    done = weipian("patches", "export", "a.gpkg", "--workspace", county, "--json")
    assert done.json["secrecy"] == "internal"
    assert set(done.json["layers"]) == {"图斑", "地块"}
    assert "按「内部」保管" in done.err
    assert "密级为「秘密」，没有随图导出" in done.err
    assert pyogrio.read_info(tmp_path / "a.gpkg", layer="图斑")["dataset_metadata"]["SECRECY"] == "内部"
