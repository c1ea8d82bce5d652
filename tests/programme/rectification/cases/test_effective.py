"""Who is named a repeat builder: by decisions in effect alone, never by a clue, a proposal or an open case (E8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_cases import Enforcing
from weipian.terms.acting import Act
from weipian.terms.cases import CaseStep

pytestmark = pytest.mark.requirement("E8")
S = CaseStep


@pytest.fixture
def county(tmp_path: Path, database: str) -> Enforcing:
    return Enforcing(tmp_path / "county")


def in_effect() -> list[Any]:
    from weipian.store.queries.effective import in_effect as found
    from weipian.store.sight import EVERYTHING

    return [(one.name, one.plot, one.day, one.paper) for one in found(EVERYTHING)]


def test_a_decision_counts_once_it_was_carried_out_and_nothing_contests_it(county: Enforcing) -> None:
    from weipian.office.places.decisions import decided
    from weipian.store.acting import acting
    from weipian.store.models import Party
    from weipian.store.seeing import seen

    with acting(county.clerk, Act.RECORD_KEPT, "party") as act:
        act.add(Party, name="某建材厂（虚构）")
    county.open("1号", party="某建材厂（虚构）")
    assert in_effect() == []
    county.penalise("1号")
    assert in_effect() == []
    county.step("1号", S.LITIGATED, date(2023, 10, 7))
    county.step("1号", S.EXECUTED, date(2023, 10, 8))
    assert in_effect() == []
    county.step("1号", S.LITIGATION_ENDED, date(2023, 10, 20))
    ((name, plot, day, paper),) = in_effect()
    assert (name, plot, bool(paper)) == ("某建材厂（虚构）", "P1", True)
    assert day < date(2023, 10, 7)
    assert [one.plot for one in decided(seen(county.clerk))] == ["P1"]
    away = replace(county.township, actor=replace(county.township.actor, township="砚溪镇"))
    assert list(decided(seen(away))) == []
