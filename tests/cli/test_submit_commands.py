"""`weipian submit|platform|problems` as people of the office call them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from made_people import add_person
from made_returns import county, numbered
from weipian.cli.frame import program
from weipian.terms.acting import Role


class Office:
    """A county with two plots; `clerk("submit", …)` is a call by the clerk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        county(folder, numbered(2))
        roles = {"经办": Role.COUNTY_CLERK, "审核": Role.COUNTY_REVIEWER, "负责人": Role.COUNTY_LEADER}
        self.credentials = {name: add_person(folder, name, role) for name, role in roles.items()}

    def call(self, who: str, *words: str) -> tuple[int, Any]:
        place = ["--workspace", str(self.folder), "--as", who, "--json"]
        env = {"WEIPIAN_CREDENTIAL": self.credentials[who]}
        result = CliRunner().invoke(program, [*words, *place], env=env, standalone_mode=False)
        if result.exception is not None:
            raise result.exception
        text = result.stdout
        return int(result.return_value or 0), json.loads(text)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "county")


DAY = ("--today", "2023-09-10")
CELLS = ("--set", "占非耕农用地面积(亩)=0.25", "--set", "占未利用地面积=0", "--set", "建设用地面积（亩）=0.25")


@pytest.mark.requirement("C2", "C4", "F3")
def test_a_month_of_returns_by_commands(office: Office, tmp_path: Path) -> None:
    assert office.call("经办", "submit", "fill", "P1", "P2", *CELLS, *DAY)[0] == 0
    code, held = office.call("经办", "submit", "check", "P1", "P2", *DAY)
    assert (code, held["plots"], {one["code"] for one in held["refused"]}) == (3, [], {"submission_not_looked_at"})
    assert office.call("经办", "submit", "check", "P1", "--looked", "gates_certain=已核对", *DAY)[0] == 0
    assert office.call("审核", "submit", "second", "P1", *DAY)[1]["plots"] == ["P1"]
    assert office.call("负责人", "submit", "release", "P1", "--answers-for", *DAY)[1]["plots"] == ["P1"]
    rows = office.call("审核", "submit", "list", *DAY)[1]["returns"]
    assert [(row["plot"], row["state"], row["timely"]) for row in rows] == [
        ("P1", "released", "on_time"),
        ("P2", "filled", "not_yet"),
    ]
    assert [step["move"] for step in rows[0]["acts"] if step["can"]] == ["send_back"]
    assert office.call("经办", "submit", "export", str(tmp_path / "上报件"))[1]["plots"] == ["P1"]

    listed = tmp_path / "平台.csv"
    listed.write_text("图斑编号,状态,占耕地面积\nP1,待审核,2\nX9,待审核,1\n", encoding="utf-8")
    assert office.call("经办", "platform", "import", str(listed), *DAY)[1]["unknown"] == 1
    found = office.call("审核", "platform", "diff")[1]["differences"]
    assert [(one["plot"], one["kind"], one["field"]) for one in found] == [
        ("P1", "field", "cultivated"),
        ("X9", "unknown", None),
    ]

    wrong = tmp_path / "问题.csv"
    wrong.write_text("图斑编号,存在问题\nP1,照片不清\n", encoding="utf-8")
    words = ("problems", "import", str(wrong), "--level", "市级", "--received", "2023-09-11")
    assert office.call("经办", *words, "--dry-run")[1]["taking"] is None
    assert office.call("经办", *words)[1]["dues"] == ["2023-10-10"]
    (one,) = office.call("经办", "problems", "list", "--today", "2023-10-11")[1]["problems"]
    assert (one["named"], one["state"], one["overdue"], one["acts"][0]["can"]) == ("P1", "open", True, True)
    assert office.call("审核", "problems", "correct", str(one["problem"]))[1]["reopened"] == ["P1"]
    assert office.call("负责人", "problems", "list", *DAY)[1]["problems"][0]["acts"][0]["can"] is False
    assert office.call("经办", "submit", "list", "--state", "已退回", *DAY)[1]["returns"][0]["plot"] == "P1"


@pytest.mark.requirement("C2")
def test_a_template_with_a_bad_row_leaves_an_error_workbook(office: Office, tmp_path: Path) -> None:
    table = tmp_path / "填报.csv"
    table.write_text("地块编号,占耕地面积(亩)\nP1,3\nP2,三亩\nX9,1\n", encoding="utf-8")
    errors = tmp_path / "错误.xlsx"
    code, done = office.call("经办", "submit", "import", str(table), "--errors", str(errors), *DAY)
    assert (code, done["plots"], [one["row"] for one in done["refused"]]) == (3, ["P1"], [3, 4])
    assert errors.exists()
    assert office.call("经办", "submit", "undo")[1] == {"undone": 1, "rows": 1}


@pytest.mark.requirement("C4", "C5")
def test_lists_are_taken_back_and_differences_written_by_commands(office: Office, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    assert office.call("经办", "submit", "fill", "P1", *CELLS, *DAY)[0] == 0
    listed = tmp_path / "平台.csv"
    listed.write_text("图斑编号,状态\nP1,待审核\nX9,待审核\n", encoding="utf-8")
    office.call("经办", "platform", "import", str(listed), *DAY)
    book = tmp_path / "差异.xlsx"
    found = office.call("审核", "platform", "diff", "-o", str(book), "--today", "2023-09-12")[1]
    assert (found["days_old"], len(found["differences"])) == (2, 2)
    sheet = load_workbook(book).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert [(row[1], row[3]) for row in rows[1:]] == [
        ("P1", "平台有，本县没有上报"),
        ("X9", "平台有，本县没有这个编号"),
    ]
    assert all(row[8] for row in rows[1:])
    assert office.call("经办", "platform", "undo")[1] == {"undone": 1, "rows": 2}
    assert office.call("审核", "platform", "diff", *DAY)[1]["day"] is None

    wrong = tmp_path / "问题.csv"
    wrong.write_text("图斑编号,存在问题\nP1,照片不清\nP2,面积不符\n", encoding="utf-8")
    office.call("经办", "problems", "import", str(wrong), "--level", "市级", "--received", "2023-09-11")
    table = tmp_path / "答复.csv"
    table.write_text("问题编号,答复\n1,已补\n9,没有\n", encoding="utf-8")
    words = ("problems", "answer", "--from", str(table), "--errors", str(tmp_path / "错误.xlsx"), *DAY)
    code, done = office.call("经办", *words)
    assert (code, done["answered"], [one["row"] for one in done["refused"]], done["taking"]) == (3, [1], [3], 3)
    assert office.call("经办", "problems", "undo")[1] == {"undone": 3, "rows": 1}
    assert office.call("经办", "submit", "later-list")[1] == {"later": [], "lacking": 0}
