"""The law as officers read it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from weipian.policy import load
from weipian.policy.policy import law_folder, names, read
from weipian.policy.reading import check, diff, diff_json, diff_text, listing, listing_json, show, show_json
from weipian.terms.errors import PolicyError

MakeLaw = Callable[..., Path]
WriteValue = Callable[..., str]


def test_the_list_says_whose_text_was_obtained() -> None:
    text = listing()
    for name in names():
        assert name in text
    assert text.index("national-2023") < text.index("guangxi-2023") < text.index("guilin-2023")
    found = listing_json()["policies"]
    assert isinstance(found, list)
    obtained = {entry["policy"]: entry["obtained"] for entry in found}
    assert obtained["ziyuan-2023"]
    assert not obtained["national-2023"]
    json.dumps(found)


@pytest.mark.requirement("A1")
def test_a_value_is_shown_with_unit_clause_gist_sureness_pack_and_dates() -> None:
    text = show(load("demo-2023"), "gates.C.cultivated")
    for part in ("10 亩", "资政办发〔2023〕29号 二(五)", "原文明示", "ziyuan-2023", "2023-01-01 至", "注："):
        assert part in text
    assert "15%" in show(load("ziyuan-2023"), "ratio.county")
    assert "每月20日" in show(load("ziyuan-2023"), "periods.report_day")
    assert "periods.verify 为 10日" in show(load("ziyuan-2023"), "duties.verify")
    assert "依据重建规则，未与原文核对" in text


def test_all_is_shown_and_fits_json() -> None:
    policy = load("ziyuan-2023")
    text, found = show(policy), show_json(policy)
    values, keys = found["values"], policy.keys()
    assert isinstance(values, list)
    assert {value["key"] for value in values} == set(keys)
    assert all(key in text for key in keys)
    assert next(value for value in values if value["key"] == "ratio.county.ratio")["value"] == "0.15"
    json.dumps(found)
    with pytest.raises(PolicyError):
        show(policy, "moon.")


def test_a_check_counts_and_warns() -> None:
    found = check("ziyuan-2023")
    assert not found.problems
    assert sum(found.counts.values()) == sum(len(dated) for dated in load("ziyuan-2023").entries.values())
    text = found.text()
    assert "可以使用" in text
    assert "gates.near_margin" in text
    assert "guilin-2023：原文未取得" in text
    json.dumps(found.as_json())


def test_a_check_of_a_broken_pack_says_where(law: MakeLaw, written: WriteValue) -> None:
    root = law(county=written("line.aera", "1") + written("line.share", "2", "ratio"))
    text = check("county-2023", root).text()
    assert "不能使用，有 2 处错误" in text
    assert "county/values.toml「line.aera」" in text


def test_differences_are_found_both_ways(law: MakeLaw, written: WriteValue) -> None:
    over = 'overrides = { pack = "region-2023" }'
    root = law(
        region=written("line.area", "10") + written("line.floor", "1"),
        county=written("line.area", "9", more=over) + written("line.share", "0.5", "ratio"),
    )
    region, county = load("region-2023", root), load("county-2023", root)
    rows = {row.key: (row.a, row.b) for row in diff(region, county)}
    assert set(rows) == {"line.area", "line.share"}
    assert rows["line.area"][0].startswith("10 亩")
    assert rows["line.area"][1].startswith("9 亩")
    assert rows["line.share"][0] == ""
    assert diff(county, county) == []
    assert "没有不同" in diff_text(county, county)
    assert "50%" in diff_text(county, region)
    found = diff_json(region, county)["differences"]
    assert isinstance(found, list)
    assert found[1]["a"] is None


def test_the_demo_county_differs_only_in_its_paper_and_townships() -> None:
    rows = diff(load("ziyuan-2023"), load("demo-2023"))
    assert {row.key for row in rows} == {"document.title", "document.number", "document.townships"}


def test_loading_is_quick() -> None:
    best = min(_seconds() for _ in range(5))
    assert best < 0.2  # of the processor's own time, so that a busy machine says the same; about 0.1


def _seconds() -> float:
    started = time.process_time()
    read("demo-2023", law_folder())
    return time.process_time() - started
