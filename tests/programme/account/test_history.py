"""The ratio by day: an oracle replays a small random history for every day by itself."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.account.ledgers import row
from weipian.policy import load
from weipian.programme.account.history import Span, Story, Was, history, rows_at, timeline
from weipian.programme.account.ledger import LedgerRow
from weipian.programme.account.ratio import Counts, line_of
from weipian.terms.account import By

LAW = load("ziyuan-2023")
FIRST = date(2023, 8, 1)
TOWNS = ("甲镇", "乙乡")
DAYS = st.integers(0, 40).map(lambda days: FIRST + timedelta(days=days))


def was(day: int, recorded: int, value: str, undone: int | None = None, *, replaced: bool = False) -> Was[str]:
    at = [FIRST + timedelta(days=each) for each in (day, recorded)]
    return Was(at[0], at[1], value, None if undone is None else FIRST + timedelta(days=undone), replaced)


def told(changes: list[tuple[date, str | None]]) -> list[tuple[int, str | None]]:
    return [((day - FIRST).days, value) for day, value in changes]


def test_as_recorded_the_books_say_what_was_written_and_nothing_after_it_was_taken_back() -> None:
    one = [was(0, 5, "违法"), was(2, 9, "合法", 12)]
    assert told(timeline(one, By.RECORD)) == [(5, "违法"), (9, "合法"), (12, None)]
    assert told(timeline([*one[:1], was(2, 9, "合法", 12, replaced=True), was(0, 12, "违法")], By.RECORD)) == [
        (5, "违法"), (9, "合法"), (12, "违法"),
    ]  # fmt: skip


def test_by_the_matters_day_a_later_word_holds_from_its_own_day_and_ends_as_the_books_say_now() -> None:
    assert told(timeline([was(0, 20, "违法"), was(7, 21, "合法")], By.DAY)) == [(0, "违法"), (7, "合法")]
    assert told(timeline([was(7, 20, "违法"), was(3, 21, "合法")], By.DAY)) == [(3, "合法")]
    assert told(timeline([was(5, 20, "违法"), was(1, 21, "合法", 22, replaced=True), was(5, 22, "违法")], By.DAY)) == [
        (5, "违法")
    ]
    assert timeline([was(5, 20, "违法", 22)], By.DAY) == []


@st.composite
def stories(draw: st.DrawFn) -> list[Story]:
    found = []
    for place in range(draw(st.integers(0, 5))):
        town = draw(st.sampled_from(TOWNS))
        days = sorted(draw(st.sets(DAYS, max_size=4)))
        rows = [
            (
                day,
                tuple(
                    row(
                        f"P{place}",
                        draw(st.fractions(0, 40, max_denominator=700)),
                        draw(st.sampled_from(["unlawful_new", "lawful_new", "undetermined", "other_use"])),
                        draw(st.sampled_from(["", "recultivated", "retrospective_approval", "in_progress"])),
                        township=town,
                        accepted=draw(st.booleans()),
                    )
                    for _ in range(draw(st.integers(0, 2)))
                ),
            )
            for day in days
        ]
        found.append(Story(f"P{place}", town, rows))
    return found


def counted(rows: list[LedgerRow]) -> tuple[Fraction, Fraction, Fraction]:
    """Numerator, denominator, undetermined by the plan's own words."""
    numerator = denominator = undetermined = Fraction(0)
    for one in rows:
        if one.determination == "undetermined":
            undetermined += one.cultivated
        elif one.determination == "lawful_new":
            denominator += one.cultivated
        elif one.determination == "unlawful_new" and one.outcome != "recultivated":
            denominator += one.cultivated
            numerator += one.cultivated if one.outcome != "retrospective_approval" else 0
    return numerator, denominator, undetermined


@pytest.mark.requirement("E1", "E2")
@given(stories(), DAYS, DAYS, DAYS)
def test_each_day_of_the_history_is_the_ratio_of_that_day(
    found: list[Story], one: date, other: date, asked: date
) -> None:
    since, until = min(one, other), max(one, other)
    lines = {"全县": line_of(LAW, "county"), **dict.fromkeys(TOWNS, line_of(LAW, "township"))}
    points = history(found, Counts(LAW), lines, Span(since, until), "全县")
    day = min(max(asked, since), until)
    for name, own in points.items():
        assert [each.day for each in own] == sorted({each.day for each in own})
        assert own[0].day == since
        last = [each for each in own if each.day <= day][-1]
        held: list[LedgerRow] = []
        for story in found:
            before = [rows for when, rows in story.changes if when <= day]
            if before and name in ("全县", story.township):
                held += before[-1]
        account = last.account
        assert (account.after.numerator, account.after.denominator, account.undetermined) == counted(held)
        final = counted([each for each in held if each.accepted_above])
        assert (last.final.numerator, last.final.denominator) == final[:2]
        area, share = (100, Fraction(15, 100)) if name == "全县" else (5, Fraction(15, 100))
        top, bottom, _ = counted(held)
        assert account.in_scope is (top >= area and top >= share * bottom)


@given(stories(), DAYS)
def test_rows_at_a_day_are_those_that_held_then(found: list[Story], day: date) -> None:
    wanted = [
        each
        for story in found
        for each in ([rows for when, rows in story.changes if when <= day] or [()])[-1]
    ]  # fmt: skip
    assert rows_at(found, day) == wanted
