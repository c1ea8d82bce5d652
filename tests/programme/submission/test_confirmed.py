"""The county's confirmation in the platform is recorded: after the release, by whom and when; gone when sent back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from made_books import as_clerk_of
from made_returns import DAY, as_person, county
from refusing import refuses
from returned_plots import events, out, send_back, state
from weipian.terms.acting import Act
from weipian.terms.submission import ReturnState

pytestmark = pytest.mark.requirement("C4")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


def confirm(desk: Any, day: date = DAY) -> Any:
    from weipian.programme.submission.acts.releasing import confirm as confirmed

    return confirmed(desk, ["P1"], day)


def test_a_released_return_is_confirmed_and_who_did_it_is_kept(desk: Any) -> None:
    from weipian.store.models import Submission

    out(desk)
    done = confirm(as_person(desk, "reviewer"))
    assert (done.plots, done.refused, state()) == (("P1",), (), ReturnState.CONFIRMED)
    kept = Submission.objects.get(current=True, plot__number="P1")
    assert (kept.confirmed_by.name if kept.confirmed_by else "", kept.confirmed_on) == ("reviewer", DAY)
    assert len(events(Act.SUBMISSION_CONFIRMED)) == 1


def test_nothing_is_confirmed_before_it_was_released(desk: Any) -> None:
    early = confirm(desk)
    assert [one.code for one in early.refused] == ["submission_not_in_state"]
    out(desk)
    before = confirm(desk, DAY - timedelta(days=1))
    assert [one.code for one in before.refused] == ["submission_confirmed_early"]
    assert state() is ReturnState.RELEASED
    assert events(Act.SUBMISSION_CONFIRMED) == []


def test_a_township_confirms_nothing(desk: Any) -> None:
    out(desk)
    with refuses("act_not_of_role"):
        confirm(as_clerk_of(desk, "星原镇"))


def test_what_is_sent_back_has_to_be_confirmed_anew(desk: Any) -> None:
    from weipian.store.models import Submission

    out(desk)
    confirm(desk)
    send_back(desk)
    kept = Submission.objects.get(current=True, plot__number="P1")
    assert (state(), kept.confirmed_by_id, kept.confirmed_on) == (ReturnState.RETURNED, None, None)
    out(desk)
    assert state() is ReturnState.RELEASED
