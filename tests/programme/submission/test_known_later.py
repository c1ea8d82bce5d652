"""A number of a list that is nobody's here and becomes somebody's later; its lawful erasure takes it out of lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean, issue
from made_erasure import keeper_of, take_out
from made_returns import DAY, county, numbered
from made_submitted import take
from weipian.terms.submission import PlatformStatus, ProblemLevel

PENDING = PlatformStatus.PENDING


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county", papers=False)


def receive(desk: Any, *numbers: str) -> None:
    from weipian.programme.submission.acts.problems import Given, take_problems

    take_problems(desk, [Given(number, f"{number} 的问题") for number in numbers], ProblemLevel.REGION, DAY)


def problems(desk: Any) -> list[tuple[str, bool]]:
    from weipian.store.queries.submission import problems as read

    return [(one.named, one.matched) for one in read(desk.sight)]


def kinds(desk: Any) -> dict[str, str]:
    from weipian.programme.submission.acts.reconciling import reconcile

    return {one.plot: one.kind.value for one, _ in reconcile(desk).differences}


def third(desk: Any) -> None:
    """P3 is issued after the lists."""
    issue(desk, numbered(3)[2:], "补发批")


@pytest.mark.requirement("C5")
def test_a_number_is_matched_anew(desk: Any) -> None:
    from weipian.programme.submission.acts.answering import answer
    from weipian.store.models import Problem

    receive(desk, "P3", "X9")
    take(desk, ("P3", PENDING), ("X9", PENDING))
    assert problems(desk) == [("P3", False), ("X9", False)]
    assert problems(as_clerk_of(desk, TOWNSHIPS[0])) == []
    assert kinds(desk) == {"P3": "unknown", "X9": "unknown"}
    third(desk)
    assert problems(desk) == [("P3", True), ("X9", False)]
    assert problems(as_clerk_of(desk, TOWNSHIPS[0])) == [("P3", True)]
    assert problems(as_clerk_of(desk, TOWNSHIPS[1])) == []
    assert kinds(desk) == {"P3": "theirs_only", "X9": "unknown"}
    assert kinds(as_clerk_of(desk, TOWNSHIPS[0])) == {"P3": "theirs_only"}
    answer(desk, {1: "已看"}, DAY)
    row = Problem.objects.get(current=True, origin_id=1)
    assert (row.plot.number, row.number) == ("P3", None)
    assert clean(desk)


@pytest.mark.requirement("C4")
def test_a_number_from_before_a_split_is_told(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot
    from weipian.terms.acting import Act

    take(desk, ("P1", PENDING))
    with acting(desk, Act.PLOT_SPLIT, "plots") as act:
        act.change(Plot, Plot.objects.get(number="P1").id, closed=True)
    assert kinds(desk) == {"P1": "parted"}


@pytest.mark.requirement("B12")
def test_erasure_takes_the_number_out_of_lists(desk: Any) -> None:
    """What named the patch before it was here, and a part of it that never was, goes; what is another's stays."""
    from weipian.programme.submission.acts.answering import answer
    from weipian.store.models import PlatformRow, Problem

    receive(desk, "P3", "P3-1", "P30", "X9")
    answer(desk, {1: "不是本县的", 3: "也不是"}, DAY)
    take(desk, ("P3", PENDING), ("P3-2", PENDING), ("P30", PENDING), ("X9", PENDING))
    third(desk)
    take_out(desk, keeper_of(desk), ["P3"])
    assert sorted(Problem.objects.values_list("number", flat=True)) == ["P30", "P30", "X9"]
    assert sorted(PlatformRow.objects.values_list("number", flat=True)) == ["P30", "X9"]
    assert set(problems(desk)) == {("P30", False), ("X9", False)}
    assert clean(desk)
