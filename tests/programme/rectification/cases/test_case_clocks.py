"""The periods of the law of a case, against a reckoning of our own with the State Council's holidays."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.policy import load
from weipian.programme.rectification.cases.clocks import CaseClock, clocks_of, too_early
from weipian.programme.rectification.cases.flow import CaseNow, Move, fold
from weipian.terms.cases import CaseStep, ClockState, Penalty

pytestmark = pytest.mark.requirement("D2")
POLICY = load("ziyuan-2023")
S = CaseStep
DAYS = st.dates(date(2023, 1, 3), date(2024, 9, 30))
NEW_LAW = date(2024, 5, 1)


def working(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= chinese_calendar.is_workday(day)
    return day


def rolled(day: date) -> date:
    while not chinese_calendar.is_workday(day):
        day += timedelta(days=1)
    return day


def months(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def now(*moves: Move) -> CaseNow:
    return fold(moves, POLICY)


def clocks(found: CaseNow, today: date) -> dict[str, CaseClock]:
    return {one.key: one for one in clocks_of(POLICY, found, today)}


@given(DAYS, st.integers(0, 40))
def test_opening_and_decision_by_the_law_of_the_day(opened: date, wait: int) -> None:
    clue = opened - timedelta(days=wait)
    found = clocks(now(Move(S.OPENED, opened, None, clue)), opened)
    assert found["decision"].due == opened + timedelta(days=60 if opened < NEW_LAW else 90)
    assert found["decision"].state is ClockState.OPEN
    due = working(clue, 10)
    assert found["filing"].due == due
    assert found["filing"].state is (ClockState.MET if opened <= due else ClockState.LATE)


@given(DAYS)
def test_the_partys_rights_and_what_follows_on_them(day: date) -> None:
    """A fine and a demolition: each its own way to the court."""
    steps = [Move(S.OPENED, day), Move(S.NOTIFIED, day, day), Move(S.HEARING_NOTIFIED, day, day)]
    for penalty, key in ((Penalty.FINE, "court_application"), (Penalty.DEMOLISH, "court_application_demolish")):
        decided = Move(S.DECIDED, day, None, None, "", frozenset({penalty}))
        found = clocks(now(*steps, decided, Move(S.SERVED, day, day), Move(S.URGED, day, day)), day)
        assert found["statement"].due == working(day, 3 if day < NEW_LAW else 5)
        assert found["hearing_request"].due == working(day, 5)
        assert found["reconsideration"].due == rolled(day + timedelta(days=60))
        assert found["urging"].due == working(day, 10)
        suit = rolled(months(day, 6) if penalty is Penalty.FINE else day + timedelta(days=15))
        assert found["litigation" if penalty is Penalty.FINE else "litigation_demolish"].due == suit
        last = max(suit, found["reconsideration"].due or suit) if penalty is Penalty.FINE else suit
        assert found[key].due == rolled(months(last, 3))
        assert {"court_application", "court_application_demolish"} & set(found) == {key}


@given(DAYS, st.integers(0, 30), st.integers(0, 60), st.integers(0, 120))
def test_rest_and_extension_lengthen_the_decision(opened: date, before: int, rest: int, later: int) -> None:
    since = opened + timedelta(days=before)
    until = since + timedelta(days=rest)
    moves = [Move(S.OPENED, opened), Move(S.SUSPENDED, since), Move(S.RESUMED, until), Move(S.EXTENDED, until)]
    today = until + timedelta(days=later)
    found = clocks(now(*moves), today)["decision"]
    due = opened + timedelta(days=(60 if opened < NEW_LAW else 90) + 30 + rest)
    assert found.due == due
    assert found.state is (ClockState.OPEN if today <= due else ClockState.OVERDUE)
    resting = clocks(now(*moves[:2]), today)["decision"]
    assert (resting.due, resting.state) == (None, ClockState.UNKNOWN)


def test_the_last_day_is_in_time_and_the_next_is_not() -> None:
    found = now(Move(S.OPENED, date(2023, 9, 1)))
    last = date(2023, 10, 31)
    assert clocks(found, last)["decision"].state is ClockState.OPEN
    assert clocks(found, last + timedelta(days=1))["decision"].state is ClockState.OVERDUE
    for day, state in ((last, ClockState.MET), (last + timedelta(days=1), ClockState.LATE)):
        done = now(Move(S.OPENED, date(2023, 9, 1)), Move(S.DECIDED, day, None, None, "", frozenset({Penalty.FINE})))
        assert clocks(done, date(2024, 1, 1))["decision"].state is state


def test_the_national_day_is_no_working_day() -> None:
    """2023-09-28 and ten working days: the 29th to 6 October are holidays, the 7th and 8th are made up."""
    found = clocks(now(Move(S.OPENED, date(2023, 9, 28), None, date(2023, 9, 28))), date(2023, 9, 28))
    assert found["filing"].due == date(2023, 10, 18)


def test_a_right_not_used_lapses_and_a_contest_leaves_the_court_open() -> None:
    day = date(2023, 9, 4)
    served = [Move(S.OPENED, day), Move(S.DECIDED, day, None, None, "", frozenset({Penalty.DEMOLISH}))]
    served.append(Move(S.SERVED, day, day))
    quiet = clocks(now(*served), date(2023, 12, 1))
    assert quiet["litigation_demolish"].state is ClockState.LAPSED
    assert quiet["court_application_demolish"].due == date(2023, 12, 19)
    contested = clocks(now(*served, Move(S.LITIGATED, date(2023, 9, 10))), date(2023, 12, 1))
    assert contested["litigation_demolish"].state is ClockState.MET
    assert contested["court_application_demolish"].state is ClockState.UNKNOWN
    assert contested["court_application_demolish"].note


def test_a_day_that_the_packs_say_nothing_of_is_not_guessed() -> None:
    found = clocks(now(Move(S.OPENED, date(2010, 1, 4))), date(2010, 2, 1))
    assert (found["decision"].due, found["decision"].state) == (None, ClockState.UNKNOWN)
    assert "2010-01-04" in found["decision"].note


def test_a_decision_waits_for_the_party_and_the_court_for_the_urging() -> None:
    day = date(2023, 9, 4)
    told = now(Move(S.OPENED, day), Move(S.NOTIFIED, day, day))
    early = too_early(POLICY, told, S.DECIDED, date(2023, 9, 7))
    assert early is not None
    assert (early.key, early.due) == ("statement", date(2023, 9, 7))
    assert too_early(POLICY, told, S.DECIDED, date(2023, 9, 8)) is None
    answered = now(Move(S.OPENED, day), Move(S.NOTIFIED, day, day), Move(S.STATED, date(2023, 9, 5)))
    assert too_early(POLICY, answered, S.DECIDED, date(2023, 9, 6)) is None
    urged = now(Move(S.OPENED, day), Move(S.URGED, day, day))
    assert too_early(POLICY, urged, S.COURT_ASKED, date(2023, 9, 18)) is not None
    assert too_early(POLICY, urged, S.COURT_ASKED, date(2023, 9, 19)) is None


def test_which_period_a_step_waits_for_is_the_policys() -> None:
    """Another pack that asks no wait of a decision gets none; every named period is one that the law has."""
    day = date(2023, 9, 4)
    told = now(Move(S.OPENED, day), Move(S.NOTIFIED, day, day))
    other = replace(POLICY, entries={key: one for key, one in POLICY.entries.items() if key != "cases.waits.decided"})
    assert too_early(POLICY, told, S.DECIDED, day) is not None
    assert too_early(other, told, S.DECIDED, day) is None
    named = {name for key in POLICY.keys("cases.waits.") for name in POLICY.value(key).items}
    assert named
    assert {f"cases.clocks.{name}" for name in named} <= set(POLICY.keys("cases.clocks."))


def test_told_anew_the_party_has_its_days_again() -> None:
    day, again = date(2023, 9, 4), date(2023, 9, 11)
    told = now(
        Move(S.OPENED, day),
        Move(S.NOTIFIED, day, day),
        Move(S.STATED, date(2023, 9, 5)),
        Move(S.NOTIFIED, again, again),
    )
    early = too_early(POLICY, told, S.DECIDED, date(2023, 9, 12))
    assert early is not None
    assert (early.key, early.due) == ("statement", working(again, 3))
