"""A workspace with a hostile patch number, determinations, an order that is overdue; and its page written out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from edited_ledger import exported, take, write_cells
from made_books import SOME, UNLAWFUL, Given, issue, made_desk

EVIL = 'P9"><script>alert(1)</script>&<b>/../x'
TODAY = date(2023, 11, 1)
WRONG = {"determination": "新增建设用地违法", "because": "未批先建"}


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    """P1 and P3 unlawful, P9 (hostile) lawful as measured to the last 1e-6 m², P2 and P4 open, M1 mining."""
    desk = made_desk(tmp_path / "county")
    issue(desk, (*SOME, Given(EVIL, cultivated_um2=33_333_333_333, proposal=UNLAWFUL)))
    cells: dict[str, dict[str, object]] = {
        "P1": {**WRONG, "cultivated_filed_mu": 6.0007, "measure": "拆除复耕", "ordered": "2023-09-01"},
        "P3": {**WRONG, "cultivated_filed_mu": 40.12345},
        EVIL: {"determination": "合法新增建设用地", "because": "批文在会上补交"},
    }
    path = exported(desk, tmp_path / "台账.xlsx")
    write_cells(path, cells)
    taken = take(desk, path, "会审1")
    assert not taken.plan.refused
    return desk
