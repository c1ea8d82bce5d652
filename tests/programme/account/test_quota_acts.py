"""Notices taken and undone, 市级验收 and 自治区确认, what an erasure leaves: who may, what is written."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean
from made_erasure import keeper_of, take_out
from made_quota import DETERMINED, as_role, freeze, last, put_right, quota_desk, scan
from refusing import refuses
from weipian.terms.acting import Role
from weipian.terms.quota import Misfit, NoticeKind, QuotaAccount, QuotaStep, Size, Wait

pytestmark = pytest.mark.requirement("D4")
DAY = date(2023, 11, 1)
NONE = Fraction(0)


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return quota_desk(tmp_path / "county")


def books(desk: Any, day: date = DAY, **more: Any) -> Any:
    from weipian.office.quota.books import both

    return both(desk, day, **more)


def frozen(found: Any, township: str | None = None) -> tuple[Fraction, Fraction]:
    """亩 frozen by the notices and as expected."""
    noticed, expected = (
        one.at(QuotaAccount.FROZEN, Size.QUANTITY, township) for one in (found.noticed, found.expected)
    )
    return noticed.known, expected.known


def step(desk: Any, which: QuotaStep, *plots: str, day: date = DAY, number: str = "桂自然资函1号", **more: Any) -> Any:
    from weipian.programme.account.quota.acts.stepping import Stepping, take_steps

    return take_steps(desk, which, [Stepping(plot, number, day, **more) for plot in plots])


def undo(desk: Any, which: QuotaStep, *plots: str) -> Any:
    from weipian.programme.account.quota.acts.undoing import undo_steps

    return undo_steps(desk, which, plots)


def both_steps(desk: Any, plot: str, first: date = date(2023, 10, 1), then: date = date(2023, 10, 20)) -> None:
    step(desk, QuotaStep.ACCEPTED, plot, day=first)
    step(desk, QuotaStep.CONFIRMED, plot, day=then)


def test_unlawful_new_construction_is_expected_and_nothing_else(desk: Any) -> None:
    found = books(desk)
    assert [one.piece.plot for one in found.pieces] == ["P1", "P3", "P5"]
    assert frozen(found) == (NONE, Fraction(15, 2))
    assert frozen(found, TOWNSHIPS[1]) == (NONE, Fraction(3))
    assert frozen(books(desk, date(2023, 9, 4))) == (NONE, NONE)
    assert any("P4" in one and "耕地面积不明" in one for one in found.said)
    mine = books(as_clerk_of(desk, TOWNSHIPS[0]))
    assert [one.piece.plot for one in mine.pieces] == ["P1", "P5"]
    with refuses("other_township"):
        books(as_clerk_of(desk, TOWNSHIPS[0]), township=TOWNSHIPS[1])


def test_a_notice_is_kept_as_it_is_even_where_it_does_not_fit(desk: Any) -> None:
    from weipian.office.quota.listing import notices_here

    key = freeze(desk, "1号", f"{TOWNSHIPS[0]}/东村=4.5,等别=7,地块=P1、P5、ZZZ", "外县某镇=2")
    assert last() == ("quota_notice_taken", f"quota_notice:{key}")
    freeze(desk, "2号", f"{TOWNSHIPS[0]}=9", kind=NoticeKind.RELEASE)
    found = books(desk)
    assert frozen(found) == (Fraction(-5, 2), Fraction(15, 2))
    assert {one.misfit for one in found.odd} == {Misfit.UNPLACED, Misfit.STRANGERS, Misfit.OVERDRAWN}
    shown = notices_here(as_clerk_of(desk, TOWNSHIPS[0]), books(as_clerk_of(desk, TOWNSHIPS[0])))
    assert [[line.written for line in one.lines] for one in shown] == [[f"{TOWNSHIPS[0]} 东村"], [TOWNSHIPS[0]]]
    assert [able.act.label for able in shown[0].ables if not able.why] == []
    assert clean(desk)


def test_the_same_notice_is_not_taken_twice_and_one_can_be_undone(desk: Any) -> None:
    from weipian.programme.account.quota.acts.undoing import undo_notice

    key = freeze(desk, "1号", f"{TOWNSHIPS[0]}=4.5")
    with refuses("quota_notice_there"):
        freeze(desk, "1号", f"{TOWNSHIPS[0]}=4.5")
    with refuses("act_not_of_role"):
        undo_notice(as_role(desk, Role.BUREAU_ACCEPTOR), key)
    assert undo_notice(desk, key).number == "1号"
    assert last() == ("quota_notice_undone", f"quota_notice:{key}")
    with refuses("quota_notice_unknown"):
        undo_notice(desk, key)
    assert frozen(books(desk)) == (NONE, Fraction(15, 2))
    assert freeze(desk, "1号", f"{TOWNSHIPS[0]}=4.5") > key


def test_who_may_not_take_a_notice_and_which_can_not_be_read(desk: Any) -> None:
    with refuses("act_not_of_role"):
        freeze(as_clerk_of(desk, TOWNSHIPS[0]), "1号", f"{TOWNSHIPS[0]}=1")
    with refuses("quota_number"):
        freeze(desk, "1号", f"{TOWNSHIPS[0]}=-1")
    with refuses("quota_line_sign"):
        freeze(desk, "1号", TOWNSHIPS[0])
    with refuses("quota_line_sign"):
        freeze(desk, "1号", f"{TOWNSHIPS[0]}=1,别的=2")
    with refuses("quota_needs"):
        freeze(desk, " ", f"{TOWNSHIPS[0]}=1")
    with refuses("day_ahead"):
        freeze(desk, "1号", f"{TOWNSHIPS[0]}=1", day=date(2099, 1, 1))


def test_unknown_is_not_nought(desk: Any) -> None:
    freeze(desk, "1号", f"{TOWNSHIPS[0]}=不明,水田=0")
    found = books(desk).noticed
    assert found.at(QuotaAccount.FROZEN, Size.QUANTITY).unknown == 1
    assert found.at(QuotaAccount.FROZEN, Size.PADDY).is_nothing
    assert found.at(QuotaAccount.FROZEN, Size.CAPACITY).unknown == 1


def test_a_release_is_dated_by_the_region(desk: Any) -> None:
    both_steps(desk, "P1")
    assert frozen(books(desk)) == (NONE, Fraction(15, 2))  # accepted and confirmed, but not demolished and recultivated
    put_right(desk, "P1", "recultivated", date(2023, 9, 25))
    assert frozen(books(desk, date(2023, 10, 19))) == (NONE, Fraction(15, 2))
    assert frozen(books(desk, date(2023, 10, 20))) == (NONE, Fraction(9, 2))
    assert clean(desk)


def test_a_confirmation_needs_an_acceptance_that_is_not_later(desk: Any) -> None:
    with refuses("quota_not_accepted"):
        step(desk, QuotaStep.CONFIRMED, "P1")
    step(desk, QuotaStep.ACCEPTED, "P1", "P5", day=date(2023, 10, 5))
    assert last() == ("prefecture_accepted", "quota_steps")
    with refuses("quota_confirmed_early"):
        step(desk, QuotaStep.CONFIRMED, "P1", day=date(2023, 10, 4))
    step(desk, QuotaStep.CONFIRMED, "P1", day=date(2023, 10, 5))
    assert last()[0] == "region_confirmed"
    with refuses("quota_confirmed_early"):
        step(desk, QuotaStep.ACCEPTED, "P1", day=date(2023, 10, 6))
    with refuses("quota_step_there"):
        step(desk, QuotaStep.CONFIRMED, "P1", day=date(2023, 10, 5))
    with refuses("plot_unknown"):
        step(desk, QuotaStep.ACCEPTED, "NONE")
    with refuses("quota_needs"):
        step(desk, QuotaStep.ACCEPTED, "P3", number="")
    with refuses("act_not_of_role"):
        step(as_clerk_of(desk, TOWNSHIPS[0]), QuotaStep.ACCEPTED, "P1")
    with refuses("act_not_in_state"):
        step(desk, QuotaStep.ACCEPTED, "M1")


def test_steps_are_undone_from_the_last_and_what_they_replaced_comes_back(desk: Any, tmp_path: Path) -> None:
    from weipian.store.queries.quota import steps
    from weipian.store.sight import EVERYTHING

    paper = scan(desk, "P1", tmp_path)
    step(desk, QuotaStep.ACCEPTED, "P1", day=date(2023, 10, 1), number="旧", paper=paper)
    step(desk, QuotaStep.ACCEPTED, "P1", day=date(2023, 10, 2), number="新")
    undo(desk, QuotaStep.ACCEPTED, "P1")
    (back,) = next(iter(steps(EVERYTHING).values()))
    assert (back.number, back.day, back.papers) == ("旧", date(2023, 10, 1), (paper,))
    step(desk, QuotaStep.CONFIRMED, "P1", day=date(2023, 10, 3))
    with refuses("quota_step_built_on"):
        undo(desk, QuotaStep.ACCEPTED, "P1")
    with refuses("act_not_of_role"):
        undo(as_clerk_of(desk, TOWNSHIPS[0]), QuotaStep.CONFIRMED, "P1")
    undo(desk, QuotaStep.CONFIRMED, "P1")
    assert last()[0] == "quota_step_undone"
    undo(desk, QuotaStep.ACCEPTED, "P1")
    assert not steps(EVERYTHING)
    with refuses("quota_step_unknown"):
        undo(desk, QuotaStep.ACCEPTED, "P1")
    assert clean(desk)


def test_facts_that_others_keep_are_handed_in(desk: Any) -> None:
    from weipian.office.quota.facts import PartKnown, Sources
    from weipian.programme.account.quota.expected import Penalty
    from weipian.store.models import Plot
    from weipian.terms.words import Outcome

    key = Plot.objects.get(number="P1").id
    put_right(desk, "P3", "retrospective_approval", date(2023, 10, 9))
    other = Plot.objects.get(number="P3").id
    parts = (PartKnown("东半", Fraction(1), Outcome.RECULTIVATED, date(2023, 10, 1)),)
    sources = Sources(lambda _keys: {other: Penalty(True, date(2023, 10, 8))}, lambda _keys: {key: parts})
    step(desk, QuotaStep.ACCEPTED, "P1", day=date(2023, 10, 1), part="东半")
    step(desk, QuotaStep.CONFIRMED, "P1", day=date(2023, 10, 2), part="东半")
    found = books(desk, sources=sources)
    sizes = {one.piece.name: (one.piece.quantity, one.waits[:1]) for one in found.pieces}
    assert sizes["P1（东半）"] == (1, ())
    assert sizes["P1"] == (2, (Wait.RECULTIVATED,))  # what is left of the plot stays frozen
    assert found.expected.at(QuotaAccount.DEBITED, Size.QUANTITY).known == 3
    assert frozen(found) == (NONE, Fraction(7, 2))
    alone = {one.piece.name: one.waits for one in books(desk).pieces}
    assert alone["P3"] == (Wait.PENALTY_UNKNOWN,)


@pytest.mark.requirement("B12")
def test_an_erased_plot_takes_its_lines_and_steps_along_and_leaves_the_others(desk: Any, tmp_path: Path) -> None:
    from weipian.store import models

    paper = scan(desk, "P1", tmp_path)
    freeze(desk, "1号", f"{TOWNSHIPS[0]}=4.5,地块=P1、P5", f"{TOWNSHIPS[1]}=3,地块=P3")
    freeze(desk, "2号", f"{TOWNSHIPS[0]}=3,地块=P1")
    step(desk, QuotaStep.ACCEPTED, "P1", "P3", day=date(2023, 10, 1), paper=paper)
    take_out(desk, keeper_of(desk), ["P1"])
    found = books(desk)
    assert [(line.number, line.written) for line in found.lines] == [("1号", TOWNSHIPS[1])]
    assert frozen(found) == (Fraction(3), Fraction(9, 2))
    assert [row.plot.number for row in models.QuotaStepDone.objects.filter(current=True)] == ["P3"]
    assert not models.QuotaPaper.objects.exists()
    assert models.QuotaNotice.objects.count() == 1
    assert clean(desk)


def test_as_many_questions_for_many_plots_as_for_few(desk: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from made_books import Given, issue
    from made_quota import determine
    from weipian.office.quota.listing import notices_here, pieces_here

    def asked() -> int:
        with CaptureQueriesContext(connection) as told:
            found = books(desk)
            pieces_here(desk, found)
            notices_here(desk, found)
        return len(told)

    freeze(desk, "1号", f"{TOWNSHIPS[0]}=1,地块=P1")
    before = asked()
    issue(desk, [Given(f"N{at}") for at in range(30)], "202309", date(2023, 9, 1))
    determine(desk, {f"N{at}": "unlawful_new" for at in range(30)}, DETERMINED)
    for at in range(5):
        freeze(desk, f"多{at}", f"{TOWNSHIPS[0]}=1,地块=N{at}")
    assert asked() == before
