"""Gates A and D come before the review: without a valid opinion nothing is decided of the plot (B7, B10, C3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import UNLAWFUL, Given, clean
from made_closing import as_role
from made_review import County
from weipian.terms.acting import Act, Role
from weipian.terms.errors import InputError
from weipian.terms.words import GateName

pytestmark = pytest.mark.requirement("B7", "B10", "C3")
WORD = "新增建设用地违法"
LARGE = 40_000_000_000
"""1e-6 m²: 60 亩."""


@pytest.fixture
def county(tmp_path: Path, database: str) -> County:
    """BIG is large and seen to be suspected and newly built; SMALL is not large."""
    made = County(
        tmp_path / "w", (Given("BIG", cultivated_um2=LARGE, proposal=UNLAWFUL), Given("SMALL", proposal=UNLAWFUL))
    )
    seen(made.clerk, {"suspected_unlawful": "1", "new_building": "1"})
    made.convene()
    made.attend()
    return made


def seen(desk: Any, facts: dict[str, str]) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot, SiteFacts

    with acting(desk, Act.LEDGER_IMPORTED, "plots") as act:
        act.add_many(SiteFacts, [{"plot_id": one.id, "facts": facts} for one in Plot.objects.order_by("id")])


def opine(desk: Any, gate: GateName, role: Role) -> None:
    from weipian.office.inspecting.gates import gates_now
    from weipian.programme.inspection.acts.opinions import Opinion, give_opinion

    said = Opinion("BIG", gate, date(2023, 8, 6), "甲", "应拆除", "丁")
    give_opinion(as_role(desk, role), said, gates_now(desk.policy))


def decide(county: County, desk: Any, plots: Sequence[str], *, rows: bool = False) -> Any:
    from weipian.office.inspecting.gates import gates_open
    from weipian.programme.determination.review.deciding import Decided, decide

    return decide(
        desk, "HS-1", [Decided(one, WORD, "会审", row=at * rows) for at, one in enumerate(plots, 2)], gates_open
    )


def test_nothing_is_decided_before_the_inspection_and_who_must_inspect_is_told(county: County) -> None:
    from weipian.store.models import Event

    before = Event.objects.count()
    with pytest.raises(InputError) as told:
        decide(county, county.clerk, ["BIG"])
    assert told.value.code == "review_gate_waits"
    assert "县卫片办审核" in str(told.value)
    assert "领导小组" in str(told.value)
    assert Event.objects.count() == before
    county.decide("BIG", "未判定", "等核查")
    decide(county, county.clerk, ["SMALL"])
    opine(county.clerk, GateName.A, Role.COUNTY_LEADER)
    with pytest.raises(InputError) as told:
        decide(county, county.clerk, ["BIG"])
    assert "闸门 D，" in str(told.value)
    opine(county.clerk, GateName.D, Role.LEADING_GROUP)
    assert decide(county, county.clerk, ["BIG"]).rows == 1
    assert clean(county.clerk)


def test_of_a_table_the_others_go_on(county: County) -> None:
    done = decide(county, county.clerk, ["BIG", "SMALL"], rows=True)
    assert (done.rows, [(one.row, one.code) for one in done.refused]) == (1, [(2, "review_gate_waits")])


def test_the_policy_may_let_it_go_on(county: County) -> None:
    policy = county.clerk.policy
    lax = replace(policy.value("review.gates_bar"), content=False)
    desk = replace(county.clerk, policy=replace(policy, entries={**policy.entries, "review.gates_bar": (lax,)}))
    assert decide(county, desk, ["BIG"]).rows == 1


def test_what_is_not_known_bars_nothing(tmp_path: Path, database: str) -> None:
    """Whether it is suspected nobody has written: the gate is listed to be confirmed, and no verdict is made of it."""
    made = County(tmp_path / "w", (Given("BIG", cultivated_um2=LARGE, proposal=UNLAWFUL),))
    made.convene()
    made.attend()
    assert decide(made, made.clerk, ["BIG"]).rows == 1
