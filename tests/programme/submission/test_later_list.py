"""补录: what was entered on the second platform, when, by whom; what is done and not entered (C4)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean
from made_returns import DAY, county
from weipian.terms.acting import Act
from weipian.terms.submission import LaterKind
from weipian.terms.words import Outcome

pytestmark = pytest.mark.requirement("C4")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


def put_right(desk: Any, plot: str, outcome: Outcome) -> None:
    """As a ledger would have brought it."""
    from weipian.store.acting import acting
    from weipian.store.models import Plot, PuttingRight

    row = {"measure": "demolish_and_recultivate", "ordered": date(2023, 9, 1), "outcome": outcome.value}
    with acting(desk, Act.LEDGER_IMPORTED, "plots") as act:
        act.add(PuttingRight, plot_id=Plot.objects.get(number=plot).id, outcome_on=date(2023, 9, 5), **row)


def listed(desk: Any) -> list[tuple[str, str, list[LaterKind], LaterKind | None]]:
    from weipian.programme.submission.acts.later import later_list

    return [(one.plot, one.since, [each.what for each in one.added], one.lacks) for one in later_list(desk)]


def test_what_is_put_right_and_not_entered_lacks(desk: Any) -> None:
    from weipian.programme.submission.acts.later import add_later, later_list

    assert listed(desk) == []
    put_right(desk, "P1", Outcome.RECULTIVATED)
    put_right(desk, "P2", Outcome.IN_PROGRESS)
    assert listed(desk) == [("P1", "2023-09-05", [], LaterKind.RECULTIVATED)]
    add_later(desk, "P1", LaterKind.OTHER, DAY, 1)
    assert listed(desk) == [("P1", "2023-09-05", [LaterKind.OTHER], LaterKind.RECULTIVATED)]
    add_later(desk, "P1", LaterKind.RECULTIVATED, DAY, 2, "验收单")
    (one,) = later_list(desk)
    assert (one.lacks, one.is_whole, one.who) == (None, True, "县卫片办经办")
    assert [(each.by, each.day, each.evidence, each.note) for each in one.added] == [
        ("clerk", DAY, 1, ""),
        ("clerk", DAY, 2, "验收单"),
    ]
    assert all(each.at.startswith("20") for each in one.added)
    assert clean(desk)


def test_the_list_is_of_what_is_in_sight(desk: Any) -> None:
    put_right(desk, "P1", Outcome.RETROSPECTIVE_APPROVAL)
    assert listed(as_clerk_of(desk, TOWNSHIPS[0])) == [("P1", "2023-09-05", [], LaterKind.APPROVED)]
    assert listed(as_clerk_of(desk, TOWNSHIPS[1])) == []
