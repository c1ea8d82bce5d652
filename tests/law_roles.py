"""The law's rows of roles, acts and states, read without the program: every `roles*.toml` of the county's pack."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

PACK = Path(__file__).resolve().parents[1] / "src/weipian/law/2023/ziyuan"


def law_roles() -> dict[str, Any]:
    """Table → name → row; a row that stands twice is a fault."""
    found: dict[str, Any] = {}
    for path in sorted(PACK.glob("roles*.toml")):
        for table, rows in tomllib.loads(path.read_text(encoding="utf-8")).items():
            here = found.setdefault(table, {})
            assert not set(here) & set(rows), (path.name, set(here) & set(rows))
            here.update(rows)
    return found
