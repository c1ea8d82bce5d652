"""Duties: what the worked cases of the law do not say (states, stated quarters, unpublished years, refusals)."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.policy import load
from weipian.policy.duties import Duty, duties_of_events, duties_of_issue, duties_text, event_kinds, fixed_duties
from weipian.terms.errors import InputError, UsageError
from weipian.terms.words import Category

POLICY = load("ziyuan-2023")
ISSUED = st.dates(date(2023, 1, 1), date(2023, 12, 31))
MONTHLY = {Category.NEW_NONFARM_CONSTRUCTION, Category.CONTINUING_CHANGE, Category.MINING}
CLOSES = {1: date(2023, 4, 30), 2: date(2023, 7, 20), 3: date(2023, 10, 20), 4: date(2024, 1, 20)}


def by_name(duties: list[Duty]) -> dict[str, Duty]:
    found = {duty.duty: duty for duty in duties}
    assert len(found) == len(duties)
    return found


@pytest.mark.requirement("E7")
@given(ISSUED, st.sampled_from(list(Category)))
def test_every_day_of_the_year_and_category(issued: date, category: Category) -> None:
    duties = by_name(duties_of_issue(POLICY, issued, category))
    close = CLOSES[(issued.month + 2) // 3]
    assert duties["verify"].due == issued + timedelta(days=10)
    assert duties["quarterly_close"].due == close
    assert duties["annual_assessment"].due == date(2024, 1, 20)
    assert ("report" in duties) == (category in MONTHLY)
    assert ("half_year_summary" in duties) == (issued <= date(2023, 6, 20))
    for duty in duties.values():
        assert duty.due is not None
        assert duty.effective_due == min(duty.due, close, date(2024, 1, 20))
        assert duty.before_policy == (duty.due < date(2023, 9, 24))
        assert duty.last_working_day is not None
        assert duty.last_working_day <= duty.due
        assert duty.clause.startswith("资政办发〔2023〕29号 ")


@pytest.mark.requirement("E7")
@given(ISSUED)
def test_a_return_holds_what_was_issued_up_to_last_months_twentieth(issued: date) -> None:
    due = by_name(duties_of_issue(POLICY, issued, Category.MINING))["report"].due
    assert due is not None
    assert due.day == 20
    last_month = (due.replace(day=1) - timedelta(days=1)).replace(day=20)
    month_before = (last_month.replace(day=1) - timedelta(days=1)).replace(day=20)
    assert month_before < issued <= last_month


@pytest.mark.requirement("E7")
def test_overdue_is_later_than_due() -> None:
    verify = by_name(duties_of_issue(POLICY, date(2023, 10, 1), Category.MINING))["verify"]
    assert verify.due == date(2023, 10, 11)
    assert verify.state(date(2023, 10, 11)) == "open"
    assert verify.state(date(2023, 10, 12)) == "overdue"
    assert "已逾期 1 天" in verify.text(date(2023, 10, 12))


@pytest.mark.requirement("A2")
def test_a_date_before_the_plan_is_flagged_beside_its_state() -> None:
    half = by_name(duties_of_issue(POLICY, date(2023, 5, 1), Category.OTHER_CHANGE))["half_year_summary"]
    assert half.before_policy
    assert half.as_json(date(2023, 6, 1))["state"] == "open"
    assert half.as_json(date(2023, 10, 1))["state"] == "overdue"
    assert "期限早于本方案印发" in half.note


@pytest.mark.requirement("E7")
def test_a_batchs_stated_quarter_goes_before_its_day_of_issue() -> None:
    for stated in ("Q3", "2023-Q3", " 2023-q3 "):
        duties = by_name(duties_of_issue(POLICY, date(2023, 10, 3), Category.MINING, quarter=stated))
        assert duties["quarterly_close"].due == date(2023, 10, 20)
        assert duties["report"].effective_due == date(2023, 10, 20)
    late = by_name(duties_of_issue(POLICY, date(2024, 1, 5), Category.MINING, quarter="Q4"))
    assert late["verify"].due == date(2024, 1, 15)
    with pytest.raises(InputError) as caught:
        duties_of_issue(POLICY, date(2023, 10, 3), Category.MINING, quarter="2022-Q3")
    assert caught.value.code == "unknown_quarter"


@pytest.mark.parametrize("issued", [date(2022, 12, 31), date(2024, 1, 1), date(1, 1, 1), date(9999, 12, 31)])
def test_a_day_outside_the_year_has_no_quarter(issued: date) -> None:
    with pytest.raises(InputError) as caught:
        duties_of_issue(POLICY, issued, Category.MINING)
    assert caught.value.code == "date_outside_year"
    assert "2023-01-01" in caught.value.message


@pytest.mark.requirement("E5", "E7")
def test_events_start_only_their_own_clock() -> None:
    assert event_kinds(POLICY) == (
        "accountability_started",
        "interview_held",
        "rectification_order_approval",
        "rectification_order_recultivate",
    )
    duties = duties_of_events(POLICY, [("interview_held", date(2023, 11, 6)), ("interview_held", date(2023, 11, 7))])
    assert [duty.due for duty in duties] == [date(2023, 11, 13), date(2023, 11, 14)]
    assert {duty.who for duty in duties} == {"township"}
    with pytest.raises(UsageError) as caught:
        duties_of_events(POLICY, {"tea_party": date(2023, 11, 6)})
    assert "interview_held" in caught.value.message


@pytest.mark.requirement("E7")
def test_an_unpublished_year_gives_null_and_a_note() -> None:
    (order,) = duties_of_events(POLICY, {"rectification_order_recultivate": date(2098, 1, 31)})
    assert (order.due, order.last_working_day) == (date(2098, 2, 28), None)
    assert order.as_json(date(2023, 1, 1))["last_working_day"] is None
    assert "尚未公布" in order.note
    (papers,) = duties_of_events(POLICY, {"interview_held": date(2098, 1, 31)})
    assert (papers.due, papers.last_working_day, papers.state(date(2099, 1, 1))) == (None, None, "open")
    assert papers.effective_due == date(2024, 1, 20)
    assert "尚未公布" in papers.note
    json.dumps(papers.as_json(date(2099, 1, 1)))


@pytest.mark.requirement("E7")
def test_rest_days_do_not_roll_and_are_said() -> None:
    annual = next(duty for duty in fixed_duties(POLICY) if duty.duty == "annual_assessment")
    assert (annual.due, annual.last_working_day) == (date(2024, 1, 20), date(2024, 1, 19))
    assert "不顺延" in annual.note
    half = next(duty for duty in fixed_duties(POLICY) if duty.duty == "half_year_summary")
    assert half.last_working_day == date(2023, 6, 25)  # a Sunday, but a make-up working day


def test_the_townships_inner_date_is_only_a_reminder() -> None:
    verify = by_name(duties_of_issue(POLICY, date(2023, 10, 1), Category.MINING))["verify"]
    assert verify.due is not None
    assert verify.inner_due is not None
    assert date(2023, 10, 1) < verify.inner_due < verify.due
    assert verify.state(verify.inner_due + timedelta(days=1)) == "open"
    assert verify.assists == ("township",)


def test_supplementary_patches_say_why_they_have_no_return() -> None:
    duties = duties_of_issue(POLICY, date(2023, 11, 1), Category.SUPPLEMENTARY)
    assert all("补充" in duty.note for duty in duties)


def test_the_demo_county_owes_the_same() -> None:
    demo = load("demo-2023")
    assert fixed_duties(demo) == fixed_duties(POLICY)
    assert "季度填报自查（2023-Q3）" in duties_text(fixed_duties(demo), date(2023, 10, 1))
