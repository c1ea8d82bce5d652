"""`weipian erase`, `weipian placeholder`, yearly reminders: as two people run them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Weipian
from made_books import issue, made_desk
from made_people import add_person
from weipian.cli.desk import system_user
from weipian.terms.acting import Role


@pytest.fixture
def county(tmp_path: Path, database: str) -> Path:
    issue(made_desk(tmp_path / "county", system_user()))
    return tmp_path / "county"


@pytest.mark.requirement("B12", "F1", "A3")
def test_two_people_take_a_patch_out(weipian: Weipian, county: Path, tmp_path: Path) -> None:
    key = tmp_path / "jy.key"
    key.write_text(add_person(county, "jy", Role.CONFIDENTIAL_CLERK), encoding="utf-8")
    here = ("--workspace", county)
    other = (*here, "--as", "jy", "--key-file", key)
    assert weipian("ledger", "export", "台账.xlsx", *here).code == 0
    assert weipian("erase", "ask", *here).code == 2
    asked = weipian("erase", "ask", "P1", *here)
    assert (asked.code, "尚未移出" in asked.out) == (0, True)
    assert weipian("erase", "list", *here, "--json").json["erasures"][0]["patches"] == ["P1"]
    own = weipian("erase", "confirm", "1", *here, "--json")
    assert (own.code, own.json["errors"][0]["code"]) == (1, "act_not_of_role")
    stood_in = weipian("erase", "confirm", "1", *here, "--as", "jy", "--json")
    assert (stood_in.code, stood_in.json["errors"][0]["code"]) == (1, "stand_in_barred")
    done = weipian("erase", "confirm", "1", *other, "--json")
    assert done.code == 0, done.err
    assert "请立即报告本单位保密机构" in done.json["notice"]
    assert [(one["kind"], one["name"], one["to_be"]) for one in done.json["copies"]] == [
        ("ledger", "台账.xlsx", "须处理")
    ]
    assert any("手机" in kind for kind in done.json["elsewhere"])
    numbers = [one["patch"] for one in weipian("patches", "list", *here, "--json").json["patches"]]
    assert sorted(numbers) == ["M1", "P2", "P3", "P4"]
    copies = weipian("erase", "copies", *here)
    assert "（名称已移出）" in copies.out
    assert "台账.xlsx" not in copies.out
    assert "P1" not in weipian("erase", "list", *here).out
    assert weipian("audit", "verify", *here).code == 0
    assert weipian("explain", "P1", *here).code == 1


@pytest.mark.requirement("B12")
def test_numbers_and_reminders(weipian: Weipian, county: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, words = tmp_path / "jy.key", tmp_path / "words"
    key.write_text(add_person(county, "jy", Role.CONFIDENTIAL_CLERK), encoding="utf-8")
    words.write_text("星垂平野阔月涌大江流星垂", encoding="utf-8")
    here = ("--workspace", county)
    keeper = (*here, "--as", "jy", "--key-file", key, "--passphrase-file", words)
    assert weipian("placeholder", "open", *keeper, "--json").json == {"fresh": True}
    number = weipian("placeholder", "add", "--on", "2023-09-01", *keeper, "--json").json["number"]
    assert weipian("placeholder", "reported", number, "--on", "2023-12-30", *keeper).code == 0
    assert weipian("placeholder", "list", *keeper, "--json").json["numbers"] == [
        {"number": number, "noted": "2023-09-01", "reported": "2023-12-30"}
    ]
    assert weipian("placeholder", "list", *here).code == 1
    rows = weipian("duties", "--today", "2026-06-01", *here, "--json").json["duties"]
    dues = [row["due"] for row in rows if row["duty"] == "military_return"]
    assert dues == ["2023-06-30", "2023-12-31", "2026-06-30", "2026-12-31"]
