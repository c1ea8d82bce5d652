"""`ledger`, `duties`, `ratio`, `whatif`, `policy diff --outcomes` as a person runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Weipian
from edited_ledger import exported, write_cells
from made_books import TOWNSHIPS, issue, made_desk
from made_people import add_person
from weipian.cli.desk import system_user
from weipian.terms.acting import Role


@pytest.fixture
def county(tmp_path: Path, database: str) -> Path:
    desk = made_desk(tmp_path / "county", system_user())
    issue(desk)
    write_cells(
        exported(desk, tmp_path / "台账.xlsx"), {"P1": {"determination": "新增建设用地违法", "outcome": "整改中"}}
    )
    return tmp_path / "county"


@pytest.mark.requirement("C3", "F3")
def test_a_ledger_goes_out_and_in_and_back(weipian: Weipian, county: Path, tmp_path: Path) -> None:
    out = weipian("ledger", "export", "a.xlsx", "--workspace", county, "--today", "2023-09-30", "--json")
    assert (out.code, out.json["rows"]) == (0, 5)
    refused = weipian("ledger", "import", "台账.xlsx", "--workspace", county, "--json")
    assert refused.code == 3
    assert refused.json["refused"][0]["code"] == "ledger_review_missing"
    assert "会审编号" in refused.err
    assert (tmp_path / "台账-错误行.xlsx").is_file()
    dry = weipian("ledger", "import", "台账.xlsx", "--review", "会审1", "--dry-run", "--workspace", county)
    assert dry.code == 0
    assert "P1　判定：未判定 → 新增建设用地违法" in dry.out
    taken = weipian("ledger", "import", "台账.xlsx", "--review", "会审1", "--workspace", county, "--json")
    assert (taken.code, taken.json["import"]) == (0, 1)
    again = weipian("ledger", "import", "台账.xlsx", "--review", "会审1", "--workspace", county, "--json")
    assert (again.code, again.json["edits"], again.json["import"]) == (0, [], None)
    assert weipian("ledger", "list", "--workspace", county, "--json").json["imports"][0]["review"] == "会审1"
    assert weipian("ledger", "undo", "--workspace", county, "--json").json["undone"] == 1
    assert weipian("ledger", "undo", "--workspace", county).code == 1
    assert weipian("audit", "verify", "--workspace", county).code == 0


def test_duties_ratio_and_whatif_answer_as_their_calculators(weipian: Weipian, county: Path) -> None:
    assert weipian("ledger", "import", "台账.xlsx", "--review", "会审1", "--workspace", county).code == 0
    duties = weipian("duties", "--today", "2023-09-30", "--workspace", county, "--json").json["duties"]
    assert {"duty", "due", "effective_due", "last_working_day", "clause", "who", "state"} <= set(duties[0])
    ratio = weipian("ratio", "--workspace", county, "--json").json
    assert ratio["county"]["after"]["numerator_mu"] == "3.0000"
    assert [row["plot"] for row in ratio["rows"]] == ["P1", "P2", "P3"]
    whatif = weipian("whatif", "--township", TOWNSHIPS[0], "--today", "2023-10-01", "--workspace", county, "--json")
    assert (whatif.code, whatif.json["open"]) == (0, ["P1"])
    assert weipian("whatif", "--workspace", county).code == 2
    assert weipian("ledger", "export", "x.csv", "--workspace", county).code == 1


@pytest.mark.requirement("A1")
def test_two_policies_tried_on_a_workspace(weipian: Weipian, county: Path) -> None:
    done = weipian("policy", "diff", "ziyuan-2023", "demo-2023", "--outcomes", "--workspace", county, "--json")
    assert done.code == 0
    assert done.json["outcomes"]["plots"] == 5
    assert done.json["outcomes"]["counts"]["proposals"] == 0
    assert "differences" in done.json


@pytest.mark.requirement("A3")
def test_who_enters_for_another_may_not_transcribe_determinations(weipian: Weipian, county: Path) -> None:
    add_person(county, "李四", Role.COUNTY_CLERK)
    done = weipian("ledger", "import", "台账.xlsx", "--review", "会审1", "--as", "李四", "--workspace", county)
    assert done.code == 1
    assert "本人" in done.err
