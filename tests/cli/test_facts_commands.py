"""overlay, propose, split, merge, explain as a person calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Weipian
from made_ground import ground_desk
from weipian.cli.desk import system_user


@pytest.fixture
def county(tmp_path: Path, database: str) -> Path:
    """The workspace; the commands run as its clerk."""
    folder: Path = ground_desk(tmp_path, system_user()).workspace.folder
    return folder


@pytest.mark.requirement("B2", "B3", "B4", "C1", "A4", "F1")
def test_from_overlay_to_explain(weipian: Weipian, county: Path) -> None:
    at = ("--workspace", county)
    laid = weipian("overlay", "--json", *at).json
    assert laid["measured"] == ["T1", "T2", "T3"]
    assert "ecological_redline" in laid["not_checked"]
    proposals = weipian("propose", "--json", *at).json
    assert [one["plot"] for one in proposals["proposals"]] == ["T1", "T2", "T3"]
    assert proposals["notice"] == "依据重建规则，未与原文核对"
    planned = weipian("split", "T1", "--by", "approval", "--dry-run", "--json", *at).json
    done = weipian("split", "T1", "--by", "approval", "--json", *at).json
    assert done["parts"] == planned["parts"]
    told = weipian("explain", "T1-1", "--json", "--today", "2023-12-15", *at).json
    assert (told["plot"], told["parent"]) == ("T1-1", "T1")
    assert any(figure["layer_hash"] for figure in told["figures"])
    assert "拆出" in weipian("explain", "T1-1", *at).out
    assert weipian("merge", "T1-1", "T1-2", "--json", *at).json["plot"] == "T1"
    assert weipian("audit", "verify", *at).code == 0


@pytest.mark.requirement("F3")
def test_what_is_wrong_is_said_in_chinese(weipian: Weipian, county: Path) -> None:
    at = ("--workspace", county)
    for words in (("explain", "T9"), ("split", "T3", "--by", "approval"), ("merge", "T1"), ("overlay", "T9")):
        wrong = weipian(*words, *at)
        assert (wrong.code, wrong.out) == (1, "")
        assert "请" in wrong.err
    assert weipian("split", "T1", *at).code == 2
