"""A year from files: the figures of ledger, page and JSON are one, and independent sums agree with them."""

from __future__ import annotations

import csv
import json
import shutil
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pyogrio
import pytest
import shapely

from weipian.office.county import read_county
from weipian.office.papers import write_papers
from weipian.office.run import Year, run_year
from weipian.terms.words import Answer, Category, Conclusion, LayerKind


def reviewed(county: Path) -> list[dict[str, str]]:
    with (county.parent / "虚构数据_会审结果.csv").open(encoding="gb18030") as table:
        return list(csv.DictReader(table))


@pytest.mark.requirement("E1", "E2")
def test_the_ratio_is_what_the_tables_say(county: Path, year: Year) -> None:
    """Summed here from the two tables alone, by the plan's rules in a dozen lines."""
    with (county.parent / "虚构数据_实地核查.csv").open(encoding="utf-8-sig") as table:
        filed = {row["图斑编号"]: Fraction(row["填报耕地面积(亩)"]) for row in csv.DictReader(table)}
    categories = {one.known.issued.patch: one.known.issued.category for one in year.judged}
    numerator: dict[str, Fraction] = defaultdict(Fraction)
    denominator: dict[str, Fraction] = defaultdict(Fraction)
    for row in reviewed(county):
        patch, area = row["图斑编号"], filed.get(row["图斑编号"], Fraction(0))
        supplementary = categories[patch] is Category.SUPPLEMENTARY
        if row["判定"] == "合法新增建设用地" and (not supplementary or row["上级终判"] == "是"):
            denominator[row["乡镇"]] += area
        if row["判定"] == "新增建设用地违法":
            denominator[row["乡镇"]] += 0 if row["整改结果"] == "已拆除复耕到位" else area
            numerator[row["乡镇"]] += 0 if row["整改结果"] in ("已拆除复耕到位", "已补办用地手续") else area
    townships: Any = year.ratio["townships"]
    assert {name: Fraction(one["after"]["numerator_mu"]) for name, one in townships.items()} == {
        name: numerator[name] for name in townships
    }
    assert {name: Fraction(one["after"]["denominator_mu"]) for name, one in townships.items()} == {
        name: denominator[name] for name in townships
    }
    over = {n for n in townships if numerator[n] >= 5 and numerator[n] * 100 >= 15 * denominator[n]}
    assert {name for name, one in townships.items() if one["in_scope"]} == over
    assert len(over) == 2


@pytest.mark.requirement("B3")
def test_areas_are_geos_areas(county: Path, year: Year) -> None:
    """Farmland under every patch again with shapely in the plane: within a square centimetre per boundary metre."""
    farmland = year.layers[LayerKind.PERMANENT_BASIC_FARMLAND].ground
    planar = farmland.planar(range(len(farmland)))
    tree = shapely.STRtree(planar)
    known = {one.known.issued.patch: one.known for one in year.judged}
    for batch in year.batches:
        for issued, shape in zip(batch.issued, batch.ground.planar(range(len(batch.ground))), strict=True):
            expected = sum(shapely.intersection(shape, planar[k]).area for k in tree.query(shape))
            found = known[issued.patch].area_on(LayerKind.PERMANENT_BASIC_FARMLAND)
            assert found is not None
            assert abs(float(found.m2) - expected) < 0.01


@pytest.mark.requirement("B7", "B8", "B9", "B10")
def test_every_gate_is_asked_somewhere(year: Year) -> None:
    assert {str(gate["gate"]) for one in year.judged for gate in one.gates} == {"A", "B", "C", "D"}


@pytest.mark.requirement("C1", "C2")
def test_proposals_of_every_kind_and_never_unlawful_unseen(year: Year) -> None:
    proposals = [one.proposal for one in year.judged]
    assert {p.conclusion for p in proposals} >= {
        Conclusion.LAWFUL,
        Conclusion.UNLAWFUL,
        Conclusion.OTHER_USE,
        Conclusion.IN_DOUBT,
    }
    for one in year.judged:
        if one.proposal.conclusion is Conclusion.UNLAWFUL:
            assert one.known.visit.get("inspected")
            assert one.known.visit.get("systems_searched") is True or not one.known.issued.category.is_land
        if one.proposal.conclusion is Conclusion.IN_DOUBT:
            assert one.proposal.missing or any(f.answer is Answer.NOT_ENOUGH_EVIDENCE for f in one.proposal.findings)


@pytest.mark.requirement("B2")
def test_a_layer_that_was_not_given_is_not_checked(county: Path, tmp_path: Path, year: Year) -> None:
    files = read_county(county)
    without = tuple(layer for layer in files.layers if layer.kind is not LayerKind.ECOLOGICAL_REDLINE)
    short = run_year(replace(files, layers=without), lambda *_: None)
    assert {one.known.area_on(LayerKind.ECOLOGICAL_REDLINE) for one in short.judged} == {None}
    answer: Any = short.answer()
    assert {patch["redline_m2"] for patch in answer["patches"]} == {None}
    whole: Any = year.answer()
    assert "0.00" in {patch["redline_m2"] for patch in whole["patches"]}
    book = openpyxl.load_workbook(write_papers(short, tmp_path / "短").ledger)
    texts = {str(cell.value) for row in book["台账"].iter_rows(min_row=3) for cell in row}
    assert "未检查" in texts


def test_no_land_use_no_cultivated_no_ratio(county: Path) -> None:
    files = read_county(county)
    bare = replace(files, layers=(), inspections=None)
    year = run_year(bare, lambda *_: None)
    townships: Any = year.ratio["townships"]
    assert townships == {}
    assert any("没有计入问责比例" in line for line in year.said)
    assert {one.proposal.conclusion for one in year.judged} == {Conclusion.IN_DOUBT}


@pytest.mark.requirement("F3")
def test_bad_rows_are_refused_and_the_good_ones_go_on(county: Path, tmp_path: Path, year: Year) -> None:
    folder = tmp_path / "县"
    shutil.copytree(county.parent, folder)
    path = folder / "虚构数据_202309下发图斑.gpkg"
    meta, _, geometry, fields = pyogrio.raw.read(path)
    columns = dict(zip(meta["fields"], fields, strict=True))
    columns["TBLX"][0] = "不明类型"
    columns["XFSJ"][1] = "2023-02-30"
    columns["JCMJ"][2] = -5.0
    columns["JCBH"][3] = columns["JCBH"][4]
    geometry[5] = shapely.to_wkb(
        shapely.Polygon([(37460000, 2890000), (37460100, 2890100), (37460100, 2890000), (37460000, 2890100)])
    )
    path.unlink()
    pyogrio.raw.write(
        path,
        geometry,
        list(columns.values()),
        meta["fields"],
        layer="JCTB",
        crs=meta["crs"],
        geometry_type="Polygon",
        driver="GPKG",
    )
    with (folder / "虚构数据_实地核查.csv").open("a", encoding="utf-8") as table:
        table.write("查无此斑,星原镇\r\n")
    spoilt = run_year(read_county(folder / "county.toml"), lambda *_: None)
    codes = sorted(row.refusal.code for row in spoilt.refused)
    assert len(spoilt.judged) == len(year.judged) - 5
    assert {"unknown_word", "impossible_date", "negative_area", "patch_in_two_batches"} <= set(codes)
    papers = write_papers(spoilt, tmp_path / "成果")
    assert papers.errors is not None
    listed = list(openpyxl.load_workbook(papers.errors).active.iter_rows(min_row=2, values_only=True))
    assert len(listed) == len(spoilt.refused)


@pytest.mark.requirement("A4", "E3")
def test_ledger_page_and_json_say_the_same(county: Path, year: Year, tmp_path: Path) -> None:
    papers = write_papers(year, tmp_path / "成果")
    answer = json.loads(json.dumps(year.answer(), ensure_ascii=False))
    sheet = openpyxl.load_workbook(papers.ledger)["台账"]
    keys = [cell.value for cell in sheet[2]]
    rows = [
        dict(zip(keys, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=3) if row[0].value
    ]
    assert {"plot", "township", "determination", "cultivated_mu", "outcome", "patch", "category", "issued"} <= set(keys)
    assert [row["patch"] for row in rows] == [patch["patch"] for patch in answer["patches"]]
    page = papers.page.read_text(encoding="utf-8").replace("<small>", "").replace("</small>", "")
    assert answer["ratio"]["county"]["after"]["numerator_mu"] in page
    for name, found in answer["ratio"]["townships"].items():
        assert name in page
        assert f"{Decimal(found['after']['ratio']) * 100:.4f}%" in page
    assert "虚构数据" in page
    assert "依据重建规则，未与原文核对" in page
    for word in ("安全", "<script", "http:"):
        assert word not in page.replace("http://www.w3.org", "")


def test_the_same_year_gives_the_same_bytes(year: Year, tmp_path: Path) -> None:
    first, second = (write_papers(year, tmp_path / name) for name in ("一", "二"))
    assert first.ledger.read_bytes() == second.ledger.read_bytes()
    assert first.page.read_bytes() == second.page.read_bytes()
