"""The other commands as a person calls them: policy, run, demo, doctor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import small_county
from cli.conftest import Weipian


@pytest.mark.requirement("A1", "A4")
def test_policy_is_readable_and_told_as_json(weipian: Weipian) -> None:
    shown = weipian("policy", "show", "ziyuan-2023", "ratio")
    assert shown.code == 0
    for word in ("100", "亩", "四(一)", "15"):
        assert word in shown.out
    names = [each["policy"] for each in weipian("policy", "list", "--json").json["policies"]]
    assert {"national-2023", "guangxi-2023", "guilin-2023", "ziyuan-2023", "demo-2023"} <= set(names)
    checked = weipian("policy", "check", "ziyuan-2023", "--json")
    assert checked.code == 0
    assert checked.json["problems"] == []
    assert checked.json["warnings"]
    same = weipian("policy", "diff", "ziyuan-2023", "demo-2023", "--json").json["differences"]
    assert {row["key"].split(".")[0] for row in same} <= {"document", "townships"}
    unknown = weipian("policy", "show", "nowhere-2023", "--json")
    assert unknown.code == 1
    assert unknown.json["errors"][0]["code"] == "unknown_policy"


@pytest.mark.slow
def test_a_year_from_the_command_line(weipian: Weipian, tmp_path: Path) -> None:
    run = weipian("run", small_county.listed(), "-o", tmp_path / "成果", "--json")
    assert run.code == 0, run.err
    assert len(run.json["patches"]) == 300
    assert (tmp_path / "成果" / "台账.xlsx").stat().st_size > 10_000
    assert "虚构数据" in (tmp_path / "成果" / "一页纸.html").read_text(encoding="utf-8")
    again = weipian("run", tmp_path / "没有.toml", "--json")
    assert again.code == 1
    assert again.json["errors"][0]["code"] == "no_county_list"


@pytest.mark.slow
def test_demo_as_the_readme_has_it(weipian: Weipian, tmp_path: Path) -> None:
    run = weipian("demo", "--no-serve", "-o", tmp_path / "out")
    assert run.code == 0, run.err
    assert "虚构数据" in run.out
    assert "未达比例线" in run.out
    assert (tmp_path / "out" / "台账.xlsx").exists()


@pytest.mark.requirement("F3")
def test_files_to_practise_with_go_into_a_folder_of_their_own(weipian: Weipian, tmp_path: Path) -> None:
    (tmp_path / "文件").mkdir()
    (tmp_path / "文件" / "county.toml").write_text("我的", encoding="utf-8")
    run = weipian("demo", "--files", "文件")
    assert run.code == 1
    assert "不是空的" in run.err
    assert (tmp_path / "文件" / "county.toml").read_text(encoding="utf-8") == "我的"


def test_doctor_names_every_pack_and_the_kernel(weipian: Weipian) -> None:
    run = weipian("doctor", "--json")
    assert run.code == 0
    what = {check["what"] for check in run.json["checks"]}
    assert {"量算内核", "文件隔离", "工作日历", "安装体积", "政策包 ziyuan-2023", "SQLite"} <= what
    assert json.dumps(run.json, ensure_ascii=False)
