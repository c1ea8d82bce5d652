"""A list's filters, order and pages on both databases, against the same rows picked in plain Python."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from made_books import issue, made_desk
from private_server import BOTH
from weipian.store.sight import EVERYTHING

pytestmark = pytest.mark.requirement("F3")


@pytest.mark.parametrize("database", BOTH, indirect=True)
def test_pages_hold_what_the_whole_list_holds(tmp_path: Path, database: str) -> None:
    desk = made_desk(tmp_path / "county")
    from weipian.store.queries.patch_list import Sort, Wanted, counted, listed

    issue(desk)
    every = listed(Wanted(EVERYTHING, sort=Sort.NUMBER))
    assert [one.number for one in every] == sorted(one.number for one in every)
    for sort in Sort:
        for descending in (False, True):
            whole = listed(Wanted(EVERYTHING, sort=sort, descending=descending, undated_last=True))
            wanted = [Wanted(EVERYTHING, sort=sort, descending=descending, undated_last=True, limit=2, offset=at)
                      for at in range(0, len(every), 2)]  # fmt: skip
            assert [one for page in wanted for one in listed(page)] == whole
            assert {one.number for one in whole} == {one.number for one in every}
    areas = [one.cultivated_um2 for one in listed(Wanted(EVERYTHING, sort=Sort.CULTIVATED))]
    assert areas == sorted(areas, key=lambda um2: -1 if um2 is None else um2)
    _filters(every, counted, listed)


def _filters(every: list[Any], counted: Any, listed: Any) -> None:
    from weipian.store.queries.patch_list import Flag, Wanted

    asked: dict[Wanted, Callable[[Any], bool]] = {
        Wanted(EVERYTHING, text="p"): lambda one: "P" in one.number,
        Wanted(EVERYTHING, text="%"): lambda one: False,
        Wanted(EVERYTHING, text="_"): lambda one: False,
        Wanted(EVERYTHING, proposal="unlawful"): lambda one: "unlawful" in one.proposal.split(","),
        Wanted(EVERYTHING, proposal="none"): lambda one: not one.proposal,
        Wanted(EVERYTHING, undated=True): lambda one: one.due is None,
        Wanted(EVERYTHING, batch="202308"): lambda one: one.batch == "202308",
        Wanted(EVERYTHING, batch="别的"): lambda one: False,
        Wanted(EVERYTHING, flag=Flag.GONE): lambda one: one.gone,
        Wanted(EVERYTHING, flag=Flag.SPLIT): lambda one: False,
    }
    for wanted, holds in asked.items():
        numbers = {one.number for one in every if holds(one)}
        assert {one.number for one in listed(wanted)} == numbers, wanted
        assert counted(wanted) == len(numbers), wanted


@pytest.mark.parametrize("database", BOTH, indirect=True)
def test_a_mark_finds_the_patches_that_have_it_now(tmp_path: Path, database: str) -> None:
    desk = made_desk(tmp_path / "county")
    from weipian.store.acting import acting
    from weipian.store.models import Filed, Plot
    from weipian.store.queries.patch_list import Wanted, listed
    from weipian.terms.acting import Act
    from weipian.terms.inspection import Mark

    issue(desk)
    plots = dict(Plot.objects.values_list("number", "id"))
    with acting(desk, Act.PATCH_MARKED, "plot:*") as act:
        for number, value in (("P1", True), ("P2", False)):
            act.add(
                Filed, plot_id=plots[number], areas={}, marks={Mark.HOUSING.value: value, Mark.KEY_AREA.value: True}
            )
    assert [one.number for one in listed(Wanted(EVERYTHING, flag=Mark.HOUSING))] == ["P1"]
    assert [one.number for one in listed(Wanted(EVERYTHING, flag=Mark.KEY_AREA))] == ["P1", "P2"]
    assert listed(Wanted(EVERYTHING, flag=Mark.SENSITIVE)) == []
