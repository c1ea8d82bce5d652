"""移交部门: recorded, once on the same terms, only by who may; from then on the department sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import as_clerk_of, clean, issue, made_desk
from refusing import refuses
from weipian.terms.acting import Role


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    made = made_desk(tmp_path / "w")
    issue(made)
    return made


def handed(desk: Any, numbers: list[str], *terms: Any) -> list[str]:
    from weipian.programme.rectification.handover.giving import Handing, hand_over

    return hand_over(desk, numbers, Handing(*terms))


def of_department(desk: Any, name: str) -> Any:
    actor = replace(desk.actor, roles=frozenset({Role.DEPARTMENT_CLERK}), department=name)
    return replace(desk, actor=actor)


@pytest.mark.requirement("D3", "A3")
def test_what_is_handed_over_is_recorded_and_seen(desk: Any) -> None:
    from weipian.store.models import Event
    from weipian.store.queries.explain import story_of
    from weipian.store.queries.handed import handovers

    theirs = of_department(desk, "农业农村")
    assert handovers(theirs.sight) == []
    assert handed(desk, ["P1", "P3"], "农业农村", "占用耕地建房", date(2023, 12, 31), "某股室") == ["P1", "P3"]
    (first, second) = handovers(theirs.sight)
    assert (first.patch, first.matter, first.answerer) == ("P1", "占用耕地建房", "某股室")
    assert second.patch == "P3"
    last = Event.objects.latest("seq")
    assert (last.act, last.subject, first.at) == ("handed_over", "handover:农业农村", last.at)
    assert "handed_over" in {one.act for one in story_of("P1", theirs.sight).events.values()}
    with refuses("plot_unknown"):
        story_of("P2", theirs.sight)
    assert handovers(of_department(desk, "水利").sight) == []
    assert [one.patch for one in handovers(as_clerk_of(desk, "星原镇").sight)] == ["P1"]
    assert clean(desk)


@pytest.mark.requirement("D3")
def test_the_same_again_changes_nothing_and_other_terms_replace(desk: Any) -> None:
    from weipian.store.models import Event, Handover
    from weipian.store.queries.handed import handovers

    handed(desk, ["P1"], "水利", "河道内建房")
    before = Event.objects.count()
    with refuses("handover_nothing_new"):
        handed(desk, ["P1"], "水利", "河道内建房")
    assert Event.objects.count() == before
    assert handed(desk, ["P1", "P2", "P2"], "水利", "河道内建房") == ["P2"]
    assert handed(desk, ["P1"], "水利", "河道内建房", date(2023, 12, 1)) == ["P1"]
    assert [(one.patch, one.due) for one in handovers(desk.sight)] == [("P1", date(2023, 12, 1)), ("P2", None)]
    assert Handover.objects.filter(current=False).count() == 1
    assert clean(desk)


@pytest.mark.requirement("D3", "F3")
def test_what_can_not_be_handed_over(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Handover, Standing
    from weipian.terms.acting import Act, State

    with refuses("department_unknown"):
        handed(desk, ["P1"], "航天")
    with refuses("patch_unknown"):
        handed(desk, ["P1", "没有"], "水利")
    for other in (as_clerk_of(desk, "星原镇"), of_department(desk, "水利")):
        with refuses("act_not_of_role"):
            handed(other, ["没有"], "航天")
    with acting(desk, Act.MEASURED) as act:
        act.change(Standing, Standing.objects.get(number="P2").id, state=State.WITHDRAWN.value)
    with refuses("act_not_in_state"):
        handed(desk, ["P1", "P2"], "水利")
    assert not Handover.objects.exists()
