"""Points, findings, mends, conclusions, supervision: who may, what is written, what is undone. On both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean, issue, made_desk
from refusing import refuses
from weipian.terms.acceptance import Appraisal, MendKind
from weipian.terms.acting import Role
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("D6")
DAY, LATER = date(2023, 12, 10), date(2023, 12, 20)
TOWN = TOWNSHIPS[0]


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    made = made_desk(tmp_path / "county")
    issue(made)
    return made


def as_role(desk: Any, role: Role) -> Any:
    from weipian.store.actors import Door

    return replace(desk, actor=replace(desk.actor, roles=frozenset({role}), door=Door.CREDENTIAL))


def acceptor(desk: Any) -> Any:
    return as_role(desk, Role.BUREAU_ACCEPTOR)


def last() -> tuple[str, str]:
    from weipian.store.models import Event

    event = Event.objects.latest("seq")
    return event.act, event.subject


def give(desk: Any, item: str = "图斑核查", township: str = TOWN, day: date = DAY, **said: Any) -> Any:
    from weipian.programme.report.acceptance.scoring import Scoring, score

    return score(desk, [Scoring(township, item, **said)], day)


def give_all(desk: Any, township: str = TOWN) -> Fraction:
    """Full points for every item; their sum by the law's own rows."""
    from weipian.programme.report.acceptance.rules import items
    from weipian.programme.report.acceptance.scoring import Scoring, score

    each = items(desk.policy)
    score(desk, [Scoring(township, key, str(one.weight)) for key, one in each.items()], DAY)
    return sum((one.weight for one in each.values()), Fraction(0))


def conclude(desk: Any, word: Appraisal = Appraisal.PASSED, township: str = TOWN) -> int:
    from weipian.programme.report.acceptance.concluding import conclude as concluded

    return concluded(desk, township, word, "工作扎实", LATER)


def listed(desk: Any, today: date = LATER) -> dict[str, Any]:
    from weipian.office.accepting.checklist import checklists

    return {one.township: one for one in checklists(desk, today)}


def test_points_are_a_persons_and_the_newest_stand(desk: Any) -> None:
    own = acceptor(desk)
    give(own, score="12.5", note="两个逾期")
    assert last() == ("township_scored", "scores")
    give(own, score="13")
    (line,) = [one for one in listed(desk)[TOWN].lines if one.item.key == "verification"]
    assert (line.score.score, line.score.note) == (13, "")
    with refuses("acceptance_nothing_new"):
        give(own, score="13.0")
    with refuses("acceptance_points"):
        give(own, score="15.5")
    with refuses("acceptance_points"):
        give(own, score="-1")
    with refuses("acceptance_item"):
        give(own, item="别的", score="1")
    with refuses("township_unknown"):
        give(own, township="无此镇", score="1")
    with refuses("day_ahead"):
        give(own, score="1", day=date(2099, 1, 1))
    with refuses("act_not_of_role"):
        give(desk, score="1")
    with refuses("act_not_of_role"):
        give(as_clerk_of(desk, TOWN), score="1")
    assert clean(desk)


@pytest.mark.requirement("A3")
def test_nobody_scores_for_the_acceptor(desk: Any) -> None:
    from weipian.store.actors import Door

    own = acceptor(desk)
    stand_in = replace(own, actor=replace(own.actor, door=Door.STAND_IN))
    with refuses("act_in_person"):
        give(stand_in, score="1")
    with refuses("act_in_person"):
        conclude(stand_in)


def test_weights_are_ours_and_say_so_and_make_a_hundred(desk: Any) -> None:
    from weipian.programme.report.acceptance.rules import items, most

    assert most(desk.policy) == 100
    assert all("分值为本系统所设" in one.note for one in items(desk.policy).values())


def test_a_finding_is_mended_by_the_township_and_looked_at_again(desk: Any) -> None:
    from weipian.programme.report.acceptance.mending import drop_finding, say_mended

    own, theirs = acceptor(desk), as_clerk_of(desk, TOWN)
    (number,) = give(own, finding="三个图斑没有照片", due=date(2023, 12, 15)).findings
    with refuses("acceptance_due"):
        give(own, finding="再一个", due=date(2023, 12, 1))
    with refuses("acceptance_turn"):
        say_mended(own, number, MendKind.RECHECKED, "看过", DAY)
    with refuses("acceptance_finding"):
        say_mended(as_clerk_of(desk, TOWNSHIPS[1]), number, MendKind.MENDED, "补了", DAY)
    with refuses("acceptance_early"):
        say_mended(theirs, number, MendKind.MENDED, "补了", date(2023, 12, 1))
    assert listed(desk)[TOWN].findings[0].is_overdue(date(2023, 12, 16))
    assert not listed(desk)[TOWN].findings[0].is_overdue(date(2023, 12, 15))
    say_mended(theirs, number, MendKind.MENDED, "补了照片", date(2023, 12, 12))
    assert last() == ("township_mended", f"finding:{number}")
    with refuses("act_not_of_role"):
        say_mended(theirs, number, MendKind.RECHECKED, "看过", date(2023, 12, 12))
    say_mended(own, number, MendKind.SENT_BACK, "还差一张", date(2023, 12, 13))
    with refuses("acceptance_turn"):
        say_mended(own, number, MendKind.RECHECKED, "看过", date(2023, 12, 13))
    say_mended(theirs, number, MendKind.MENDED, "又补了", date(2023, 12, 14))
    say_mended(own, number, MendKind.RECHECKED, "齐了", date(2023, 12, 14))
    with refuses("acceptance_turn"):
        say_mended(theirs, number, MendKind.MENDED, "再补", date(2023, 12, 15))
    assert not listed(desk)[TOWN].findings[0].is_open
    with refuses("acceptance_built_on"):
        drop_finding(own, number)
    (wrong,) = give(own, finding="写错了").findings
    drop_finding(own, wrong)
    assert [one.id for one in listed(desk)[TOWN].findings] == [number]
    assert clean(desk)


def test_a_conclusion_wants_all_points_and_no_open_finding(desk: Any) -> None:
    from weipian.programme.report.acceptance.concluding import retract

    own = acceptor(desk)
    give(own, score="10")
    with refuses("acceptance_unscored"):
        conclude(own)
    whole = give_all(own)
    give(own, finding="缺材料")
    with refuses("acceptance_open"):
        conclude(own)
    with refuses("act_not_of_role"):
        conclude(as_role(desk, Role.COUNTY_LEADER))
    number = conclude(own, Appraisal.WITH_MENDS)
    assert last() == ("township_accepted", f"acceptance:{number}")
    here = listed(desk)[TOWN]
    assert (here.reached, here.hint, here.conclusion.appraisal) == (whole, Appraisal.PASSED, Appraisal.WITH_MENDS)
    with refuses("acceptance_concluded"):
        conclude(own, Appraisal.NOT_PASSED)
    with refuses("acceptance_concluded"):
        give(own, score="1")
    with refuses("acceptance_not_concluded"):
        retract(own, TOWNSHIPS[1], "没有", LATER)
    retract(own, TOWN, "漏看一个村", LATER)
    give(own, score="1")
    assert listed(desk)[TOWN].conclusion.appraisal is Appraisal.RETRACTED
    assert clean(desk)


def test_a_township_sees_its_own_alone(desk: Any) -> None:
    own = acceptor(desk)
    give(own, score="9", finding="缺材料")
    give(own, township=TOWNSHIPS[1], score="3")
    theirs = listed(as_clerk_of(desk, TOWNSHIPS[1]))
    assert list(theirs) == [TOWNSHIPS[1]]
    assert theirs[TOWNSHIPS[1]].findings == ()
    with pytest.raises(InputError):
        listed(as_role(desk, Role.DEPARTMENT_CLERK))


def test_figures_are_the_books_and_an_item_without_them_is_a_persons_look(desk: Any) -> None:
    here = listed(desk)[TOWN]
    shown = {one.key: one.value for line in here.lines for one in line.shown}
    assert (shown["plots"], shown["inspected"], shown["undetermined"], shown["without_evidence"]) == (2, 0, 2, 2)
    assert [line.item.key for line in here.lines if not line.shown] == ["organisation", "mechanism"]
    assert here.lines[0].score is None


def test_laggards_are_listed_with_why_and_supervised(desk: Any) -> None:
    from weipian.programme.report.acceptance.concluding import supervise

    assert listed(desk, date(2023, 8, 2))[TOWN].lags == ()
    lags = listed(desk, LATER)[TOWN].lags
    assert len(lags) == 1
    assert lags[0].startswith("逾期未办事项")
    with refuses("acceptance_says_nothing"):
        supervise(acceptor(desk), TOWN, "滞后", " ", LATER)
    with refuses("act_not_of_role"):
        supervise(desk, TOWN, "滞后", "要求月底前核查", LATER)
    number = supervise(acceptor(desk), TOWN, "滞后", "要求月底前核查", LATER)
    assert last() == ("township_supervised", f"supervision:{number}")
    assert [one.told for one in listed(desk)[TOWN].supervised] == ["要求月底前核查"]


def test_the_result_for_the_prefecture_says_what_is_not_concluded(desk: Any) -> None:
    from weipian.office.accepting.telling import result_text

    own = acceptor(desk)
    give_all(own)
    conclude(own)
    text = result_text(list(listed(desk).values()), desk.policy, LATER)
    others = [town for town in desk.policy.townships if town != TOWN]
    assert f"通过 1 个（{TOWN}）" in text
    assert f"未作结论 {len(others)} 个（{'、'.join(others)}）" in text
    assert "分值为本系统所设" in text
