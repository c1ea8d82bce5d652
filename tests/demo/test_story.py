"""The story: worked out here from the county's own files, by GEOS in the map plane, not by our rules."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from demo.reading_back import layer, patches

MU = 2000 / 3


@pytest.fixture(scope="module")
def measured(county: Path, told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """亩 of each patch on cultivated land (net), farmland and redline, with what the people wrote."""
    columns, shapes = patches(county, told)
    land, faces = layer(next(county.glob("*.gdb")), "DLTB")
    net = net_share(land)
    layers = told["layers"]
    farmland = layer(county / layers["permanent_basic_farmland"]["file"], "YJJBNTTB")[1]
    redline = layer(county / layers["ecological_redline"]["file"], None, "GBK")[1]
    found: dict[str, dict[str, Any]] = {}
    for patch, category, shape in zip(columns["JCBH"], columns["TBLX"], shapes, strict=True):
        found[patch] = {
            "category": category,
            "cultivated": under(faces, shape, net),
            "farmland": under(farmland, shape, np.ones(len(farmland))),
            "redline": under(redline, shape, np.ones(len(redline))),
        }
    for name, key, encoding in (("inspections", "visit", "utf-8-sig"), ("review", "review", "GB18030")):
        with (county / told[name]["file"]).open(encoding=encoding, newline="") as stream:
            for row in csv.DictReader(stream):
                found[row["图斑编号"]][key] = row
    return found


def net_share(land: dict[str, np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    """Of each piece of land, the share that is cultivated without its ridges."""
    return np.where(np.isin(land["DLBM"], ["0101", "0102", "0103"]), 1 - land["KCXS"], 0.0)


def under(faces: np.ndarray[Any, Any], shape: shapely.Geometry, weight: np.ndarray[Any, Any]) -> float:
    near = np.flatnonzero(shapely.intersects(faces, shape))
    return float((shapely.area(shapely.intersection(faces[near], shape)) * weight[near]).sum()) / MU


def ratios(measured: dict[str, dict[str, Any]]) -> dict[str, tuple[float, float]]:
    """Unlawful 亩 after deduction, and the ratio, by plan 四(一)1 and 2."""
    over: dict[str, float] = defaultdict(float)
    whole: dict[str, float] = defaultdict(float)
    for one in measured.values():
        row = one.get("review", {})
        match row.get("判定"), row.get("整改结果"):
            case "合法新增建设用地", _:
                gains = (0.0, 1.0)
            case "新增建设用地违法", "已补办用地手续":
                gains = (0.0, 1.0)
            case "新增建设用地违法", "已拆除复耕到位":
                gains = (0.0, 0.0)
            case "新增建设用地违法", _:
                gains = (1.0, 1.0)
            case _:
                continue
        for name in (row["乡镇"], "全县"):
            over[name] += gains[0] * one["cultivated"]
            whole[name] += gains[1] * one["cultivated"]
    return {name: (over[name], over[name] / whole[name]) for name in whole}


def test_two_townships_over_the_line_two_near(measured: dict[str, dict[str, Any]]) -> None:
    found = ratios(measured)
    over = {name for name, (area, share) in found.items() if area >= 5 and share >= 0.15 and name != "全县"}
    assert over == {"麦浪乡", "枫峪乡"}
    area, share = found["鹭泽乡"]
    assert share > 0.15, "the ratio alone does not do it"
    assert 4 < area < 5
    area, share = found["砚溪镇"]
    assert area > 5, "the area alone does not do it"
    assert 0.13 < share < 0.15
    assert found["全县"][0] < 100
    assert 0.08 < found["全县"][1] < 0.15


def test_every_gate_has_its_case(measured: dict[str, dict[str, Any]]) -> None:
    """The plan's own figures, 二(二)(五)(八)."""
    gates = set()
    for one in measured.values():
        visit, review = one.get("visit", {}), one.get("review", {})
        suspected = visit.get("疑似违法") == "是"
        monthly = one["category"] in ("新增非农建设类", "年度内持续变化类")
        if suspected and monthly and one["cultivated"] >= 50:
            gates.add("A cultivated")
        if suspected and monthly and one["redline"] >= 25:
            gates.add("A redline")
        if suspected and monthly and one["farmland"] >= 25:
            gates.add("A farmland")
        if suspected and one["category"] == "矿产图斑" and float(visit["疑似违法开采面积(亩)"]) >= 5:
            gates.add("A mining")
        if suspected and visit["新增建构筑物"] == "是" and one["cultivated"] >= 50:
            gates.add("D")
        if review.get("整改措施") == "拆除复耕":
            if one["cultivated"] >= 25:
                gates.add("B")
            if one["cultivated"] >= 10:
                gates.add("C")
    assert gates == {"A cultivated", "A redline", "A farmland", "A mining", "B", "C", "D"}


def test_every_kind_of_determination_shows(measured: dict[str, dict[str, Any]]) -> None:
    reviewed = [one["review"] for one in measured.values() if "review" in one]
    assert {row["判定"] for row in reviewed if row["判定"]} == {
        "合法新增建设用地",
        "新增建设用地违法",
        "存量建设用地违法",
        "农业项目破坏耕地",
        "其他用地",
        "未判定",
    }
    assert {row["矿产判定"] for row in reviewed if row["矿产判定"]} == {"合法", "违法", "伪变化"}
    natures = {row["性质"] for row in reviewed}
    assert {"设施农业用地", "临时用地", "农村道路", "不改变原用地性质的光伏用地", "实地未变化"} <= natures
