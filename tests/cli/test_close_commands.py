"""`weipian close …`, `remind`, `bulletin`, as people type them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from made_books import Given, issue, made_desk
from made_people import add_person
from weipian.cli.frame import program
from weipian.terms.acting import Role
from weipian.terms.errors import WeipianError

Asked = Callable[..., Result]
POINTS = "定性准确：逐个核对\n查处整改真实：抽看现场\n举证齐备：齐\n数据准确规范：与平台一致\n"


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    folder = tmp_path / "w"
    issue(made_desk(folder), [Given("XZ-77"), Given("XZ-78", "麦浪乡")], "202307", date(2023, 7, 5))
    keys = {role: add_person(folder, f"a-{role.value}", role) for role in (Role.COUNTY_LEADER, Role.COUNTY_REVIEWER)}

    def ask(*words: str, role: Role = Role.COUNTY_LEADER) -> Result:
        told = [*words, "--workspace", str(folder), "--as", f"a-{role.value}"]
        return CliRunner().invoke(program, told, env={"WEIPIAN_CREDENTIAL": keys[role]}, standalone_mode=False)

    return ask


def done(result: Result) -> Any:
    assert result.exception is None, result.exception
    return json.loads(result.stdout)


@pytest.mark.requirement("C6", "F3")
def test_a_month_from_check_to_reopening(asked: Asked, tmp_path: Path) -> None:
    day = ("--today", "2023-08-20")
    checked = done(asked("close", "month", "2023-08", "--check", *day, "--json", role=Role.COUNTY_REVIEWER))
    assert checked["plots"] == 2
    refused = asked("close", "month", "2023-08", *day).exception
    assert isinstance(refused, WeipianError)
    assert "没有登记核查 2 个" in refused.message
    assert "weipian close blocked month 2023-08" in str(refused)
    told = asked("close", "blocked", "month", "2023-08", *day).stdout
    assert "XZ-77　星原镇　没有登记核查　找：" in told
    closed = done(asked("close", "month", "2023-08", "--despite", "等上级答复", *day, "--json"))
    shown = done(asked("close", "show", "month", "2023-08", "--json"))
    assert shown == closed
    assert shown["frozen"]["despite"] == "等上级答复"
    assert shown["frozen"]["figures"]["blocks"]["not_inspected"] == 2
    text = asked("close", "show", "month", "2023-08").stdout
    assert "月与季对账（相符）" in text
    assert "2023-08　2023-Q3　2 个图斑" in text
    target = tmp_path / "月清.xlsx"
    assert isinstance(asked("close", "export", "month", "2023-09", str(target)).exception, WeipianError)
    assert not target.exists()
    assert done(asked("close", "export", "month", "2023-08", str(target), "--json"))["plots"] == 2
    assert target.exists()
    done(asked("close", "reopen", "month", "2023-08", "--reason", "漏报", "--json"))
    assert [one["current"] for one in done(asked("close", "list", "--json"))["closes"]] == [False]
    assert "已重开" in asked("close", "list").stdout


@pytest.mark.requirement("C6")
def test_a_quarter_with_its_opinion_out_of_a_file(asked: Asked, tmp_path: Path) -> None:
    opinion = tmp_path / "意见.txt"
    opinion.write_text(POINTS[:20], encoding="utf-8")
    words = ("close", "quarter", "2023-Q3", "--despite", "x", "--today", "2023-10-20", "--opinion", str(opinion))
    refused = asked(*words).exception
    assert isinstance(refused, WeipianError)
    assert "举证齐备" in refused.message
    opinion.write_text(POINTS, encoding="utf-8-sig")
    found = done(asked(*words, "--json"))
    assert [one["point"] for one in found["opinion"]] == ["定性准确", "查处整改真实", "举证齐备", "数据准确规范"]
    for kind, key, day in (("half-year", "2023", "2023-06-25"), ("year", "2023", "2024-01-20")):
        assert done(asked("close", kind, key, "--despite", "x", "--today", day, "--json"))["frozen"]["kind"] == kind


@pytest.mark.requirement("C6", "E7")
def test_what_is_copied_out_names_no_patch(asked: Asked) -> None:
    for words in (("remind",), ("bulletin",)):
        told = asked(*words, "--today", "2023-08-20")
        assert told.exception is None
        assert "星原镇" in told.stdout
        assert "XZ" not in told.stdout + done_text(asked(*words, "--today", "2023-08-20", "--json"))


def done_text(result: Result) -> str:
    done(result)
    return result.stdout
