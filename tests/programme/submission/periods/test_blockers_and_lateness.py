"""What stands in the way of a close; whose delay it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from weipian.policy import load
from weipian.programme.submission.periods.blockers import REGISTRY, PlotNow, blocking, blocks_of
from weipian.programme.submission.periods.lateness import charged, stays
from weipian.terms.acting import Act, State
from weipian.terms.closing import Blocks, Lies, PeriodKind
from weipian.terms.words import Outcome

pytestmark = pytest.mark.requirement("C6", "E7")
LAW = load("ziyuan-2023")
GOOD = PlotNow(State.DETERMINED, measured=True, proposed=True, inspected=True, determined="unlawful_new")
WANTING = {
    Blocks.NOT_MEASURED: replace(GOOD, measured=False),
    Blocks.NO_PROPOSAL: replace(GOOD, proposed=False),
    Blocks.NOT_INSPECTED: replace(GOOD, inspected=False),
    Blocks.NOT_DETERMINED: replace(GOOD, determined=""),
    Blocks.NO_REASON: replace(GOOD, determined="undetermined", because=" "),
    Blocks.OVERDUE: replace(GOOD, overdue=frozenset({"verify"})),
    Blocks.SETTLED_UNDATED: replace(GOOD, outcome=Outcome.RECULTIVATED),
}
WANTING |= {what: replace(GOOD, also=frozenset({what.value})) for what in Blocks if what not in WANTING}


@pytest.mark.parametrize("what", Blocks)
def test_each_blocker_by_itself(what: Blocks) -> None:
    assert blocks_of(WANTING[what], REGISTRY) == (what,)
    assert blocks_of(replace(WANTING[what], state=State.WITHDRAWN), REGISTRY) == ()


def test_a_reason_for_not_determining_is_enough() -> None:
    assert blocks_of(replace(GOOD, determined="undetermined", because="等上级答复"), REGISTRY) == ()
    assert blocks_of(replace(GOOD, outcome=Outcome.RECULTIVATED, outcome_dated=True), REGISTRY) == ()
    assert blocks_of(GOOD, REGISTRY) == ()


def test_the_policy_says_which_blockers_hold_up_which_close() -> None:
    for kind in PeriodKind:
        wanted = LAW.value(f"closes.{kind.value.replace('-', '_')}_blockers").items
        assert [one.what.value for one in blocking(LAW, kind)] == [one.value for one in Blocks if one.value in wanted]
        assert set(wanted) <= {one.value for one in Blocks}
    assert Blocks.NOT_CHECKED in {one.what for one in blocking(LAW, PeriodKind.MONTH)}


def test_not_determined_is_mended_by_a_review_first() -> None:
    acts = {one.what: one.acts for one in REGISTRY}
    assert acts[Blocks.NOT_DETERMINED] == (Act.DETERMINED, Act.DETERMINATIONS_TRANSCRIBED)
    assert set(acts) == set(Blocks)


ISSUED, TOWN = date(2023, 8, 1), "星原镇"
DUE = date(2023, 8, 11)


def test_a_day_is_charged_to_whom_the_patch_lay_with() -> None:
    handed = [(date(2023, 8, 14), "水利")]
    found = stays(ISSUED, TOWN, handed, date(2023, 8, 20), date(2023, 8, 20))
    late = charged(found, DUE, date(2023, 8, 20), date(2023, 9, 1))
    assert late == {(Lies.TOWNSHIP, TOWN): 3, (Lies.DEPARTMENT, "水利"): 6}


def test_days_add_up_to_the_delay_whoever_it_lay_with() -> None:
    """Against plain counting, day by day, for every day of handing over and of doing."""
    for hand in range(25):
        for done in range(hand, 40):
            handed, end = ISSUED + timedelta(days=hand), ISSUED + timedelta(days=done)
            late = charged(stays(ISSUED, TOWN, [(handed, "林业")], end, end), DUE, end, date(2023, 12, 31))
            days = [ISSUED + timedelta(days=number) for number in range(1, done + 1)]
            theirs = [day for day in days if day > DUE and day > handed]
            ours = [day for day in days if day > DUE and day <= handed]
            assert late.get((Lies.DEPARTMENT, "林业"), 0) == len(theirs)
            assert late.get((Lies.TOWNSHIP, TOWN), 0) == len(ours)


def test_an_end_on_a_rest_day_never_counts_against_a_township() -> None:
    """2023-08-12 was a Saturday: Monday the 14th is still in time for a township, not for a department."""
    due = date(2023, 8, 12)
    for day, town in ((13, 0), (14, 0), (15, 1)):
        done = date(2023, 8, day)
        own = charged(stays(ISSUED, TOWN, [], done, done), due, done, done)
        assert own.get((Lies.TOWNSHIP, TOWN), 0) == town
        theirs = charged(stays(ISSUED, TOWN, [(ISSUED, "林业")], done, done), due, done, done)
        assert theirs == {(Lies.DEPARTMENT, "林业"): day - 12}


def test_not_done_yet_counts_until_today() -> None:
    found = stays(ISSUED, TOWN, [], None, None)
    assert charged(found, DUE, None, date(2023, 8, 16)) == {(Lies.TOWNSHIP, TOWN): 5}
    assert charged(found, DUE, None, DUE) == {}
