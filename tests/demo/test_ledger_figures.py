"""The demo county's workbook: what LibreOffice works out on 问责比例 is what the calculator says, digit by digit."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import small_county
from libreoffice import formulas, worked_out
from weipian.office.book import ledger_book
from weipian.workbook.ledger import write_ledger

SHOWN = (("before", 1), ("after", 4))


@pytest.mark.slow
@pytest.mark.tool("soffice")
@pytest.mark.requirement("E1", "E2", "E3")
def test_live_formulas_give_the_calculators_figures(tmp_path: Path) -> None:
    year = small_county.worked()
    path = write_ledger(tmp_path / "台账.xlsx", ledger_book(year))
    book = worked_out(path, tmp_path)
    answer: Any = year.ratio
    rows = {row[0]: row for row in book["问责比例"].iter_rows(min_row=4, values_only=True) if row[1] is not None}
    wanted: dict[str, Mapping[str, Any]] = {**answer["townships"], year.county.county: answer["county"]}
    assert set(rows) == set(wanted)
    for name, found in wanted.items():
        row = rows[name]
        for side, first in SHOWN:
            assert f"{row[first]:.4f}" == found[side]["numerator_mu"], (name, side)
            assert f"{row[first + 1]:.4f}" == found[side]["denominator_mu"], (name, side)
            assert f"{row[first + 2]:.6f}" == found[side]["ratio"], (name, side)
        assert row[11] == row[12] == ("达到比例线" if found["in_scope"] else "未达比例线")
        assert f"{row[13]:.4f}" == found["undetermined_mu"]
    errors = [place for place in formulas(path) if str(book[place[0]][place[1]].value).startswith("#")]
    assert errors == []


@pytest.mark.slow
@pytest.mark.tool("soffice")
def test_sums_of_the_townships_are_those_of_the_county(tmp_path: Path) -> None:
    year = small_county.worked()
    ledger = ledger_book(year)
    book = worked_out(write_ledger(tmp_path / "台账.xlsx", ledger), tmp_path)
    land = 0.0
    for name in year.county.townships:
        total = [row for row in book[name].iter_rows(values_only=True) if row[0] == "合计（不含矿产）"]
        own = [row for row in ledger.rows if row.township == name and row.determination is not None]
        assert total[0][1] == len(own)
        land += total[0][2]
    known = [row.cultivated.mu for row in ledger.rows if row.cultivated and row.determination is not None]
    assert land == pytest.approx(float(sum(known)), abs=1e-6)
