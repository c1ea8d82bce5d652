"""Gates B and C by measure and area, and the answer of all four."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from weipian.fence.table import read_rows
from weipian.policy import load
from weipian.programme.inspection.facts import Facts
from weipian.programme.inspection.gates import gate_table
from weipian.programme.rectification.calc import FACTS_FIELDS, gates_answer, gates_text
from weipian.programme.rectification.rules import gate_b, gate_c
from weipian.terms.words import Category, GateName, Measure

LAW = load("ziyuan-2023")
CLAUSE = "资政办发〔2023〕29号 二(二)"
STEP = Fraction(1, 10_000)
LINES = [("B", area, line) for area, line in (("cultivated", 25), ("farmland", 5), ("redline", 5))] + [
    ("C", area, line) for area, line in (("cultivated", 10), ("farmland", 5), ("redline", 5))
]


def facts(measure: Measure = Measure.DEMOLISH_AND_RECULTIVATE, **areas: Fraction | int | None) -> Facts:
    known = {"cultivated": 0, "farmland": 0, "redline": 0, "mining": 0} | areas
    found = {key: None if mu is None else Fraction(mu) for key, mu in known.items()}
    return Facts("p", Category.OTHER_CHANGE, False, False, measure, found)


@pytest.mark.requirement("B8", "B9", "B11")
@pytest.mark.parametrize(("gate", "area", "line"), LINES)
@pytest.mark.parametrize("category", list(Category))
def test_each_line_in_every_category(category: Category, gate: str, area: str, line: int) -> None:
    rule = {"B": gate_b, "C": gate_c}[gate]
    law = gate_table(LAW)[GateName.read(gate)]
    for mu, reached in ((line - STEP, False), (Fraction(line), True), (line + STEP, True)):
        for suspected in (True, False, None):
            asked = replace(facts(**dict[str, Any]({area: mu})), category=category, suspected=suspected)
            firing = rule(asked, law).firing
            assert (firing is not None) is reached
            if firing:
                assert firing.certain
                assert firing.who == {"B": "county_office", "C": "prefecture_office"}[gate]
                assert firing.strongest.threshold.clause.endswith({"B": "二(二)", "C": "二(五)"}[gate])


@pytest.mark.requirement("B8", "B9")
@pytest.mark.parametrize("measure", [Measure.NONE, Measure.RETROSPECTIVE_APPROVAL])
def test_other_measures_go_through_neither(measure: Measure) -> None:
    for rule, gate in ((gate_b, GateName.B), (gate_c, GateName.C)):
        law = gate_table(LAW)[gate]
        assert rule(facts(measure, cultivated=500, farmland=500, redline=None), law).firing is None


@pytest.mark.requirement("B9", "B11")
def test_between_ten_and_twenty_five_only_the_prefecture() -> None:
    answer: Any = gates_answer([facts(cultivated=10), replace(facts(cultivated=25), patch="q")], LAW)
    assert [entry["gate"] for entry in answer["patches"]["p"]] == ["C"]
    assert [entry["gate"] for entry in answer["patches"]["q"]] == ["B", "C"]


@pytest.mark.requirement("B11")
def test_farmland_and_redline_are_not_added() -> None:
    assert gates_answer([facts(farmland=4, redline=4)], LAW)["patches"] == {"p": []}


HEADER = (
    "图斑编号,图斑类别,疑似违法,新增建构筑物,整改措施,"
    "耕地面积（亩）,永久基本农田面积（亩）,生态保护红线面积（亩）,疑似违法开采面积（亩）"
)


def from_csv(folder: Path, *lines: str) -> Any:
    source = folder / "facts.csv"
    source.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    table = read_rows(source, FACTS_FIELDS)
    return table, gates_answer(table.rows, LAW)


@pytest.mark.requirement("B7", "B8", "B9", "B10", "B11")
def test_the_contract_s_answer(tmp_path: Path) -> None:
    table, answer = from_csv(
        tmp_path,
        "p1,新增非农建设类,是,是,拆除复耕,51,26,0,",
        "p2,其他变化类,0,,,3,,,",
        "p3,矿产图斑,,0,,,,,5",
        "p4,新增非农建设类,1,0,,49,13,12,",
        "p5,奇怪类,1,0,,49,13,12,",
    )
    assert [(refusal.row, refusal.field) for refusal in table.refused] == [(6, "图斑类别")]
    patches = answer["patches"]
    assert list(patches) == ["p1", "p2", "p3", "p4"]
    assert [entry["gate"] for entry in patches["p1"]] == ["A", "B", "C", "D"]
    assert patches["p1"][0] == {
        "gate": "A",
        "who": "county_office",
        "rule": "gates.A.farmland",
        "clause": CLAUSE,
        "measured_mu": "26.0000",
        "threshold_mu": "25.0000",
        "near": True,
        "certain": True,
        "also": [{"rule": "gates.A.cultivated", "clause": CLAUSE, "measured_mu": "51.0000", "threshold_mu": "50.0000"}],
    }
    assert patches["p2"] == []
    assert [(entry["gate"], entry["certain"], entry["unknown"]) for entry in patches["p3"]] == [
        ("A", False, ["suspected_unlawful"])
    ]
    assert patches["p4"] == []
    assert [(miss["patch"], miss["gate"], miss["rule"]) for miss in answer["near_misses"]] == [
        ("p4", "A", "gates.A.cultivated")
    ]
    assert [(hint["patch"], hint["measured_mu"]) for hint in answer["hints"]] == [("p4", "25.0000")]


@pytest.mark.requirement("B7")
def test_a_patch_stands_once(tmp_path: Path) -> None:
    """Two rows that disagree could be a patch cut in two to stay under a line: neither is taken."""
    table, answer = from_csv(
        tmp_path,
        "p1,新增非农建设类,1,0,,30,0,0,",
        "p1,新增非农建设类,1,0,,30,1,0,",
        "p2,新增非农建设类,1,0,,60,0,0,",
        "p2,新增非农建设类,1,0,,60,0,0,",
    )
    assert [(refusal.row, refusal.code) for refusal in table.refused] == [
        (2, "repeated_id"),
        (3, "repeated_id"),
        (5, "repeated_id"),
    ]
    assert list(answer["patches"]) == ["p2"]


def test_text_is_chinese_and_says_what_is_unknown(tmp_path: Path) -> None:
    _, answer = from_csv(tmp_path, "p1,新增非农建设类,,1,,60,,0,", "p2,新增非农建设类,1,0,,,13,12,")
    text = gates_text(answer)
    assert f"闸门A 耕地 60.0000 亩（线 50.0000 亩），由县卫片办办理（{CLAUSE}）——待确认：是否疑似违法未填" in text
    assert "耕地 面积不清楚" in text
    assert "合计 25.0000 亩" in text
