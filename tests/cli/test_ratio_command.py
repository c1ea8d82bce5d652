"""`weipian ratio` as a person calls it: every way to look, and plain words for a wrong call."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def county(tmp_path: Path) -> Path:
    from made_books import issue, made_desk
    from weipian.cli.desk import system_user

    issue(made_desk(tmp_path / "county", system_user()))
    return tmp_path / "county"


@pytest.mark.requirement("E1", "E2", "E3")
def test_every_way_to_look_answers_one_json_document(weipian: Any, county: Path) -> None:
    def ratio(*words: str) -> Any:
        return weipian("ratio", *words, "--workspace", county, "--json").json

    now = ratio("--today", "2023-10-01")
    assert {"policy", "county", "townships", "rows", "final", "measured", "as_of", "basis", "average"} <= set(now)
    assert ratio("--open", "未判定")["total_mu"] == now["county"]["undetermined_mu"] == "9.0000"
    history = ratio("--history", "--to", "2023-12-31")
    assert history["county"][-1]["undetermined_mu"] == "9.0000"
    assert ratio("--as-of", "2023-07-31")["county"]["undetermined_mu"] == "0.0000"
    assert set(ratio("--forecast", "--today", "2023-10-01")["scenarios"]) == {
        "optimistic",
        "by_promise",
        "as_it_stands",
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--history", "--forecast"), "一次只能用一个"),
        (("--from", "2023-09-01"), "只和 --history 一起用"),
        (("--history", "--from", "2023-12-01", "--to", "2023-09-01"), "晚于止日"),
        (("--open", "没有这个数"), "没有这个数"),
    ],
)
def test_a_wrong_call_is_told_in_chinese(weipian: Any, county: Path, words: tuple[str, ...], said: str) -> None:
    run = weipian("ratio", *words, "--workspace", county)
    assert run.code == 2
    assert said in run.err


def test_the_chart_is_written_as_svg_and_png(weipian: Any, county: Path, tmp_path: Path) -> None:
    target = tmp_path / "逐日.svg"
    run = weipian("figure", "course", "--workspace", county, "-o", target, "--png", "--today", "2023-12-31")
    assert run.code == 0
    assert target.read_text(encoding="utf-8").startswith("<svg")
    assert target.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
