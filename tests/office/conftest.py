"""One small demo county and its year, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from weipian.demo import make
from weipian.office.county import read_county
from weipian.office.run import Year, run_year


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """county.toml of a county with a hundredth of the land and a fifth of the patches."""
    return make(tmp_path_factory.mktemp("county"), scale=0.01)


@pytest.fixture(scope="session")
def year(county: Path) -> Year:
    return run_year(read_county(county), lambda *_: None)
