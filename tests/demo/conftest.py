"""One small county for all tests of this folder; the full size is for the slow ones."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from weipian.demo import make


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a county with a hundredth of the land."""
    return make(tmp_path_factory.mktemp("county"), scale=0.01).parent


@pytest.fixture(scope="session")
def told(county: Path) -> dict[str, Any]:
    """county.toml."""
    return tomllib.loads((county / "county.toml").read_text(encoding="utf-8"))
