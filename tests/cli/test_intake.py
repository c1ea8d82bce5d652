"""Layers, records and patches by the command, as a script would: exit codes, JSON, Chinese sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

from cli.conftest import Weipian
from made_people import add_person
from weipian.terms.acting import Role

WKT = [shapely.box(37_464_000 + 100 * k, 2_881_000, 37_464_100 + 100 * k, 2_881_100).wkt for k in range(3)]


@pytest.fixture
def county(weipian: Weipian, tmp_path: Path, database: str) -> Path:
    assert weipian("new", "county", "--policy", "demo-2023").code == 0
    return tmp_path / "county"


def batch(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(["图斑编号,图斑类型,乡镇,图斑面积(亩),WKT", *rows]), encoding="utf-8")
    return path


@pytest.mark.requirement("B1", "F3")
def test_a_batch_by_the_command(weipian: Weipian, county: Path, tmp_path: Path) -> None:
    rows = [f'P{k},新增非农建设类,星原镇,15,"{WKT[k]}"' for k in range(2)]
    source = batch(tmp_path / "八月.csv", *rows, f'P9,乱写,星原镇,15,"{WKT[2]}"')
    add = ("--workspace", county, "patches", "add", source, "--issued", "2023-08-10", "--json")
    tried = weipian(*add, "--dry-run")
    assert (tried.code, tried.json["patches"], tried.json["dry_run"]) == (3, 2, True)
    assert not (tmp_path / "八月-错误行.xlsx").exists()
    done = weipian(*add)
    assert (done.code, done.json["batch"], done.json["version"]) == (3, "八月", 1)
    assert done.json["refused"][0]["row"] == 4
    assert (tmp_path / "八月-错误行.xlsx").exists()
    assert "新增非农建设类(new_nonfarm_construction)" in done.err
    batch(source, *rows)
    again = weipian(*add)
    assert (again.code, again.json["identical"], again.json["differences"]) == (0, True, [])
    listed = weipian("patches", "list", "--workspace", county, "--due-before", "2023-12-31", "--json").json["patches"]
    assert set(listed[0]) >= {
        "patch", "batch", "issued", "category", "township", "state", "area_m2", "cultivated_mu", "farmland_mu",
        "redline_mu", "proposal", "determination", "due",
    }  # fmt: skip
    assert [(one["patch"], one["state"], one["due"]) for one in listed] == [
        ("P0", "issued", "2023-08-20"),
        ("P1", "issued", "2023-08-20"),
    ]
    assert weipian("audit", "verify", "--workspace", county).code == 0


@pytest.mark.requirement("B2", "F5")
def test_a_layer_by_the_command(weipian: Weipian, county: Path, tmp_path: Path) -> None:
    source = tmp_path / "red.geojson"
    features = [
        {"type": "Feature", "properties": {"HXMC": "甲"}, "geometry": None},
        {
            "type": "Feature",
            "properties": {"HXMC": "乙"},
            "geometry": json.loads(shapely.to_geojson(shapely.box(110.65, 26.04, 110.66, 26.05))),
        },
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}
    source.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}), encoding="utf-8")
    add = ("layers", "add", source, "--kind", "生态保护红线", "--as-of", "2022-12-31", "--workspace", county, "--json")
    tried = weipian(*add, "--dry-run")
    assert (tried.code, tried.json["added"]) == (3, False)
    done = weipian(*add)
    assert (done.code, done.json["added"], done.json["layer"]["version"]) == (3, True, 1)
    assert "密级" in done.err
    assert (county / done.json["layer"]["kept"]).is_file()
    again = weipian(*add)
    assert (again.code, again.json["added"]) == (3, False)
    found = weipian("layers", "list", "--workspace", county, "--json").json
    assert [(one["kind"], one["features"], one["refused"]) for one in found["layers"]] == [("ecological_redline", 1, 1)]
    assert "land_use" in found["missing"]
    wrong = weipian("layers", "add", source, "--kind", "land_use", "--as-of", "2022-12-31", "--workspace", county)
    assert wrong.code == 1
    assert "--class" in wrong.err


@pytest.mark.requirement("B13")
def test_records_by_the_command(weipian: Weipian, county: Path, tmp_path: Path) -> None:
    source = tmp_path / "项目.csv"
    source.write_text("项目名称,级别\n某公路,国家级\n,国家级\n", encoding="utf-8")
    done = weipian("records", "import", source, "--kind", "project", "--workspace", county, "--json")
    assert (done.code, done.json["added"]) == (3, ["某公路"])
    added = weipian("--workspace", county, "records", "add", "party", "名称=某公司")
    assert (added.code, added.out.strip()) == (0, "责任主体：新增 1，更改 0，相同 0")
    found = weipian("records", "list", "project", "--workspace", county, "--json").json["records"]
    assert [(one["name"], one["level"]) for one in found] == [("某公路", "国家级")]
    lost = weipian("records", "attach", "P0", "--project", "某公路", "--workspace", county, "--json")
    assert (lost.code, lost.json["errors"][0]["code"]) == (1, "patch_unknown")
    assert weipian("records", "attach", "P0", "--workspace", county).code == 2


@pytest.mark.requirement("A3")
def test_a_township_sees_only_its_own(weipian: Weipian, county: Path, tmp_path: Path) -> None:
    rows = [f'P{k},新增非农建设类,{name},15,"{WKT[k]}"' for k, name in enumerate(("星原镇", "砚溪镇"))]
    at = ("--workspace", county)
    assert weipian(*at, "patches", "add", batch(tmp_path / "a.csv", *rows), "--issued", "2023-08-10").code == 0
    stood_in = weipian(*at, "--as", "administrator", "account", "add", "镇1", "--role", "乡镇经办", "--json")
    assert (stood_in.code, stood_in.json["errors"][0]["code"]) == (1, "stand_in_barred")
    add_person(county, "镇1", Role.TOWNSHIP_CLERK, "星原镇")
    own = weipian(*at, "--as", "镇1", "patches", "list", "--json")
    assert [one["patch"] for one in own.json["patches"]] == ["P0"]
    other = weipian(*at, "--as", "镇1", "patches", "list", "--township", "砚溪镇", "--json")
    assert (other.code, other.json["errors"][0]["code"]) == (1, "other_township")
    for words in (("account", "list"), ("log", "export", tmp_path / "log.jsonl")):
        assert weipian(*at, "--as", "镇1", *words).code == 1
    assert not (tmp_path / "log.jsonl").exists()
