"""One small ledger for all tests of this folder, its figures worked out by hand from plan 四(一)."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_ledger import BOOK
from weipian.workbook.ledger import write_ledger


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_ledger(tmp_path_factory.mktemp("ledger") / "台账.xlsx", BOOK)
