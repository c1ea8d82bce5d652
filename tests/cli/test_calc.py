"""The calculators as their contract has them, with cases worked by hand from the plan's text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import Weipian

POLICY = ("--policy", "ziyuan-2023", "--json")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


LEDGER = """plot,township,determination,cultivated_mu,outcome,national_project
a1,资源镇,lawful_new,300,,
a2,资源镇,unlawful_new,70,,1
a3,资源镇,unlawful_new,30,retrospective_approval,
a4,资源镇,unlawful_new,20,recultivated,
a5,中峰镇,unlawful_existing,50,recultivated,
a6,中峰镇,unlawful_farming,60,,
a7,中峰镇,other_use,9,,
a8,梅溪镇,undetermined,4,,
a9,梅溪镇,unlawful_new,4.99,,
b1,梅溪镇,lawful_new,5.01,,
"""


@pytest.mark.requirement("E1", "E2")
def test_ratio_by_hand(weipian: Weipian, tmp_path: Path) -> None:
    run = weipian("calc", "ratio", written(tmp_path, "台账.csv", LEDGER), *POLICY)
    assert run.code == 0, run.err
    town = run.json["townships"]["资源镇"]
    # 120 of 420 before; approved 30 leave the numerator, recultivated 20 both: 70 of 400
    assert town["before"] == {"numerator_mu": "120.0000", "denominator_mu": "420.0000", "ratio": "0.285714"}
    assert town["after"] == {"numerator_mu": "70.0000", "denominator_mu": "400.0000", "ratio": "0.175000"}
    assert town["in_scope"] is True
    assert (town["area_threshold_mu"], town["ratio_threshold"]) == ("5.0000", "0.150000")
    assert town["margin_mu"] == "10.0000"  # the line lies at 60 = 15 % of 400
    nothing = run.json["townships"]["中峰镇"]
    assert nothing["after"] == {"numerator_mu": "0.0000", "denominator_mu": "0.0000", "ratio": None}
    assert nothing["in_scope"] is False
    small = run.json["townships"]["梅溪镇"]
    assert small["in_scope"] is False  # 49.9 %, but under 5 亩
    assert small["margin_mu"] == "0.0100"
    assert small["undetermined_mu"] == "4.0000"
    assert small["ratio_if_all_unlawful"] == "0.642143"  # 8.99 of 14
    county = run.json["county"]
    assert county["after"]["numerator_mu"] == "74.9900"
    assert county["in_scope"] is False  # 18.3 %, but under 100 亩
    rows = {row["plot"]: row for row in run.json["rows"]}
    assert list(rows) == ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b1"]
    assert (rows["a3"]["numerator"], rows["a3"]["denominator"]) == ("0.0000", "30.0000")
    assert all(row["rule"] and row["clause"] for row in rows.values())


@pytest.mark.requirement("E2")
@pytest.mark.parametrize(
    ("lawful", "unlawful", "in_scope"),
    [("10", "4.9999", False), ("28.3333", "5", True), ("28.3334", "5", False), ("17", "3", False), ("34", "6", True)],
)
def test_the_line_is_inclusive_and_exact(
    weipian: Weipian, tmp_path: Path, lawful: str, unlawful: str, in_scope: bool
) -> None:
    text = (
        f"plot,township,determination,cultivated_mu,outcome\nx,甲,lawful_new,{lawful},\ny,甲,unlawful_new,{unlawful},\n"
    )
    run = weipian("calc", "ratio", written(tmp_path, "a.csv", text), *POLICY)
    assert run.json["townships"]["甲"]["in_scope"] is in_scope


@pytest.mark.requirement("F3")
def test_bad_rows_are_listed_and_the_good_ones_go_on(weipian: Weipian, tmp_path: Path) -> None:
    text = (
        "plot,township,determination,cultivated_mu,outcome\n"
        "a,甲,unlawful_new,6,\nb,甲,unlawful_new,三亩,\nc,甲,unlawful_new,-1,\nd,甲,违建,1,\ne,甲,lawful_new,4,\n"
    )
    run = weipian("calc", "ratio", written(tmp_path, "台账.csv", text), *POLICY)
    assert run.code == 3
    assert [row["plot"] for row in run.json["rows"]] == ["a", "e"]
    assert [(r["row"], r["field"]) for r in run.json["refused"]] == [
        (3, "cultivated_mu"),
        (4, "cultivated_mu"),
        (5, "determination"),
    ]
    assert "第3行" in run.err
    assert (tmp_path / "台账-错误行.xlsx").exists()


@pytest.mark.requirement("F3", "A1")
def test_what_is_wrong_as_a_whole_ends_in_1(weipian: Weipian, tmp_path: Path) -> None:
    good = written(tmp_path, "a.csv", LEDGER)
    cases = [
        weipian("calc", "ratio", tmp_path / "没有.csv", *POLICY),
        weipian("calc", "ratio", written(tmp_path, "empty.csv", ""), *POLICY),
        weipian("calc", "ratio", written(tmp_path, "cols.csv", "a,b\n1,2\n"), *POLICY),
        weipian("calc", "ratio", good, "--policy", "atlantis-2023", "--json"),
        weipian("calc", "ratio", good, "--policy", "ziyuan-1999", "--json"),
    ]
    for run in cases:
        assert run.code == 1
        assert run.json["errors"][0]["message"]


FACTS = """patch,category,suspected_unlawful,new_building,measure,cultivated_mu,farmland_mu,redline_mu,mining_mu
p1,新增非农建设类,1,0,,50,0,0,0
p2,新增非农建设类,1,0,,49.99,24.99,24.99,0
p3,年度内持续变化类,1,0,,0,25,0,0
p4,其他新增建设类,1,0,,80,30,0,0
p5,矿产图斑,1,0,,0,0,0,5
p6,其他变化类,0,,demolish_and_recultivate,10,0,0,0
p7,其他变化类,0,,demolish_and_recultivate,25,0,0,0
p8,其他变化类,0,,demolish_and_recultivate,0,0,5,0
p9,其他变化类,1,1,,50,0,0,0
q1,新增非农建设类,,0,,60,0,0,0
"""


@pytest.mark.requirement("B7", "B8", "B9", "B10", "B11")
def test_gates_by_hand(weipian: Weipian, tmp_path: Path) -> None:
    run = weipian("calc", "gates", written(tmp_path, "facts.csv", FACTS), *POLICY)
    assert run.code == 0, run.err
    asked = {patch: [gate["gate"] for gate in gates] for patch, gates in run.json["patches"].items()}
    assert asked == {
        "p1": ["A"],
        "p2": [],
        "p3": ["A"],
        "p4": [],
        "p5": ["A"],
        "p6": ["C"],
        "p7": ["B", "C"],
        "p8": ["B", "C"],
        "p9": ["D"],
        "q1": ["A"],
    }
    patches = run.json["patches"]
    assert patches["q1"][0]["certain"] is False
    assert patches["p1"][0]["certain"] is True
    assert patches["p1"][0]["near"] is True
    assert (patches["p1"][0]["measured_mu"], patches["p1"][0]["threshold_mu"]) == ("50.0000", "50.0000")
    who = {gate["gate"]: gate["who"] for gates in patches.values() for gate in gates}
    assert who == {"A": "county_office", "B": "county_office", "C": "prefecture_office", "D": "leading_group"}


def dues(run_json: dict[str, list[dict[str, str]]], key: str = "due") -> dict[str, str]:
    return {duty["duty"]: duty[key] for duty in run_json["duties"]}


@pytest.mark.requirement("E7", "A2")
def test_duties_of_an_issue_by_hand(weipian: Weipian) -> None:
    run = weipian(
        "calc", "duties", "--issued", "2023-03-21", "--category", "新增非农建设类", "--today", "2023-04-01", *POLICY
    )
    assert dues(run.json) == {
        "verify": "2023-03-31",
        "report": "2023-05-20",  # issued after the 20th: the month after next
        "quarterly_close": "2023-04-30",
        "half_year_summary": "2023-06-25",
        "annual_assessment": "2024-01-20",
    }
    assert dues(run.json, "effective_due")["report"] == "2023-04-30"  # the quarter closes first
    assert dues(run.json, "state")["verify"] == "overdue"
    assert all(duty["before_policy"] for duty in run.json["duties"] if duty["due"] < "2023-09-24")
    late = weipian("calc", "duties", "--issued", "2023-12-25", "--category", "mining", "--today", "2023-12-31", *POLICY)
    assert dues(late.json)["report"] == "2024-02-20"
    assert dues(late.json, "effective_due")["report"] == "2024-01-20"
    assert "half_year_summary" not in dues(late.json)
    other = weipian("calc", "duties", "--issued", "2023-06-20", "--category", "other_change", *POLICY)
    assert "report" not in dues(other.json)
    assert dues(other.json)["half_year_summary"] == "2023-06-25"


@pytest.mark.requirement("E5", "E7")
def test_duties_of_events_by_hand(weipian: Weipian) -> None:
    run = weipian(
        "calc",
        "duties",
        *(
            "--event",
            "rectification_order_recultivate=2023-10-31",
            "--event",
            "rectification_order_approval=2023-11-30",
        ),
        *("--event", "interview_held=2023-09-28", "--event", "accountability_started=2023-11-06"),
        *POLICY,
    )
    assert dues(run.json) == {
        "recultivate": "2023-11-30",
        "retrospective_approval": "2024-02-29",
        "interview_papers": "2023-10-11",  # 10-07 and 10-08 were worked; 09-29 to 10-06 were not
        "accountability_papers": "2023-11-13",
    }


@pytest.mark.requirement("E7")
def test_the_programme_s_fixed_dates(weipian: Weipian) -> None:
    run = weipian("calc", "duties", *POLICY)
    found = sorted((duty["duty"], duty["due"]) for duty in run.json["duties"])
    assert found == [
        ("annual_assessment", "2024-01-20"),
        ("half_year_summary", "2023-06-25"),
        ("handover_results", "2023-12-31"),
        ("military_return", "2023-06-30"),
        ("military_return", "2023-12-31"),
        ("quarter_end_review", "2023-03-31"),
        ("quarter_end_review", "2023-06-30"),
        ("quarter_end_review", "2023-09-30"),
        ("quarter_end_review", "2023-12-31"),
        ("quarterly_close", "2023-04-30"),
        ("quarterly_close", "2023-07-20"),
        ("quarterly_close", "2023-10-20"),
        ("quarterly_close", "2024-01-20"),
    ]
    half = next(duty for duty in run.json["duties"] if duty["duty"] == "half_year_summary")
    assert half["last_working_day"] == "2023-06-25"  # a Sunday that was worked
    year = next(duty for duty in run.json["duties"] if duty["duty"] == "annual_assessment")
    assert year["last_working_day"] == "2024-01-19"  # 01-20 is a Saturday; the due date itself does not move


WHATIF = """plot,township,determination,cultivated_mu,outcome,can_recultivate,can_approve,farmland_mu
l,甲,lawful_new,40,,,,
u1,甲,unlawful_new,6,,1,0,
u2,甲,unlawful_new,3,,1,1,
u3,甲,unlawful_new,2,,1,0,
u4,甲,unlawful_new,1,,,,
u5,甲,unlawful_new,5,,0,1,2
"""


@pytest.mark.requirement("E3")
def test_whatif_by_hand(weipian: Weipian, tmp_path: Path) -> None:
    ledger = written(tmp_path, "l.csv", WHATIF)
    words = ("calc", "whatif", ledger, "--township", "甲", "--today", "2023-10-01", *POLICY)
    run = weipian(*words)
    # 17 of 57. To be under: N' < 5, or N' < 15 % of D'. u5 can't be approved (farmland), u4 is not known.
    # u1 and u2 and u3 recultivated: 6 of 46 = 13.0 % ; two plots: at best 8 of 48 = 16.7 %.
    assert run.json["reachable"] is True
    assert sorted(run.json["plots"]) == ["u1", "u2", "u3"]
    assert set(run.json["measure"].values()) == {"recultivate"}
    assert sorted(run.json["open"]) == ["u1", "u2", "u3", "u4", "u5"]
    assert "u4" in str(run.json["why"])
    late = weipian("calc", "whatif", ledger, "--township", "甲", "--today", "2024-01-10", *POLICY)
    assert late.code == 0
    assert late.json["reachable"] is False


@pytest.mark.requirement("F4")
def test_a_calculator_loads_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv=['weipian','calc','duties','--policy','ziyuan-2023','--json']\n"
        "from weipian.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy={'numpy','numba','shapely','pyarrow','pyogrio','pyproj','django','xlsxwriter','jinja2'}&set(sys.modules)\n"
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
