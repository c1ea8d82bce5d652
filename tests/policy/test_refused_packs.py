"""A pack that is wrong does not load, and the message names file and key in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from weipian.policy import load
from weipian.policy.policy import read
from weipian.terms.errors import PolicyError

MakeLaw = Callable[..., Path]
WriteValue = Callable[..., str]
GOOD = """
[line.area]
value = 50
unit = "mu"
clause = "一"
gist = "要旨"
sure = "stated"
"""


def refusal(root: Path) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        load("county-2023", root)
    assert re.search(r"[\u4e00-\u9fff].*。", caught.value.message)
    return caught.value


@pytest.mark.requirement("A1")
@pytest.mark.parametrize(
    ("left_out", "code"),
    [
        ("value", "policy_without_value"),
        ("unit", "policy_without_unit"),
        ("clause", "policy_without_clause"),
        ("gist", "policy_without_gist"),
        ("sure", "policy_without_sure"),
    ],
)
def test_a_value_that_lacks_a_field_does_not_load(law: MakeLaw, left_out: str, code: str) -> None:
    lines = [line for line in GOOD.splitlines() if not line.startswith(f"{left_out} ")]
    error = refusal(law(county="\n".join(lines)))
    assert error.code == code
    assert error.where == "county/values.toml「line.area」"


@pytest.mark.parametrize("left_out", ["unit", "clause", "gist"])
def test_an_empty_field_is_as_bad_as_none(law: MakeLaw, left_out: str) -> None:
    text = re.sub(rf'{left_out} = ".*"', f'{left_out} = "  "', GOOD)
    assert refusal(law(county=text)).code == f"policy_without_{left_out}"


@pytest.mark.requirement("A1")
@pytest.mark.parametrize(
    ("key", "value", "unit", "code"),
    [
        ("line.aera", "50", "mu", "policy_unknown_key"),
        ("line.area", "50", "acre", "policy_unknown_unit"),
        ("line.area", "50", "day", "policy_wrong_unit"),
        ("line.area", '"50"', "mu", "policy_wrong_type"),
        ("line.area", "true", "mu", "policy_wrong_type"),
        ("line.area", "-1", "mu", "policy_wrong_type"),
        ("line.area", "nan", "mu", "policy_wrong_type"),
        ("line.area", "inf", "mu", "policy_wrong_type"),
        ("line.share", "15", "ratio", "policy_wrong_type"),
        ("line.count", "1.5", "day", "policy_wrong_type"),
        ("line.kinds", '"a"', "none", "policy_wrong_type"),
        ("line.kinds", '["a", "a"]', "none", "policy_wrong_type"),
        ("line.strict", '"yes"', "none", "policy_wrong_type"),
        ("line.who", '"somebody"', "none", "policy_wrong_type"),
        ("line.day", '"2023-01-01"', "date", "policy_wrong_type"),
        ("line.day", "2023-01-01T00:00:00", "date", "policy_wrong_type"),
        ("time.wait", '{ count = 0, unit = "day" }', "none", "policy_wrong_type"),
        ("time.wait", '{ count = 1, unit = "week" }', "none", "policy_wrong_type"),
        ("time.wait", "{ count = 1 }", "none", "policy_wrong_type"),
        ("quarter.Q1", "{ from = 2023-03-31, until = 2023-01-01, due = 2023-04-30 }", "none", "policy_wrong_type"),
        ("duties.a", '{ rule = "whenever" }', "none", "policy_wrong_type"),
        ("open.a", "5", "none", "policy_wrong_type"),
    ],
)
def test_what_is_not_of_its_kind_does_not_load(
    law: MakeLaw, written: WriteValue, key: str, value: str, unit: str, code: str
) -> None:
    error = refusal(law(county=written(key, value, unit)))
    assert error.code == code
    assert key in error.where


def test_unknown_fields_dates_and_bare_values(law: MakeLaw, written: WriteValue) -> None:
    assert refusal(law(county=written("line.area", "5", more='claus = "二"'))).code == "policy_unknown_field"
    backwards = written("line.area", "5", more="from = 2023-05-01\nuntil = 2023-04-30")
    assert refusal(law(county=backwards)).code == "policy_until_before_from"
    one_day = written("line.area", "5", more="from = 2023-05-01\nuntil = 2023-05-01")
    assert load("county-2023", law(county=one_day)).has("line.area")
    assert refusal(law(county="[line]\narea = 50\n")).code == "policy_unknown_key"
    assert refusal(law(county='"line.area" = 50\n')).code == "policy_bare_value"
    unsure = GOOD.replace("stated", "maybe")
    assert refusal(law(county=unsure)).code == "policy_unknown_sure"
    quoted = written("line.area", "5", more='from = "2023-05-01"')
    assert refusal(law(county=quoted)).code == "policy_wrong_type"


@pytest.mark.requirement("A1")
def test_overlapping_dates_of_one_key(law: MakeLaw, written: WriteValue) -> None:
    def two(until: str, since: str) -> str:
        first = written("[line.area]", "5", more=f"until = {until}")
        return first + written("[line.area]", "6", more=f"from = {since}")

    error = refusal(law(county=two("2023-05-01", "2023-05-01")))
    assert error.code == "policy_overlapping_dates"
    policy = load("county-2023", law(county=two("2023-04-30", "2023-05-01")))
    assert policy.has("line.area")


def test_the_same_key_in_two_files_overlaps(law: MakeLaw, written: WriteValue) -> None:
    root = law(county=GOOD)
    (root / "2023/county/more.toml").write_text(GOOD, encoding="utf-8")
    assert refusal(root).code == "policy_overlapping_dates"


def test_broken_files_and_documents(law: MakeLaw) -> None:
    root = law(county="[line.area\n")
    assert "第1行" in refusal(root).message
    (root / "2023/county/values.toml").write_bytes("[line]\n# 面积".encode("gbk"))
    assert "UTF-8" in refusal(root).message
    (root / "2023/county/values.toml").write_text('[line]\nkinds = ["a"', encoding="utf-8")
    assert not re.search("[A-Za-z]{6,}", refusal(root).message.replace("schema", ""))
    document = root / "2023/county/document.toml"
    text = document.read_text(encoding="utf-8")
    for wrong, code in [
        (text.replace("year = 2023", 'year = "2023"'), "policy_wrong_type"),
        (text.replace("county-2023", "county-2024"), "policy_misnamed"),
        (text.replace('parent = ""', 'parent = "county-2023"'), "policy_parent_loop"),
        (text.replace('parent = ""', 'parent = "moon-2023"'), "unknown_policy"),
        ("moon = 1\n" + text, "policy_unknown_field"),
        ("[", "policy_bad_toml"),
    ]:
        document.write_text(wrong, encoding="utf-8")
        assert refusal(root).code == code
    document.unlink()
    assert refusal(root).code == "policy_no_document"


@pytest.mark.parametrize("name", ["", "moon-2023", "ziyuan", "ziyuan-2031", "../law", "资源-2023"])
def test_unknown_policies_name_those_that_there_are(name: str) -> None:
    with pytest.raises(PolicyError) as caught:
        load(name)
    assert caught.value.code == "unknown_policy"
    assert "ziyuan-2023" in caught.value.message


def test_a_duty_that_points_nowhere_does_not_load(law: MakeLaw, written: WriteValue) -> None:
    rule = '{ label = "报", rule = "period_after", triggers = ["x"], who = "county_office", assists = [], '
    gone = written("duties.a", rule + 'period_key = "time.gone" }', "none")
    assert refusal(law(county=gone)).code == "policy_dangling_key"
    there = written("time.gone", '{ count = 1, unit = "day" }', "none")
    assert load("county-2023", law(county=gone + there)).has("duties.a")


def test_a_check_shows_every_problem_at_once(law: MakeLaw, written: WriteValue) -> None:
    three = written("line.aera", "1") + written("line.area", '"x"') + written("line.share", "2", "ratio")
    assert len(read("county-2023", law(county=three)).problems) == 3
