"""Every message says what and how to mend; every code that the code raises has one, and no message is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from weipian.terms.messages import catalogue

SOURCE = Path(__file__).resolve().parents[2] / "src" / "weipian"
PLACEHOLDER = re.compile(r"{[^}]*}")


@pytest.mark.requirement("F3")
@pytest.mark.parametrize("code", sorted(catalogue()))
def test_a_message_is_chinese_and_says_how_to_mend(code: str) -> None:
    text = catalogue()[code]
    assert set(text) == {"what", "mend"}
    for part in text.values():
        assert re.search(r"[\u4e00-\u9fff]", part)
        assert not part.endswith(("。", ".", "！"))


def test_every_code_raised_has_a_message_and_every_message_is_raised() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    raised = set(re.findall(r"(?:InputError|UsageError|PolicyError|WeipianError)\(\s*\"(\w+)\"", sources))
    assert raised <= set(catalogue())
    law = "\n".join(path.read_text(encoding="utf-8") for path in (SOURCE / "law").rglob("*.toml"))
    named = {f"check_{check}" for check in re.findall(r"^\[checks\.(\w+)\]$", law, re.MULTILINE)}
    left_over = {code for code in catalogue() if f'"{code}"' not in sources} - named
    assert not left_over
