"""`weipian figure`, as a person calls it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from cli.conftest import Weipian


def test_help_and_wrong_words_are_chinese(weipian: Weipian) -> None:
    assert "套合图" in weipian("figure", "--help").out
    wrong = weipian("figure", "nonsense")
    assert wrong.code == 2
    assert "图件种类" in wrong.err or "nonsense" in wrong.err


@pytest.mark.requirement("E7")
def test_a_calendar_of_a_new_workspace(weipian: Weipian, tmp_path: Path) -> None:
    """No patch yet: the programme's fixed dates are there."""
    weipian("new", "县", "--policy", "demo-2023")
    done = weipian(
        "--workspace", "县", "figure", "期限日历", "-o", "图", "--png", "--dpi", "96", "--today", "2023-09-27", "--json"
    )
    assert done.code == 0, done.err
    files = done.json["files"]
    assert done.json["kind"] == "calendar"
    assert [Path(one["file"]).suffix for one in files] == [".svg", ".png"]
    assert all(one["missing_glyphs"] == [] for one in files)
    ElementTree.parse(tmp_path / files[0]["file"])


def test_an_empty_county_has_no_map_and_says_so(weipian: Weipian) -> None:
    weipian("new", "县", "--policy", "demo-2023")
    empty = weipian("--workspace", "县", "figure", "map")
    assert empty.code == 1
    assert "没有可画的地块" in empty.err
    named = weipian("--workspace", "县", "figure", "map", "P1")
    assert named.code == 2
