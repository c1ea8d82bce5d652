"""参考全国平均值: who may judge it, what must be said, and that it enters no computation."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean
from made_review import County
from private_server import BOTH
from weipian.terms.errors import InputError

DAY = date(2023, 12, 1)


@pytest.fixture
def county(tmp_path: Path, database: str) -> County:
    return County(tmp_path / "county")


def judge(desk: Any, told: str = "高于全国平均", figure: str = "8.5", paper: str = "某通报", day: date = DAY) -> int:
    from weipian.programme.account.average import Judging, judge_average

    return judge_average(desk, Judging(told, paper, day, figure))


@pytest.mark.requirement("E2")
@pytest.mark.parametrize("database", BOTH, indirect=True)
def test_a_leader_judges_and_the_last_word_stands_beside_the_ratio(county: County) -> None:
    from weipian.office.ledger.standing import ratio_now
    from weipian.store.models import AverageJudgement, Event

    before: Any = ratio_now(county.leader).answer
    assert before["average"] is None
    judge(county.leader, "起初的认定")
    key = judge(county.leader, "改后的认定", "")
    found: Any = ratio_now(county.leader).answer
    assert (found["average"]["judgement"], found["average"]["text"], found["average"]["figure_percent"]) == (
        key, "改后的认定", None
    )  # fmt: skip
    assert {name: found[name] for name in ("county", "townships", "rows")} == {
        name: before[name] for name in ("county", "townships", "rows")
    }
    assert list(AverageJudgement.objects.order_by("id").values_list("current", flat=True)) == [False, True]
    assert list(Event.objects.order_by("seq").values_list("act", "subject"))[-1] == ("average_judged", "ratio")
    assert clean(county.clerk)


@pytest.mark.requirement("A3")
def test_a_clerk_may_not_judge_and_a_township_does_not_see_it(county: County) -> None:
    from weipian.office.ledger.standing import ratio_now

    with pytest.raises(InputError):
        judge(county.clerk)
    judge(county.leader)
    theirs: Any = ratio_now(as_clerk_of(county.clerk, TOWNSHIPS[0])).answer
    assert theirs["average"] is None


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"told": " "}, "average_lacks"),
        ({"paper": ""}, "average_lacks"),
        ({"figure": "百分之八"}, "average_figure"),
        ({"figure": "101"}, "average_figure"),
        ({"figure": "1e1"}, "average_figure"),
        ({"day": date(2999, 1, 1)}, "day_ahead"),
    ],
)
def test_what_is_not_said_whole_is_refused_in_chinese(county: County, said: dict[str, Any], code: str) -> None:
    with pytest.raises(InputError) as raised:
        judge(county.leader, **said)
    assert raised.value.code == code
