"""A patch lawfully taken out takes its rows of a case along; the case goes on for the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from made_books import clean
from made_cases import Enforcing
from made_erasure import keeper_of, take_out
from weipian.store.sight import EVERYTHING
from weipian.terms.cases import CaseStep

pytestmark = pytest.mark.requirement("D2", "B12")


def test_the_rows_of_one_plot_go_and_the_case_stays_for_the_other(tmp_path: Path, database: str) -> None:
    from weipian.store.models import CaseEvidence, CaseMove, StopOrder
    from weipian.store.queries.cases import cases

    county = Enforcing(tmp_path / "county")
    county.open("1号", "P1", "P2")
    county.open("2号", "P3")
    photos = tuple(county.photo(plot) for plot in ("P1", "P2"))
    county.step("1号", CaseStep.INVESTIGATED, date(2023, 9, 4), evidence=photos)
    from weipian.programme.rectification.cases.acts.stopping import StopSaid, order_stop

    order_stop(county.enforcer, ["P1", "P3"], StopSaid(date(2023, 9, 1), "停1号"))
    take_out(county.clerk, keeper_of(county.clerk), ["P1", "P3"])
    (one,) = cases(EVERYTHING)
    assert (one.number, [plot.number for plot in one.plots]) == ("1号", ["P2"])
    assert [turn.step for turn in one.turns] == [CaseStep.OPENED, CaseStep.INVESTIGATED]
    assert one.turns[1].evidence == (photos[1],)
    assert (CaseMove.objects.count(), CaseEvidence.objects.count(), StopOrder.objects.count()) == (2, 1, 0)
    county.step("1号", CaseStep.REVIEWED, date(2023, 9, 5))
    assert clean(county.clerk)
