"""Both quota books by their laws: balanced on any day, frozen is what is open, never more out than in (D4)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.policy import load
from weipian.programme.account.quota.amounts import NOTHING, Amount
from weipian.programme.account.quota.books import Entry, book, postings
from weipian.programme.account.quota.expected import Penalty, Piece, expect
from weipian.programme.account.quota.gaps import compare
from weipian.programme.account.quota.law import QuotaLaw
from weipian.programme.account.quota.noticed import NoticeLine, odd_lines, township_meant
from weipian.terms.quota import Misfit, NoticeKind, QuotaAccount, Size, Wait
from weipian.terms.words import Outcome

pytestmark = pytest.mark.requirement("D4")
LAW = QuotaLaw.of(load("ziyuan-2023"))
START = date(2023, 9, 1)
TOWNS = ("甲镇", "乙乡", "")
DAYS = st.integers(0, 120).map(lambda at: START + timedelta(at))
AREAS = st.fractions(0, 50, max_denominator=3000)
SIZES = st.fixed_dictionaries({Size.QUANTITY: AREAS, Size.PADDY: st.none() | AREAS, Size.CAPACITY: st.none() | AREAS})
ENTRIES = st.lists(
    st.builds(
        Entry, st.none() | DAYS, st.sampled_from(NoticeKind), st.sampled_from(TOWNS), st.just(""),
        st.sampled_from(("", "7", "8")), SIZES, st.just("文"),
    ),
    max_size=25,
)  # fmt: skip
PIECES = st.lists(
    st.builds(
        Piece,
        plot=st.uuids().map(str),
        part=st.sampled_from(("", "东半")),
        township=st.sampled_from(TOWNS[:2]),
        village=st.just(""),
        quantity=AREAS,
        paddy=st.none() | AREAS,
        determined=st.none() | DAYS,
        outcome=st.sampled_from(Outcome),
        outcome_on=st.none() | DAYS,
        accepted=st.none() | DAYS,
        confirmed=st.none() | DAYS,
        penalty=st.none() | st.builds(Penalty, st.booleans(), st.none() | DAYS),
        capacity=st.none() | AREAS,
        grade=st.sampled_from(("", "7")),
    ),
    max_size=12,
)


@given(ENTRIES, DAYS)
def test_every_book_balances_on_any_day(entries: list[Entry], day: date) -> None:
    found = book(entries, day)
    for size in Size:
        assert sum((found.at(account, size) for account in QuotaAccount), NOTHING) == NOTHING
    for entry in entries:
        assert sum((one.amount for one in postings(entry)), NOTHING) == NOTHING


@given(ENTRIES, DAYS, st.randoms())
def test_the_order_in_which_notices_come_makes_no_difference(entries: list[Entry], day: date, chance: object) -> None:
    mixed = list(entries)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert dict(book(mixed, day).amounts) == dict(book(entries, day).amounts)


def open_land(pieces: list[Piece], day: date) -> Fraction:
    """The oracle: what is frozen, said once more in a few lines and in other words."""
    total = Fraction(0)
    for one in pieces:
        if one.determined and one.determined > day:
            continue
        released = one.outcome is Outcome.RECULTIVATED and one.accepted and one.confirmed and one.confirmed <= day
        punished = one.penalty is not None and one.penalty.done and (one.penalty.day or date.min) <= day
        approved = one.outcome is Outcome.RETROSPECTIVE_APPROVAL and one.outcome_on and one.outcome_on <= day
        if not released and not (approved and punished):
            total += one.quantity
    return total


@given(PIECES, DAYS)
def test_frozen_is_the_open_land_of_the_day(pieces: list[Piece], day: date) -> None:
    found = book([entry for one in pieces for entry in expect(one, LAW).entries], day)
    assert found.at(QuotaAccount.FROZEN, Size.QUANTITY) == Amount(open_land(pieces, day))


@given(PIECES, DAYS)
def test_no_more_goes_out_than_was_frozen_and_of_the_same_quality(pieces: list[Piece], day: date) -> None:
    for one in pieces:
        entries = [entry for entry in expect(one, LAW).entries if entry.holds_on(day)]
        frozen = [entry for entry in entries if entry.kind is NoticeKind.FREEZE]
        out = [entry for entry in entries if entry.kind is not NoticeKind.FREEZE]
        assert len(out) <= len(frozen) <= 1
        assert all((entry.grade, entry.sizes) == (frozen[0].grade, frozen[0].sizes) for entry in out)


def piece(**more: object) -> Piece:
    own: dict[str, object] = {
        "plot": "P1", "part": "", "township": "甲镇", "village": "", "quantity": Fraction(3), "paddy": None,
        "determined": START, "outcome": Outcome.NONE,
    }  # fmt: skip
    return Piece(**{**own, **more})  # type: ignore[arg-type]


def test_a_release_is_dated_by_the_region_and_waits_for_all_three() -> None:
    accepted, confirmed = START + timedelta(30), START + timedelta(40)
    done = piece(outcome=Outcome.RECULTIVATED, outcome_on=START, accepted=accepted, confirmed=confirmed)
    found = expect(done, LAW)
    assert [entry.day for entry in found.entries] == [START, confirmed]
    assert found.stands(confirmed - timedelta(1)) is NoticeKind.FREEZE
    assert found.stands(confirmed) is NoticeKind.RELEASE
    assert expect(piece(accepted=accepted, confirmed=confirmed), LAW).waits == (Wait.RECULTIVATED,)
    unaccepted = piece(outcome=Outcome.RECULTIVATED_UNACCEPTED)
    assert expect(unaccepted, LAW).waits == (Wait.RECULTIVATED, Wait.ACCEPTANCE, Wait.CONFIRMATION)


def test_a_debit_waits_for_penalty_and_approval_and_unknown_is_not_no() -> None:
    approved = {"outcome": Outcome.RETROSPECTIVE_APPROVAL, "outcome_on": START + timedelta(9)}
    assert expect(piece(**approved), LAW).waits == (Wait.PENALTY_UNKNOWN,)
    assert expect(piece(**approved, penalty=Penalty(False)), LAW).waits == (Wait.PENALTY,)
    late = START + timedelta(50)
    found = expect(piece(**approved, penalty=Penalty(True, late)), LAW)
    assert [(entry.kind, entry.day) for entry in found.entries][1:] == [(NoticeKind.DEBIT, late)]


def line(number: str, kind: NoticeKind, mu: int | None, **more: object) -> NoticeLine:
    sizes = {Size.QUANTITY: None if mu is None else Fraction(mu), Size.PADDY: None, Size.CAPACITY: None}
    own: dict[str, object] = {
        "notice": hash(number), "number": number, "kind": kind, "day": START, "written": "甲镇", "township": "甲镇",
        "village": "", "sizes": sizes, "grade": "",
    }  # fmt: skip
    return NoticeLine(**{**own, **more})  # type: ignore[arg-type]


def test_what_does_not_fit_is_kept_and_shown() -> None:
    lines = [
        line("1", NoticeKind.FREEZE, 3, grade="7"),
        line("2", NoticeKind.DEBIT, 3, grade="9"),
        line("3", NoticeKind.FREEZE, 1, township="", written="某县"),
        line("4", NoticeKind.FREEZE, 1, strangers=2),
        line("5", NoticeKind.FREEZE, 1, plots=(("P3", "乙乡"),)),
        line("6", NoticeKind.FREEZE, 1, notice=1),
        line("6", NoticeKind.FREEZE, 2, notice=2),
    ]
    found = {one.misfit: one for one in odd_lines(lines, START)}
    assert set(found) == set(Misfit)
    assert (found[Misfit.OVERDRAWN].notices, found[Misfit.OVERDRAWN].told[-4:]) == (("2",), "等别 9")
    assert not odd_lines(lines, START - timedelta(1))


def test_a_gap_names_lines_and_plots_and_leaves_unknown_alone() -> None:
    lines = [line("1", NoticeKind.FREEZE, 5, plots=(("P1", "甲镇"), ("P9", "甲镇"))), line("2", NoticeKind.RELEASE, 1)]
    pieces = [expect(piece(), LAW), expect(piece(plot="P2", quantity=Fraction(2)), LAW)]
    gaps = compare(lines, pieces, ("甲镇", None), START)
    first = next(one for one in gaps if one.size is Size.QUANTITY)
    assert first.differs
    assert (first.noticed.known, first.expected.known) == (Fraction(4), Fraction(5))
    assert (first.notices, first.plots) == (("1", "2"), ("P1", "P2"))
    assert (first.unnamed, first.unexpected) == (("P2",), ("P9",))
    paddy = next(one for one in gaps if one.size is Size.PADDY)
    assert not paddy.comparable
    assert not paddy.differs
    # one of unknown size frozen and one released: it may be nought, but nobody wrote so of the first
    unknown = [line("1", NoticeKind.FREEZE, None), line("2", NoticeKind.RELEASE, 1)]
    assert not compare(unknown, [], ("甲镇",), START)[0].comparable


def test_grades_are_compared_where_both_know_them() -> None:
    lines = [line("1", NoticeKind.FREEZE, 3, grade="8")]
    gaps = compare(lines, [expect(piece(grade="7"), LAW)], ("甲镇",), START)
    by_grade = {one.grade: one.noticed.known - one.expected.known for one in gaps if one.grade is not None}
    assert by_grade == {"7": -3, "8": 3}
    assert {one.grade for one in compare(lines, [expect(piece(), LAW)], ("甲镇",), START)} == {None}


def test_a_place_means_one_of_our_townships_or_none() -> None:
    ours = ("资源镇", "中峰镇", "两水苗族乡")
    written = ("资源镇", "资源镇人民政府", "资源县资源镇、中峰镇", "资源县", "")
    assert [township_meant(text, ours) for text in written] == ["资源镇", "资源镇", "", "", ""]
