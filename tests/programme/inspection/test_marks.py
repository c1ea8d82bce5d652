"""Every mark of B6 can be given and taken; a project has one level and one kind; look-ups by the law's own count."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from made_books import clean, issue, made_desk
from made_visits import DAY
from refusing import refuses
from weipian.programme.inspection.lookups import in_systems
from weipian.programme.inspection.marks import changed
from weipian.terms.inspection import KINDS, LEVELS, ApprovalSystem, Mark

pytestmark = pytest.mark.requirement("B6")


def mark(desk: Any, named: Mark, value: bool = True) -> list[str]:
    from weipian.programme.inspection.acts.marking import Marking
    from weipian.programme.inspection.acts.marking import mark as marked_now

    return marked_now(desk, ["P1"], Marking(named, value, "有批准文件", DAY))


def kept(desk: Any) -> dict[str, tuple[bool, str, str]]:
    """Mark → yes or no, why, by whom."""
    from weipian.store.queries.inspected import marks

    return {one.mark: (one.value, one.why, one.by) for one in marks(desk.sight) if one.plot == "P1"}


def test_every_mark_is_given_and_taken_with_who_when_and_why(tmp_path: Path) -> None:
    desk = made_desk(tmp_path / "county")
    issue(desk)
    for one in Mark:
        if one not in (*LEVELS, *KINDS):
            mark(desk, one)
            assert kept(desk)[one.value] == (True, "有批准文件", "clerk")
            mark(desk, one, value=False)
            assert kept(desk)[one.value] == (False, "有批准文件", "clerk")
    assert clean(desk)


def test_a_project_has_one_level_and_one_kind(tmp_path: Path) -> None:
    desk = made_desk(tmp_path / "county")
    issue(desk)
    for level, kind in product(LEVELS, KINDS):
        mark(desk, level)
        if not kept(desk).get(kind.value, (False,))[0]:
            mark(desk, kind)
        now = {name for name, (value, *_) in kept(desk).items() if value}
        major = {"national_project"} if level is not Mark.LEVEL_LOCAL else set()
        assert now == {level.value, kind.value} | major
        with refuses("mark_same"):
            mark(desk, kind)
        mark(desk, level, value=False)
    assert clean(desk)


def test_what_nobody_spoke_of_stays_unsaid() -> None:
    assert changed({}, Mark.KIND_WATER, value=True) == {Mark.KIND_WATER: True}
    assert changed({"level_local": 1}, Mark.LEVEL_REGION, value=True) == {
        Mark.LEVEL_REGION: True, Mark.LEVEL_LOCAL: False, Mark.NATIONAL_PROJECT: True,
    }  # fmt: skip
    assert changed({"sensitive": 1}, Mark.SENSITIVE, value=True) == {}


@pytest.mark.requirement("C2")
@pytest.mark.parametrize("enough", [1, 2, 3])
def test_found_in_enough_systems_is_yes_and_no_only_where_it_can_not_be_any_more(enough: int) -> None:
    """Oracle: what every way of looking in the rest would give."""
    for seen in product((True, False, None), repeat=3):
        newest = {system: value for system, value in zip(ApprovalSystem, seen, strict=True) if value is not None}
        ends = {
            sum(found if found is not None else guess for found, guess in zip(seen, rest, strict=True)) >= enough
            for rest in product((True, False), repeat=3)
        }
        assert in_systems(newest, enough) is (ends.pop() if len(ends) == 1 else None)
