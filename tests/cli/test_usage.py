"""Wrong calls end in 2 with a Chinese sentence, also as JSON; help is Chinese."""

from __future__ import annotations

import re

import pytest

from cli.conftest import Weipian

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"\b(Usage|Error|Try|Missing|Invalid|unexpected|Options|Commands|Show this)\b")

WRONG = [
    (("nosuch",), "no_such_command"),
    (("calc", "nosuch"), "no_such_command"),
    (("calc", "duties"), "missing_parameter"),
    (("calc", "duties", "--json", "--policy"), "option_needs_value"),
    (("calc", "duties", "--policy", "ziyuan-2023", "--nosuch"), "no_such_option"),
    (("calc", "duties", "--policy", "ziyuan-2023", "--today", "2023-02-30"), "bad_parameter"),
    (("calc", "duties", "--policy", "ziyuan-2023", "--today", "24.9.2023"), "bad_parameter"),
    (("calc", "duties", "--policy", "ziyuan-2023", "--issued", "2023-05-01"), "needs_both"),
    (("calc", "duties", "--policy", "ziyuan-2023", "--event", "party=2023-05-01"), "bad_event"),
    (("calc", "ratio", "--policy", "ziyuan-2023"), "missing_parameter"),
    (("measure",), "missing_parameter"),
    (("doctor", "stray"), "extra_argument"),
]


@pytest.mark.requirement("F3")
@pytest.mark.parametrize(("words", "code"), WRONG, ids=[" ".join(words) for words, _ in WRONG])
def test_a_wrong_call_ends_in_2_and_says_so_in_chinese(weipian: Weipian, words: tuple[str, ...], code: str) -> None:
    plain = weipian(*words)
    assert plain.code == 2
    assert CHINESE.search(plain.err)
    assert not ENGLISH.search(plain.err)
    asked = plain if "--json" in words else weipian(*words, "--json")
    assert asked.code == 2
    assert [error["code"] for error in asked.json["errors"]] == [code]


@pytest.mark.parametrize(
    "words",
    [(), ("calc",), ("calc", "ratio"), ("calc", "duties"), ("policy",), ("measure",), ("run",), ("demo",), ("doctor",)],
)
def test_help_is_chinese(weipian: Weipian, words: tuple[str, ...]) -> None:
    shown = weipian(*words, "--help")
    assert shown.code == 0
    assert "用法：" in shown.out
    assert not ENGLISH.search(shown.out)


def test_the_version_is_told(weipian: Weipian) -> None:
    from weipian import __version__

    assert weipian("--version").out.strip() == f"weipian {__version__}"
