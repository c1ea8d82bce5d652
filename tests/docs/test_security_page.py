"""The security page promises nothing without a test that is there; what is still to come says so."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

import pytest

from weipian.policy import load

ROOT = Path(__file__).resolve().parents[2]
LINES = (ROOT / "docs" / "security.md").read_text(encoding="utf-8").splitlines()
TO_COME = "待合并"


@pytest.mark.requirement("F1", "F5")
def test_every_test_that_it_names_is_there() -> None:
    named = {(line, path) for line in LINES for path in re.findall(r"`(tests/[\w/.]+)`", line)}
    assert len(named) > 15
    assert [path for line, path in named if TO_COME not in line and not (ROOT / path).exists()] == []


def test_every_row_of_who_may_do_what_has_a_test_or_says_that_there_is_nothing() -> None:
    start = LINES.index("| 谁 | 想做什么 | 本系统 | 测试 |")
    rows = list(takewhile(lambda line: line.startswith("|"), LINES[start + 2 :]))
    assert len(rows) > 10
    for row in rows:
        assert "`tests/" in row or "没有答应" in row or "管不了" in row or row.rstrip(" |").endswith("—"), row


def test_its_numbers_are_the_policys() -> None:
    policy, text = load("ziyuan-2023"), "\n".join(LINES)
    assert f"{int(policy.value('secrecy.continuous_cover').number)} 平方千米" in text
    assert f"相距 {int(policy.value('secrecy.touching').number)} 米" in text
    assert f"概化到 {int(policy.value('secrecy.outline_tolerance').number)} 米" in text
