"""What a final determination leaves as the county said it."""

from __future__ import annotations

from pathlib import Path

import pytest

from made_review import County


@pytest.mark.requirement("C1")
@pytest.mark.parametrize(("final", "kept"), [("其他用地", "rural_road"), ("新增建设用地违法", "")])
def test_one_that_says_the_same_keeps_the_countys_nature(tmp_path: Path, database: str, final: str, kept: str) -> None:
    county = County(tmp_path / "w")
    from weipian.office.inspecting.gates import gates_open
    from weipian.programme.determination.review.deciding import Decided, decide
    from weipian.store.models import Determination

    county.convene()
    county.attend()
    decide(county.clerk, "HS-1", [Decided("P2", "其他用地", "路宽已补测", "农村道路")], gates_open)
    county.decide("P1", "新增建设用地违法")
    county.lock()
    county.determine()
    county.final("P2", final)
    row = Determination.objects.get(plot__number="P2", current=True)
    assert row.final
    assert row.nature == kept
