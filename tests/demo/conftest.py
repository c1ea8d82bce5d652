"""One small county for all tests of this folder; the full size is for the slow ones."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import small_county


@pytest.fixture(scope="session")
def county() -> Path:
    """The folder of a county with a hundredth of the land."""
    return small_county.listed().parent


@pytest.fixture(scope="session")
def told(county: Path) -> dict[str, Any]:
    """county.toml."""
    return tomllib.loads((county / "county.toml").read_text(encoding="utf-8"))
