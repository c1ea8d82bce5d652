"""Every sentence that a person is shown when something is wrong, one file a room; loaded when first needed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All messages: code → {what, mend}. A code stands in one file only."""
    found: dict[str, dict[str, str]] = {}
    for text in _texts():
        for code, entry in _parsed(text).items():
            if code in found:
                raise RuntimeError(f"message {code} stands twice")
            found[code] = entry
    return found


def message(code: str) -> dict[str, str]:
    """One message; only its own file is parsed, since most commands say one thing or nothing."""
    return next((_parsed(text)[code] for text in _texts() if f"\n[{code}]\n" in text), None) or catalogue()[code]


@cache
def _texts() -> list[str]:
    return ["\n" + path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.toml"))]


@cache
def _parsed(text: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(text)


def sentence(code: str, params: Mapping[str, object]) -> str:
    """The Chinese sentence of a code: what is wrong, then how to mend it."""
    text = message(code)
    return f"{text['what'].format(**params)}。{text['mend'].format(**params)}。"
