"""What comes before a case or goes without one: stop orders, revisits, 未立案整改. On both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from made_books import clean
from made_cases import Enforcing
from made_stops import DAY, last, leave, revisit, said, stop
from refusing import refuses
from weipian.terms.cases import CaseStep, Stop, WithoutCase

pytestmark = pytest.mark.requirement("D2")
S = CaseStep


@pytest.fixture
def county(tmp_path: Path, database: str) -> Enforcing:
    return Enforcing(tmp_path / "county")


@pytest.mark.requirement("A3")
def test_a_stop_order_and_what_the_revisit_found(county: Enforcing) -> None:
    keys = stop(county.enforcer, "P1", "P4")
    assert last() == ("stop_ordered", "stop_orders")
    assert said("stop_order", "P4")["served"] == DAY
    key = revisit(county.enforcer, "P1", Stop.WENT_ON)
    assert last() == ("stop_ordered", f"stop_order:{key}")
    assert (said("stop_order", "P1")["outcome"], said("stop_order", "P1")["origin"]) == ("went_on", keys[0])
    revisit(county.enforcer, "P1", Stop.STOPPED, date(2023, 9, 5))
    assert (said("stop_order", "P1")["outcome"], said("stop_order", "P1")["origin"]) == ("stopped", keys[0])
    with refuses("case_no_stop"):
        revisit(county.enforcer, "P2", Stop.STOPPED)
    with refuses("case_day_before"):
        revisit(county.enforcer, "P4", Stop.STOPPED, date(2023, 8, 1))
    with refuses("act_not_of_role"):
        stop(county.township, "P1")
    with refuses("case_no_number"):
        stop(county.enforcer, "P1", number=" ")
    with refuses("case_served_before"):
        stop(county.enforcer, "P1", served=date(2023, 8, 1))
    with refuses("day_ahead"):
        stop(county.enforcer, "P1", day=date(2099, 1, 1), served=None)
    with refuses("plot_unknown"):
        stop(county.enforcer, "NONE")
    assert clean(county.clerk)


def test_a_satellite_clue_alone_is_no_ground(county: Enforcing) -> None:
    county.open("1号", "P1", "P2")
    with refuses("case_no_site"):
        county.step("1号", S.INVESTIGATED, DAY)
    photo = county.photo("P1")
    with refuses("case_no_site"):
        county.step("1号", S.INVESTIGATED, DAY)
    county.photo("P2")
    county.step("1号", S.INVESTIGATED, DAY, evidence=(photo,))
    assert county.shown("1号").case.turns[1].evidence == (photo,)
    other = county.photo("P3")
    with refuses("evidence_of_another_plot"):
        county.step("1号", S.REVIEWED, DAY, evidence=(other,))


@pytest.mark.requirement("A3")
def test_what_is_handled_without_a_case(county: Enforcing) -> None:
    from weipian.programme.rectification.cases.competence import Approver

    (key,) = leave(county.enforcer, WithoutCase.NOT_OPENED, "P1")
    assert last() == ("case_not_opened", f"case_less:{key}")
    (key,) = leave(county.reviewer, WithoutCase.UNCASED, "P2")
    assert last() == ("uncased_rectified", f"case_less:{key}")
    with refuses("act_not_of_role"):
        leave(county.reviewer, WithoutCase.NOT_OPENED, "P2")
    with refuses("case_no_reason"):
        leave(county.enforcer, WithoutCase.UNCASED, "P3", reason=" ")
    with refuses("case_same_person"):
        leave(county.enforcer, WithoutCase.UNCASED, "P3", approver=Approver(county.enforcer.actor.account))
    with refuses("act_not_in_state"):
        leave(county.enforcer, WithoutCase.UNCASED, "P4")
    with refuses("case_only_mining"):
        leave(county.enforcer, WithoutCase.NO_HANDLING, "P3")
    with refuses("case_mining_papers"):
        leave(county.enforcer, WithoutCase.NO_HANDLING, "M1")
    leave(county.enforcer, WithoutCase.NO_HANDLING, "M1", evidence=county.photo("M1"))
    county.open("1号", "P3")
    with refuses("case_plot_taken"):
        leave(county.enforcer, WithoutCase.UNCASED, "P3")
    assert clean(county.clerk)
