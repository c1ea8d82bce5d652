"""Objections: who raises, answers, withdraws; the correction that follows, what it changes. On both databases."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean
from made_review import County
from refusing import refuses
from weipian.terms.acting import Act, Role
from weipian.terms.objection import NO_REMEDY, ObjectedTo, ObjectionResult, ObjectionStands

pytestmark = pytest.mark.requirement("D7")
RAISED, TAKEN, ANSWERED = date(2023, 9, 6), date(2023, 9, 7), date(2023, 9, 11)
WORD = ObjectedTo.DETERMINATION


@pytest.fixture
def county(tmp_path: Path, database: str) -> County:
    """P1 was determined to be unlawful by HS-1; two more reviewers had no hand in it."""
    made = County(tmp_path / "county")
    made.convene()
    made.attend()
    made.decide("P1", "新增建设用地违法")
    made.decide("P2", "未判定")
    made.lock()
    made.determine()
    return made


@pytest.fixture
def other(county: County) -> Any:
    return county.person("other", Role.COUNTY_REVIEWER)


def raised(desk: Any, about: ObjectedTo = WORD, plot: str = "P1", day: date = RAISED, **said: Any) -> int:
    from weipian.programme.report.objection.raising import Raising, raise_objection

    return raise_objection(desk, Raising(plot, about, "有批文", day, **said))


def take(desk: Any, number: int, *, taken: bool = True, reason: str = "", day: date = TAKEN) -> int:
    from weipian.programme.report.objection.answering import take_up

    return take_up(desk, number, taken=taken, reason=reason, day=day)


def answer(desk: Any, number: int, result: ObjectionResult = ObjectionResult.UPHELD, **said: Any) -> int:
    from weipian.office.objecting.kept import keeping
    from weipian.programme.report.objection.answering import Answering
    from weipian.programme.report.objection.answering import answer as answered

    given = {"reason": "批文有效", "paper": "资卫办〔2023〕5号", "day": ANSWERED, **said}
    return answered(desk, number, Answering(result, **given), keeping())


def listed(desk: Any, today: date = ANSWERED, **more: Any) -> dict[int, Any]:
    from weipian.office.objecting.listing import shown

    return {one.objection.id: one for one in shown(desk, today, **more)}


def last() -> tuple[str, str]:
    from weipian.store.models import Event

    event = Event.objects.latest("seq")
    return event.act, event.subject


def test_a_township_raises_for_itself_and_the_county_for_a_party(county: County) -> None:
    number = raised(county.mayor)
    assert last() == ("objection_raised", f"objection:{number}")
    with refuses("objection_open"):
        raised(county.mayor)
    with refuses("objection_party"):
        raised(county.clerk)
    party = raised(county.clerk, party="张三")
    with refuses("objection_reason"):
        from weipian.programme.report.objection.raising import Raising, raise_objection

        raise_objection(county.mayor, Raising("P1", WORD, " ", RAISED))
    with refuses("plot_unknown"):
        raised(county.mayor, plot="P3")
    with refuses("act_not_of_role"):
        raised(county.auditor)
    with refuses("day_ahead"):
        raised(county.mayor, ObjectedTo.AREA, day=date(2099, 1, 1))
    with refuses("objection_nothing_yet"):
        raised(county.person("m2", Role.TOWNSHIP_MAYOR, TOWNSHIPS[1]), plot="P3")
    assert raised(county.mayor, ObjectedTo.AREA, "P2") == party + 1
    assert set(listed(county.mayor)) == {number, party, party + 1}
    assert listed(as_clerk_of(county.clerk, TOWNSHIPS[1])) == {}
    assert listed(county.clerk)[number].stands is ObjectionStands.RAISED
    assert clean(county.clerk)


def test_the_clock_is_the_policys(county: County, other: Any) -> None:
    number = raised(county.mayor)
    assert listed(other)[number].clock.due == date(2023, 9, 13)  # five working days after a Wednesday
    assert listed(other, date(2023, 9, 15))[number].late == 2
    take(other, number)
    assert listed(other)[number].clock.due == date(2023, 9, 27)
    assert "方案没有异议程序" in other.policy.value("objection.answer").note


def test_who_took_part_does_not_answer(county: County, other: Any) -> None:
    number = raised(county.mayor)
    with refuses("objection_turn"):
        answer(other, number)
    take(county.reviewer, number)
    for desk in (county.reviewer, county.leader):  # confirmed, locked
        with refuses("objection_took_part"):
            answer(desk, number)
        here = listed(desk)[number]
        assert not here.free
        assert all(able.why for able in here.ables)
    with refuses("act_not_of_role"):
        answer(county.clerk, number)
    with refuses("objection_needs"):
        answer(other, number, paper=" ")
    with refuses("objection_early"):
        answer(other, number, day=RAISED)
    with refuses("objection_turn"):
        take(other, number)
    assert listed(other)[number].free
    answer(other, number, ObjectionResult.REJECTED)
    assert last() == ("objection_answered", f"objection:{number}")
    assert listed(county.mayor)[number].stands is ObjectionStands.REJECTED
    assert listed(county.mayor)[number].ables == ()
    with refuses("objection_over"):
        answer(other, number)
    assert raised(county.mayor) > number  # with a new reason
    assert clean(county.clerk)


def test_not_taken_up_has_its_reason_and_can_be_undone(county: County, other: Any) -> None:
    from weipian.programme.report.objection.answering import undo_step

    number = raised(county.mayor)
    with refuses("objection_reason"):
        take(other, number, taken=False)
    with refuses("objection_took_part"):
        take(county.leader, number, taken=False, reason="与判定无关")
    take(other, number, taken=False, reason="与判定无关")
    assert listed(other)[number].stands is ObjectionStands.NOT_TAKEN
    with refuses("objection_took_part"):
        undo_step(county.leader, number)
    undo_step(other, number)
    assert listed(other)[number].stands is ObjectionStands.RAISED
    with refuses("objection_turn"):
        undo_step(other, number)
    with refuses("objection_unknown"):
        undo_step(other, 99)


def test_who_raised_it_takes_it_back(county: County, other: Any) -> None:
    from weipian.programme.report.objection.raising import withdraw

    number, party = raised(county.mayor), raised(county.clerk, party="张三")
    with refuses("objection_not_own"):
        withdraw(county.clerk, number, "", TAKEN)
    with refuses("objection_not_own"):
        withdraw(county.mayor, party, "", TAKEN)
    with refuses("act_not_of_role"):
        withdraw(other, number, "", TAKEN)
    withdraw(county.mayor, number, "已说明", TAKEN)
    assert last() == ("objection_withdrawn", f"objection:{number}")
    withdraw(county.clerk, party, "", TAKEN)
    assert {one.stands for one in listed(county.clerk).values()} == {ObjectionStands.WITHDRAWN}
    with refuses("objection_over"):
        withdraw(county.mayor, number, "", TAKEN)
    with refuses("objection_over"):
        take(other, number)
    assert clean(county.clerk)


def reviewed_anew(county: County, corrects: str) -> None:
    county.convene("HS-2", corrects, by_itself=False)
    from weipian.programme.determination.review.convening import put_on_agenda

    put_on_agenda(county.clerk, "HS-2", ["P1"])
    county.attend("HS-2")
    county.decide("P1", "合法新增建设用地", "批文已查到", "HS-2")
    county.lock("HS-2")
    county.determine("HS-2")


def test_an_upheld_one_waits_for_a_review_that_names_the_old_and_shows_what_it_changed(
    county: County, other: Any
) -> None:
    number = raised(county.mayor)
    take(other, number)
    answer(other, number)
    assert listed(county.mayor)[number].stands is ObjectionStands.TO_CORRECT
    assert listed(county.mayor, only_open=True)
    reviewed_anew(county, "HS-1")
    here = listed(county.clerk)[number]
    assert here.stands is ObjectionStands.CORRECTED
    mu = Fraction(2_000_000_000, 1_000_000) * 3 / 2000
    told = {(one.where, one.figure): (one.before, one.after) for one in here.changes}
    plain = f"{float(mu):.4f}"
    assert told[TOWNSHIPS[0], "numerator_mu"] == (plain, "0.0000")
    assert told["全县", "numerator_mu"] == (plain, "0.0000")
    assert told[TOWNSHIPS[0], "ratio"] == ("1.000000", "0.000000")
    assert (TOWNSHIPS[0], "denominator_mu") not in told  # lawful or not, it was newly built
    own = listed(county.mayor)[number]
    assert {one.where for one in own.changes} == {TOWNSHIPS[0]}
    assert listed(county.clerk, only_open=True) == {}
    assert clean(county.clerk)


def test_a_review_that_does_not_name_the_old_is_no_correction_yet(county: County, other: Any) -> None:
    number = raised(county.mayor)
    take(other, number)
    answer(other, number, ObjectionResult.PARTLY)
    reviewed_anew(county, "")
    here = listed(county.clerk)[number]
    assert (here.stands, here.unnamed, here.changes) == (ObjectionStands.TO_CORRECT, True, ())


def test_an_area_is_corrected_by_what_is_filed_and_the_quota_book_is_asked(county: County, other: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Filed, Plot

    number = raised(county.mayor, ObjectedTo.AREA)
    take(other, number)
    answer(other, number)
    with acting(county.clerk, Act.LEDGER_IMPORTED, "import") as act:
        act.add(Filed, plot_id=Plot.objects.get(number="P1").id, areas={"cultivated": "1.25"}, marks={})
    asked = listed(county.clerk, quota=lambda rows: {"冻结（亩）": sum((row.cultivated for row in rows), Fraction(0))})
    told = {(one.where, one.figure): (one.before, one.after) for one in asked[number].changes}
    assert told[TOWNSHIPS[0], "numerator_mu"] == ("3.0000", "1.2500")
    before, after = told["指标账", "冻结（亩）"]
    assert Fraction(before) - Fraction(after) == Fraction("1.75")


def test_the_paper_says_what_it_is_not(county: County, other: Any) -> None:
    from weipian.office.objecting.paper import paper_of

    number = raised(county.clerk, party="张三")
    with refuses("objection_turn"):
        paper_of(county.clerk, number)
    take(other, number)
    answer(other, number)
    text = paper_of(county.clerk, number)
    assert NO_REMEDY in text
    assert all(word in NO_REMEDY for word in ("陈述申辩", "听证", "复议", "诉讼"))
    assert "资卫办〔2023〕5号" in text


def test_closed_periods_that_say_otherwise_are_named(county: County, other: Any) -> None:
    from made_closing import close

    close(county.clerk, "2023-09", today=date(2023, 9, 20))
    number = raised(county.mayor)
    take(other, number)
    answer(other, number)
    reviewed_anew(county, "HS-1")
    rows = listed(county.clerk)[number].restated
    assert [(row["key"], row["field"], row["was"], row["now"]) for row in rows] == [
        ("2023-09", "determination", "unlawful_new", "lawful_new")
    ]


def test_an_erased_patch_takes_its_objections_along(county: County, other: Any) -> None:
    from weipian.store import models
    from weipian.store.queries.erasure import hanging

    number = raised(county.mayor)
    take(other, number)
    answer(other, number)
    gone = hanging(models.Patch, [models.Patch.objects.get(number="P1").id])
    assert gone[models.Objection] == {number}
    assert gone[models.ObjectionStep] == set(models.ObjectionStep.objects.values_list("id", flat=True))


def test_questions_stay_as_many_whatever_the_list_is(county: County, other: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    raised(county.mayor)
    with CaptureQueriesContext(connection) as few:
        listed(county.clerk)
    for about in (ObjectedTo.AREA, ObjectedTo.TOWNSHIP, ObjectedTo.OUTCOME):
        raised(county.mayor, about)
    with CaptureQueriesContext(connection) as many:
        listed(county.clerk)
    assert len(many) == len(few)
