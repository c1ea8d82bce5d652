"""Due dates and whose delay, against an oracle of a few lines; the alarm; evidence of demolish-and-recultivate."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.policy import load
from weipian.programme.rectification.clock import Timed, clock_of
from weipian.programme.rectification.evidence import Piece, Proofs, Shown, Wanted, asked, turned
from weipian.programme.rectification.measures import measure_laws
from weipian.terms.evidence import EvidenceKind
from weipian.terms.rectification import Step
from weipian.terms.words import Measure

POLICY = load("ziyuan-2023")
LAWS = measure_laws(POLICY)
MONTHS = {Measure.DEMOLISH_AND_RECULTIVATE: 1, Measure.RETROSPECTIVE_APPROVAL: 3}
DAY = timedelta(days=1)


def due_of(start: date, months: int) -> date:
    """The oracle: the same day of a later month, or its last."""
    year, month = divmod(start.month - 1 + months, 12)
    most = calendar.monthrange(start.year + year, month + 1)[1]
    return date(start.year + year, month + 1, min(start.day, most))


def late_days(due: date, until: date, ordered: date | None) -> tuple[int, int]:
    """The oracle: days of the township (none before the first working day at or after the end), of the office."""
    if ordered is None:
        return 0, max((until - due).days, 0)
    end = due
    while not chinese_calendar.is_workday(end):
        end += DAY
    return max((until - end).days, 0), 0


@pytest.mark.requirement("D1", "E7")
@given(
    st.dates(date(2023, 1, 1), date(2023, 9, 30)),
    st.sampled_from(list(MONTHS)),
    st.integers(0, 60),
    st.booleans(),
)
def test_due_dates_and_delay_by_the_oracle(start: date, measure: Measure, after: int, is_ordered: bool) -> None:
    due = due_of(start, MONTHS[measure])
    until = due + timedelta(days=after)
    plot = Timed("星原镇", start, start if is_ordered else None, None, LAWS[measure], None)
    clock = clock_of(POLICY, plot, until)
    township, office = late_days(due, until, plot.ordered)
    assert clock.due == due
    assert clock.late.days.get("星原镇", 0) == township
    assert clock.late.days.get("县卫片办", 0) == office
    assert clock.alarm is (not is_ordered and until > start + timedelta(days=10))


@pytest.mark.requirement("D1")
def test_the_month_covers_works_and_self_acceptance_and_no_upper_check() -> None:
    law = LAWS[Measure.DEMOLISH_AND_RECULTIVATE]
    plot = Timed("星原镇", date(2023, 8, 1), date(2023, 8, 2), None, law, date(2023, 9, 8))
    assert late_days(date(2023, 9, 2), date(2023, 9, 8), plot.ordered) == (4, 0)  # 2 September is a Saturday
    assert clock_of(POLICY, plot, date(2023, 9, 3)).late.days == {}
    assert clock_of(POLICY, plot, date(2023, 12, 1)).late.days == {"星原镇": 4}


@pytest.mark.requirement("D1")
def test_the_wait_for_an_order_includes_its_last_day() -> None:
    plot = Timed("星原镇", date(2023, 8, 1), None, None, None, None)
    assert [clock_of(POLICY, plot, date(2023, 8, day)).alarm for day in (11, 12)] == [False, True]
    assert clock_of(POLICY, plot, date(2023, 12, 1)).due is None


def shot(kind: EvidenceKind, day: int | None, heading: int | None) -> Piece:
    return Piece(kind, date(2023, 9, day) if day else None, None if heading is None else Fraction(heading))


@pytest.mark.requirement("D1")
@given(st.integers(0, 360), st.integers(0, 360))
def test_headings_turn_the_shorter_way(one: int, two: int) -> None:
    steps = min(sum(1 for _ in range((two - one) % 360)), sum(1 for _ in range((one - two) % 360)))
    assert turned(Fraction(one), Fraction(two)) == steps


@pytest.mark.requirement("D1")
def test_an_unknown_heading_is_never_a_verdict() -> None:
    """Every pair of known, near, far and unknown headings: wrong only where all are known and none is near."""
    most = int(POLICY.value("rectification.heading_tolerance").number)
    headings = (0, most, most + 1, 180, None)
    for before, first, second in product((0, None), headings, headings):
        pieces = [
            shot(EvidenceKind.PHOTO_BEFORE, 1, before),
            shot(EvidenceKind.PHOTO_AFTER, 2, first),
            shot(EvidenceKind.PHOTO_AFTER, 9, second),
        ]
        found = asked(POLICY, ["before_after"], Proofs(pieces, frozenset()))[0]
        near = before is not None and any(one is not None and one <= most for one in (first, second))
        unknown = None in (before, first, second)
        assert found.shown is (Shown.THERE if near else Shown.UNKNOWN if unknown else Shown.WRONG)
        assert found.bars is (found.shown is Shown.WRONG)


@pytest.mark.requirement("D1")
def test_what_else_is_asked_for() -> None:
    law = LAWS[Measure.DEMOLISH_AND_RECULTIVATE]
    nothing = {one.wanted: one.shown for one in asked(POLICY, law.evidence, Proofs([], frozenset()))}
    assert nothing == dict.fromkeys(Wanted, Shown.MISSING)
    for days, shown in (((2, 9), Shown.THERE), ((2, 8), Shown.WRONG), ((2, None), Shown.UNKNOWN)):
        photos = [shot(EvidenceKind.PHOTO_AFTER, day, None) for day in days]
        found = asked(POLICY, ["dates_apart", "topsoil", "crop"], Proofs(photos, frozenset({Step.TOPSOIL})))
        assert [one.shown for one in found] == [shown, Shown.THERE, Shown.MISSING]
