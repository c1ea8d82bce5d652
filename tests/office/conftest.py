"""One small demo county and its year, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

import small_county
from weipian.office.run import Year


@pytest.fixture(scope="session")
def county() -> Path:
    """county.toml of a county with a hundredth of the land and a fifth of the patches."""
    return small_county.listed()


@pytest.fixture(scope="session")
def year() -> Year:
    return small_county.worked()
