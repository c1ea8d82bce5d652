"""`weipian handover|refer|share|suggest` as people would use them: tables out, filled, in again, undone as one act."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from made_books import TOWNSHIPS, Given, issue, made_desk
from made_people import add_person
from weipian.cli.desk import system_user
from weipian.terms.acting import Role

pytestmark = pytest.mark.requirement("D3", "F3")
Weipian = Any
TODAY = ("--today", "2023-09-21")


@pytest.fixture
def county(tmp_path: Path) -> Path:
    desk = made_desk(tmp_path / "county", system_user())
    issue(desk)
    folder: Path = desk.workspace.folder
    return folder


def filled(source: Path, target: Path, rows: dict[str, dict[str, str]]) -> None:
    """A workbook with cells filled: patch → header → text."""
    book = openpyxl.load_workbook(source)
    sheet = book.active
    header = [cell.value for cell in sheet[1]]
    for row in range(3, sheet.max_row + 1):
        for name, text in rows.get(sheet.cell(row, 1).value, {}).items():
            sheet.cell(row, header.index(name) + 1, text)
    book.save(target)


def listed(weipian: Weipian, county: Path, *words: str) -> Any:
    return weipian("handover", "list", *TODAY, *words, "--json", cwd=county).json["handovers"]


def test_the_earlier_ways_still_hand_over(weipian: Weipian, county: Path) -> None:
    for words in (("P1",), ("add", "P2"), ("give", "P3")):
        assert weipian("handover", *words, "--to", "水利", "--on", "2023-08-05", cwd=county).code == 0
    assert [one["patch"] for one in listed(weipian, county)] == ["P1", "P2", "P3"]


def test_handing_over_goes_out_and_comes_back_and_is_undone(weipian: Weipian, county: Path) -> None:
    weipian("handover", "P4", "--to", "水利", "--on", "2023-08-05", cwd=county)
    out = weipian("handover", "export", "移交", "移交.xlsx", *TODAY, "--json", cwd=county)
    assert out.json["rows"] == 4
    rows = {
        "P1": {"移交部门": "水利", "事由": "河道内建房", "移交日期": "2023-08-06", "办结期限": "2023-09-01"},
        "P2": {"移交部门": "航天"},
        "P3": {"移交部门": "林业", "移交日期": "2999-01-01"},
    }
    filled(county / "移交.xlsx", county / "填好.xlsx", {**rows, "P3": {"移交部门": "林业"}})
    words = ("handover", "import", "移交", "填好.xlsx", "--on", "2023-08-07", "--json")
    rehearsed = weipian(*words, "--dry-run", cwd=county)
    assert (rehearsed.code, rehearsed.json["sheet"], rehearsed.json["done"]) == (3, None, ["P1", "P3"])
    assert [one["patch"] for one in listed(weipian, county)] == ["P4"]
    done = weipian(*words, cwd=county)
    assert (done.code, done.json["done"]) == (3, ["P1", "P3"])
    assert [one["code"] for one in done.json["refused"]] == ["department_unknown"]
    errors = openpyxl.load_workbook(county / "填好-错误行.xlsx").active
    assert [row[0].value for row in errors.iter_rows(min_row=2)] == ["P2"]
    assert [(one["patch"], one["given"], one["days_late"]) for one in listed(weipian, county)] == [
        ("P1", "2023-08-06", 20), ("P3", "2023-08-07", 0), ("P4", "2023-08-05", 0),
    ]  # fmt: skip
    again = weipian(*words, cwd=county)
    assert (again.json["done"], again.json["same"], again.json["sheet"]) == ([], ["P1", "P3"], None)
    assert weipian("handover", "undo", "--sheet", "0", "--json", cwd=county).json["sheet"] == done.json["sheet"]
    assert [one["patch"] for one in listed(weipian, county)] == ["P4"]
    assert weipian("audit", "verify", cwd=county).code == 0


def test_a_department_fills_the_offices_table(weipian: Weipian, county: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weipian("handover", "P1", "P2", "--to", "水利", "--on", "2023-08-05", cwd=county)
    weipian("handover", "P3", "--to", "林业", "--on", "2023-08-05", cwd=county)
    monkeypatch.setenv("WEIPIAN_CREDENTIAL", add_person(county, "water", Role.DEPARTMENT_CLERK))
    out = weipian("handover", "export", "答复", "答复.xlsx", "--department", "水利", *TODAY, "--json", cwd=county)
    assert out.json["rows"] == 2
    cells = {"答复类型": "部分", "答复日期": "2023-09-01", "处理情况": "已停工"}
    rows = {"P1": cells, "P2": {**cells, "答复类型": "办结", "证据号": "9"}}
    filled(county / "答复.xlsx", county / "填好.xlsx", rows)
    theirs = ("--as", "water", "--json")
    done = weipian("handover", "import", "答复", "填好.xlsx", *theirs, cwd=county)
    assert (done.code, done.json["done"]) == (3, ["P1"])
    assert [one["code"] for one in done.json["refused"]] == ["handover_evidence"]
    assert {one["patch"] for one in listed(weipian, county, "--as", "water")} == {"P1", "P2"}
    (county / "别家.csv").write_text(
        "图斑编号,部门,答复类型,答复日期,处理情况\nP3,林业,办结,2023-09-01,已补植\nP2,,办结,,已拆\n", encoding="utf-8"
    )
    other = weipian("handover", "import", "答复", "别家.csv", *theirs, cwd=county)
    assert (other.code, other.json["done"], other.json["sheet"]) == (3, [], None)
    assert sorted(one["code"] for one in other.json["refused"]) == ["handover_needs", "handover_of_another"]
    assert {one["patch"]: one["stage"] for one in listed(weipian, county)} == {
        "P1": "partly", "P2": "waiting", "P3": "waiting",
    }  # fmt: skip
    assert weipian("handover", "undo", "--sheet", str(done.json["sheet"]), cwd=county).code == 0
    assert {one["stage"] for one in listed(weipian, county)} == {"waiting"}
    assert weipian("audit", "verify", cwd=county).code == 0


def test_answers_reminders_and_the_overdue(weipian: Weipian, county: Path) -> None:
    weipian("handover", "P1", "P3", "--to", "水利", "--due", "2023-09-01", "--on", "2023-08-05", cwd=county)
    pressed = weipian("handover", "remind", "水利", "--on", "2023-09-11", cwd=county)
    assert (pressed.code, "2 件" in pressed.out, "P1" in pressed.out) == (0, True, False)
    said = ("--told", "已拆除", "--on", "2023-09-11", "--json")
    number = weipian("handover", "answer", "P1", *said, cwd=county).json["answer"]
    assert weipian("handover", "check", str(number), "--accept", "--on", "2023-09-12", cwd=county).code == 0
    answer = weipian("handover", "list", "--late", *TODAY, "--json", cwd=county).json
    assert [(one["patch"], one["days_late"], one["stage"]) for one in answer["handovers"]] == [
        ("P3", 20, "waiting"), ("P1", 10, "accepted"),
    ]  # fmt: skip
    (sums,) = answer["departments"]
    assert (sums["department"], sums["open"], sums["late"], sums["days"], sums["reminders"]) == ("水利", 1, 2, 30, 2)
    told = weipian("handover", "list", *TODAY, "-o", "登记簿.xlsx", cwd=county)
    assert "逾期 20 日" in told.out
    assert openpyxl.load_workbook(county / "登记簿.xlsx").active.max_row == 3
    assert weipian("handover", "undo", cwd=county).code == 2


def test_referrals_sharing_and_suggestions(weipian: Weipian, county: Path) -> None:
    monday = ("--on", "2023-09-04")
    refused = weipian("refer", "add", "司法", "--number", "移1号", "--to", "公安", *monday, "--json", cwd=county)
    assert refused.json["errors"][0]["code"] == "act_not_of_role"
    assert weipian("share", "add", "法院", "--what", "清单", "--plot", "P1", *monday, cwd=county).code == 0
    assert weipian("share", "answer", "1", "--told", "收到", "--on", "2023-09-05", cwd=county).code == 0
    assert weipian("suggest", "add", "检1号", "--matter", "复耕", *monday, cwd=county).code == 0
    late = weipian("suggest", "list", "--today", "2023-11-06", "--json", cwd=county).json["suggestions"][0]
    assert (late["due"], late["days_late"], late["answered"]) == ("2023-11-04", 0, None)  # a Saturday
    for group, rows in (("refer", 0), ("share", 1), ("suggest", 1)):
        assert weipian(group, "list", "-o", f"{group}.csv", cwd=county).code == 0
        lines = (county / f"{group}.csv").read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 1 + rows
    assert weipian("audit", "verify", cwd=county).code == 0


def spent() -> float:
    """The processor's time that commands have taken, whatever else the machine does."""
    times = os.times()
    return times.children_user + times.children_system


def test_a_thousand_rows_go_within_ten_seconds(weipian: Weipian, tmp_path: Path) -> None:
    desk = made_desk(tmp_path / "many", system_user())
    numbers = [f"N{at:04d}" for at in range(1000)]
    issue(desk, [Given(number, TOWNSHIPS[0]) for number in numbers])
    folder = desk.workspace.folder
    given = "\n".join(["图斑编号,移交部门,移交日期", *(f"{number},水利,2023-08-05" for number in numbers)])
    (folder / "移交.csv").write_text(given, encoding="utf-8")
    rows = (f"{number},办结,2023-09-01,已拆除" for number in numbers)
    (folder / "答复.csv").write_text("\n".join(["图斑编号,答复类型,答复日期,处理情况", *rows]), encoding="utf-8")
    for kind in ("移交", "答复"):
        begun = spent()
        done = weipian("handover", "import", kind, f"{kind}.csv", "--json", cwd=folder)
        assert (done.code, len(done.json["done"])) == (0, 1000)
        assert spent() - begun < 10
    found = weipian("handover", "list", *TODAY, "--json", cwd=folder).json["departments"][0]
    assert (found["total"], found["open"]) == (1000, 0)
    assert weipian("handover", "undo", "--sheet", "0", cwd=folder).code == 0
