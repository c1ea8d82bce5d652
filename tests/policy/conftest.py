"""Small made-up law folders, written by the tests themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

DOCUMENT = """
name = "{name}"
place = "{place}"
place_label = "试验地"
level = "县"
year = 2023
parent = "{parent}"
number = "试〔2023〕1号"
issued = 2023-09-24
title = "试验方案"
townships = []
certified = {certified}
note = "试验"
[source]
obtained = true
how = "试验"
[in_force]
from = 2023-01-01
until = 2023-12-31
"""
SCHEMA = """
[units]
mu = "亩"
ratio = "比例"
day = "日"
working_day = "个工作日"
month = "个月"
date = "日期"
none = "无单位"
[bodies]
county_office = "县卫片办"
[directions]
lower = "越低越严"
higher = "越高越严"
more = "越多越严"
fewer = "越少越严"
set = "为“是”更严"
none = "改动须注明授权"
[groups]
line = "面积线"
[words]
[fields]
[keys]
"line.area" = ["number", "mu", "lower", "面积线"]
"line.share" = ["number", "ratio", "lower", "比例线"]
"line.floor" = ["number", "mu", "higher", "下限"]
"line.kinds" = ["items", "none", "more", "类别"]
"line.exempt" = ["items", "none", "fewer", "豁免"]
"line.strict" = ["flag", "none", "set", "从严"]
"line.who" = ["body", "none", "none", "谁"]
"line.day" = ["date", "date", "none", "某日"]
"line.plain" = ["text", "none", "none", "文字"]
"line.count" = ["whole", "day", "lower", "天数"]
"time.*" = ["period", "none", "lower", "期间"]
"quarter.*" = ["quarter", "none", "none", "季度"]
"duties.*" = ["duty", "none", "none", "期限"]
"open.**" = ["any", "*", "none", "由写法定"]
"""
VALUE = """
[{key}]
value = {value}
unit = "{unit}"
clause = "一"
gist = "试验要旨"
sure = "stated"
{more}
"""

MakeLaw = Callable[..., Path]
WriteValue = Callable[..., str]


def value_toml(key: str, value: str, unit: str = "mu", more: str = "") -> str:
    """One value in TOML."""
    return VALUE.format(key=key, value=value, unit=unit, more=more)


@pytest.fixture
def written() -> WriteValue:
    return value_toml


@pytest.fixture
def law(tmp_path: Path) -> MakeLaw:
    """`law(county="…", region="…")` writes packs county-2023 over region-2023 and gives the folder."""

    def make(certified: str = "false", **packs: str) -> Path:
        (tmp_path / "schema.toml").write_text(SCHEMA, encoding="utf-8")
        places = ["region", "county"] if "region" in packs else ["county"]
        parent = ""
        for place in places:
            folder = tmp_path / "2023" / place
            folder.mkdir(parents=True, exist_ok=True)
            name = f"{place}-2023"
            document = DOCUMENT.format(name=name, place=place, parent=parent, certified=certified)
            (folder / "document.toml").write_text(document, encoding="utf-8")
            (folder / "values.toml").write_text(packs.get(place, ""), encoding="utf-8")
            parent = name
        return tmp_path

    return make
