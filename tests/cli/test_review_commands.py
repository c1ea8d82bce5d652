"""`weipian review`, `instruct`, `final` as people would use them: a year's review through workbook and command."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from made_books import SOME, Given, issue, made_desk
from made_evidence import docx
from made_people import add_person
from weipian.cli.desk import system_user
from weipian.terms.acting import Role

pytestmark = pytest.mark.requirement("C3", "C1")
Weipian = Any


@pytest.fixture
def county(tmp_path: Path) -> Path:
    desk = made_desk(tmp_path / "county", system_user())
    issue(desk)
    folder: Path = desk.workspace.folder
    for name, role in (("leader", Role.COUNTY_LEADER), ("reviewer", Role.COUNTY_REVIEWER)):
        (folder.parent / f"{name}.key").write_text(add_person(folder, name, role), encoding="utf-8")
    return folder


def by(name: str) -> tuple[str, ...]:
    return ("--as", name, "--key-file", f"../{name}.key")


def fill(path: Path, sheet: str, rows: list[dict[str, str]]) -> None:
    """Rows written under the hidden keys, as a person types them."""
    book = openpyxl.load_workbook(path)
    page = book[sheet]
    keys = [cell.value for cell in page[2]]
    known = {page.cell(at, 1).value: at for at in range(3, page.max_row + 1)}
    for row in rows:
        at = known.get(row.get("plot", "")) if sheet == "决定" else None
        at = at or page.max_row + 1
        for key, value in row.items():
            page.cell(at, keys.index(key) + 1, value)
    book.save(path)


def test_a_review_by_workbook(weipian: Weipian, county: Path) -> None:
    run = weipian("review", "convene", "HS-1", "--on", "2023-09-05", "--form", "传阅", "--json", cwd=county)
    assert run.json["agenda"] == [
        {"plot": "P1", "why": ["key"]}, {"plot": "P2", "why": ["key", "in_doubt"]}
    ]  # fmt: skip
    assert weipian("review", "export", "HS-1", "会审.xlsx", cwd=county).code == 0
    book = county / "会审.xlsx"
    fill(book, "到会", [{"department": "林业", "person": "某甲"}, {"department": "没有的局"}])
    fill(book, "意见", [{"plot": "P1", "department": "林业", "word": "合法", "because": "有批文"}])
    fill(
        book,
        "决定",
        [{"plot": "P1", "word": "新增建设用地违法", "because": "未批先建"}, {"plot": "P2", "word": "合法"}],
    )
    rehearsed = weipian("review", "import", "HS-1", "会审.xlsx", "--kind", "到会", "--dry-run", "--json", cwd=county)
    assert (rehearsed.code, rehearsed.json["到会"]["rows"]) == (3, 1)
    done = weipian("review", "import", "HS-1", "会审.xlsx", "--json", cwd=county)
    assert done.code == 3
    assert [done.json[name]["rows"] for name in ("到会", "意见", "决定")] == [1, 1, 1]
    assert [one["code"] for one in done.json["决定"]["refused"]] == ["ledger_because_missing"]
    errors = openpyxl.load_workbook(county / "会审-决定-错误行.xlsx").active
    assert errors is not None
    assert errors.max_row == 2

    undone = weipian("review", "undo", str(done.json["决定"]["batch"]), cwd=county)
    assert undone.code == 0
    fill(book, "决定", [{"plot": "P2", "word": "未判定", "because": "缺批文"}])
    again = weipian("review", "import", "HS-1", "会审.xlsx", "--kind", "决定", "--json", cwd=county)
    assert (again.code, again.json["决定"]["rows"]) == (0, 2)

    told = weipian("review", "minutes", "HS-1", cwd=county).out
    assert "林业：合法新增建设用地（有批文）【不同意见，保留】" in told
    assert weipian("review", "determine", "HS-1", *by("leader"), cwd=county).code == 1
    assert weipian("review", "confirm", "HS-1", *by("reviewer"), cwd=county).code == 0
    (county / "纪要.docx").write_bytes(docx())
    words = ("evidence", "add", "纪要.docx", "--plot", "P1", "--kind", "会议纪要", "--json")
    number = str(weipian(*words, cwd=county).json["evidence"][0]["evidence"])
    assert weipian("review", "lock", "HS-1", "--scan", number, *by("leader"), cwd=county).code == 0
    refused = weipian("review", "decide", "HS-1", "合法", "P1", "--because", "x", cwd=county)
    assert refused.code == 1
    assert "已定稿" in refused.err
    ask = ("instruct", "ask", "P2", "--matter", "媒体关注", "--to", "市卫片办", "--number", "1号", "--on", "2023-09-06")
    assert weipian(*ask, *by("leader"), cwd=county).code == 0
    done = weipian("review", "determine", "HS-1", "--json", *by("leader"), cwd=county)
    assert (done.code, done.json["plots"]) == (3, ["P1"])
    assert [one["where"] for one in done.json["refused"]] == ["P2"]
    assert "未答复" in weipian("instruct", "list", cwd=county).out
    assert weipian("instruct", "answer", "1", "--text", "同意", "--on", "2023-09-09", cwd=county).code == 0
    rows = weipian("review", "list", "--json", cwd=county).json["reviews"]
    assert [(one["review"], one["state"]) for one in rows] == [("HS-1", "locked")]

    lines = "地块编号,终判,层级,文号,日期\nP1,合法,自治区级,桂自然资1号,2023-10-08\nP9,合法,市级,x,2023-10-08\n"
    (county / "终判.csv").write_text(lines, encoding="utf-8")
    final = weipian("final", "import", "终判.csv", "--json", *by("leader"), cwd=county)
    assert (final.code, final.json["plots"]) == (3, ["P1"])
    assert weipian("ledger", "undo", str(final.json["import"]), cwd=county).code == 0
    assert weipian("audit", "verify", cwd=county).code == 0


def test_a_transcript_agrees_with_our_own_review(weipian: Weipian, county: Path) -> None:
    """A number that is none of ours stays a transcript; ours must be locked and say the same."""
    rows = "地块编号,判定,判定理由\nP1,新增建设用地违法,未批先建\n"
    (county / "判定.csv").write_text(rows, encoding="utf-8")
    weipian("review", "convene", "HS-1", "--on", "2023-09-05", cwd=county)

    def take(*more: str) -> Any:
        return weipian("ledger", "import", "判定.csv", "--json", *more, cwd=county)

    assert [one["code"] for one in take("--review", "HS-1").json["refused"]] == ["review_not_locked"]
    weipian("review", "attend", "HS-1", "林业", cwd=county)
    weipian("review", "decide", "HS-1", "合法", "P1", "--because", "有批文", cwd=county)
    weipian("review", "agenda", "HS-1", "P2", "--off", cwd=county)
    weipian("review", "confirm", "HS-1", *by("reviewer"), cwd=county)
    (county / "纪要.docx").write_bytes(docx())
    weipian("evidence", "add", "纪要.docx", "--plot", "P1", "--kind", "会议纪要", cwd=county)
    assert weipian("review", "lock", "HS-1", "--scan", "1", *by("leader"), cwd=county).code == 0
    assert [one["code"] for one in take("--review", "HS-1").json["refused"]] == ["review_disagrees"]
    assert take("--review", "外来会审1号").json["import"] == 1


def test_a_thousand_decisions_are_one_batch(weipian: Weipian, tmp_path: Path) -> None:
    desk = made_desk(tmp_path / "county", system_user())
    many = [Given(f"Q{at:04}", proposal=SOME[0].proposal) for at in range(1000)]
    issue(desk, many)
    folder = desk.workspace.folder
    run = weipian("review", "convene", "HS-1", "--on", "2023-09-05", "--json", cwd=folder)
    assert len(run.json["agenda"]) == 1000
    weipian("review", "attend", "HS-1", "林业", cwd=folder)
    lines = ["地块编号,决定,理由", *(f"{one.number},新增建设用地违法,未批先建" for one in many)]
    (folder / "决定.csv").write_text("\n".join(lines), encoding="utf-8")
    done = weipian("review", "import", "HS-1", "决定.csv", "--kind", "决定", "--json", cwd=folder)
    assert (done.code, done.json["决定"]["rows"]) == (0, 1000)
    assert weipian("review", "undo", str(done.json["决定"]["batch"]), "--json", cwd=folder).json["rows"] == 1000
