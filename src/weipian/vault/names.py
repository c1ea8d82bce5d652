"""File names as people gave them: kept for people to read, never used as a place."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

LONGEST = 200
HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
"""Signs that don't show, or that turn the text round them about."""


def shown_name(name: str) -> str:
    """The name without signs that don't show or that hide others."""
    whole = unicodedata.normalize("NFC", name)
    shown = "".join(sign for sign in whole if unicodedata.category(sign) not in HIDDEN)
    return " ".join(shown.split())[:LONGEST] or "（无名）"


def suffix_of(name: str) -> str:
    """The last suffix in small letters, with its dot; "" where there is none."""
    return PurePosixPath(shown_name(name).rstrip(". ")).suffix.lower()
