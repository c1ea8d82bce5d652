"""Every sentence that a person is shown when something is wrong, one file a room; loaded when first needed."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """All messages: code → {what, mend}. A code stands in one file only."""
    found: dict[str, dict[str, str]] = {}
    for entry in sorted(files(__name__).iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            for code, text in tomllib.loads(entry.read_text(encoding="utf-8")).items():
                if code in found:
                    raise RuntimeError(f"message {code} stands twice")
                found[code] = text
    return found


def sentence(code: str, params: dict[str, object]) -> str:
    """The Chinese sentence of a code: what is wrong, then how to mend it."""
    text = catalogue()[code]
    return f"{text['what'].format(**params)}。{text['mend'].format(**params)}。"
